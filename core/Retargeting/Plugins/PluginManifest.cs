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

    /// <summary>Where its source is, or null.</summary>
    public PluginSource? Source { get; init; }

    /// <summary>The systems it runs on, such as <c>linux</c> or <c>windows-x64</c>; empty for all.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Plugins that must be there too, by id, and in which versions.</summary>
    public IReadOnlyDictionary<string, VersionRange> Requires { get; init; } = new Dictionary<string, VersionRange>();

    /// <summary>Ids of plugins it cannot be used beside.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>What it says it does besides its formats; shown to the user, but code inside a process cannot be held to it.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>SHA-256 of every file but <c>plugin.json</c>, by name, in lower-case hexadecimal; empty when the manifest names none.</summary>
    public IReadOnlyDictionary<string, string> FileSha256 { get; init; } = new Dictionary<string, string>();
}
