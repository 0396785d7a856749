using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Where a host looks for plugins, whom it trusts and how long it waits.</summary>
public sealed record PluginHostOptions
{
    /// <summary>Folders of the plugins that come with the program, laid out as <c>id/version/plugin.json</c>. Trusted.</summary>
    public required IReadOnlyList<string> BuiltInFolders { get; init; }

    /// <summary>Folders of other plugins, laid out the same way. Their code is loaded only when <see cref="TrustedSha256"/> holds their hash.</summary>
    public IReadOnlyList<string> OtherFolders { get; init; } = [];

    /// <summary>Hashes (<see cref="PluginStatus.Sha256"/>) of plugins the user trusts.</summary>
    public IReadOnlyCollection<string> TrustedSha256 { get; init; } = [];

    /// <summary>How long a plugin may take to be constructed and to describe its formats.</summary>
    public TimeSpan DescribeLimit { get; init; } = TimeSpan.FromSeconds(Limits.PluginDescribeSeconds);

    /// <summary>How long a plugin may take to write or read one line.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(Limits.PluginWriteSeconds);
}
