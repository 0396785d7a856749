namespace Audio2Face.Modkit.Retargeting;

/// <summary>What writes a profile's result. Naming a plugin never causes it to be fetched or trusted.</summary>
/// <param name="Plugin">Id of the plugin.</param>
/// <param name="ApiLevel">The contract's number the profile was made with.</param>
/// <param name="Format">Id of the format.</param>
public sealed record ProfileTarget(string Plugin, int ApiLevel, string Format)
{
    /// <summary>Settings of the format by name, in place of the format's own defaults.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
