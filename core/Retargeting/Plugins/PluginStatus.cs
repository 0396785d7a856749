using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One plugin as the host sees it at one moment.</summary>
/// <param name="Id">Identity; the folder's name when the manifest cannot be read.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Version">Version as written in the manifest.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it stands there, one line.</param>
/// <param name="Formats">Ids of its formats.</param>
public sealed record PluginStatus(
    string Id, string Name, string Version, PluginState State, string Reason, IReadOnlyList<string> Formats)
{
    /// <summary>Where it was found.</summary>
    public PluginOrigin Origin { get; init; }

    /// <summary>Full path of its folder.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Whether it came with the program.</summary>
    public bool IsBuiltIn => Origin == PluginOrigin.BuiltIn;

    /// <summary>SHA-256 over all its files, in lower-case hexadecimal, or empty when they cannot be read. Trust is given to this.</summary>
    public string Sha256 { get; init; } = "";

    /// <summary>Its files, by name with '/', and their lengths in bytes.</summary>
    public IReadOnlyList<(string Name, long LengthBytes)> Files { get; init; } = [];

    /// <summary>SPDX licence of the plugin.</summary>
    public string License { get; init; } = "";

    /// <summary>Who made it.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The source it was built from, or null when it does not say.</summary>
    public PluginSource? Source { get; init; }

    /// <summary>What it says it does besides its formats.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>What is wrong, or null when nothing is.</summary>
    public Issue? Issue { get; init; }
}
