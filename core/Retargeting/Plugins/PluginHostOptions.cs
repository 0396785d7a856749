using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a host looks for plugins, whom it trusts and how long it waits.</summary>
/// <remarks>Folders are laid out as <c>id/version/plugin.json</c>. Below each, <c>dev/</c> holds plugins that are being written.</remarks>
public sealed record PluginHostOptions
{
    /// <summary>How long nothing may change in a plugin's folder before it is looked at again.</summary>
    public static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(Limits.PluginQuietMilliseconds);

    /// <summary>Folders of the plugins that come with the program. Trusted, but for what is in <c>dev/</c>.</summary>
    public required IReadOnlyList<string> BuiltInFolders { get; init; }

    /// <summary>Folders of other plugins. Their code is loaded only when it is trusted.</summary>
    public IReadOnlyList<string> OtherFolders { get; init; } = [];

    /// <summary>Those of <see cref="OtherFolders"/> that the user named for this run, as written: whoever trusts a plugin there has to name it again.</summary>
    public IReadOnlyList<string> NamedFolders { get; init; } = [];

    /// <summary>Whether what goes wrong is told to the plugins' author: with file and line of the code.</summary>
    public bool IsForAuthor { get; init; }

    /// <summary>Hashes (<see cref="PluginStatus.Sha256"/>) of plugins that are trusted for as long as the host lives.</summary>
    public IReadOnlyCollection<string> TrustedSha256 { get; init; } = [];

    /// <summary>The file with what the user trusts (<see cref="PluginTrust"/>), or null when there is none. Read again at every look.</summary>
    public string? TrustFile { get; init; }

    /// <summary>How long a plugin may take to be constructed and to describe its formats.</summary>
    public TimeSpan DescribeLimit { get; init; } = TimeSpan.FromSeconds(Limits.PluginDescribeSeconds);

    /// <summary>How long a plugin may take to write or read one line.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(Limits.PluginWriteSeconds);

    /// <summary>How long an unloaded plugin may stay in memory before it counts as left behind.</summary>
    public TimeSpan UnloadLimit { get; init; } = TimeSpan.FromSeconds(Limits.PluginUnloadSeconds);

    /// <summary>What the user trusts now. A file that is not there or cannot be read trusts nobody.</summary>
    public PluginTrust ReadTrust()
    {
        if (TrustFile is null) return PluginTrust.Nobody;
        try
        {
            return PluginTrust.Parse(File.ReadAllText(TrustFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PluginTrust.Nobody;
        }
    }
}
