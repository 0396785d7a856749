namespace Audio2Face.Modkit.Retargeting;

/// <summary>The source a plugin was built from.</summary>
/// <param name="Url">Address of the repository; https.</param>
/// <param name="Commit">The commit it was built from, hexadecimal.</param>
public sealed record PluginSource(string Url, string Commit)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Url} at {Commit}";
}
