namespace Audio2Face.Modkit.Retargeting;

/// <summary>What <c>plugin.json</c> says: everything that must be known before any of a plugin's code is loaded.</summary>
public sealed record PluginManifest
{
    /// <summary>Identity for life, such as <c>author.family</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The plugin's version.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>The contract's number it was built for.</summary>
    public required int ApiLevel { get; init; }

    /// <summary>File name, without folder, of the assembly to load.</summary>
    public required string Entry { get; init; }

    /// <summary>Full name of the class that implements the contract.</summary>
    public required string Type { get; init; }

    /// <summary>Ids of its formats.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>Who made it.</summary>
    public required IReadOnlyList<string> Authors { get; init; }

    /// <summary>SPDX licence expression.</summary>
    public required string License { get; init; }

    /// <summary>Where its source is, or empty.</summary>
    public string Source { get; init; } = "";
}
