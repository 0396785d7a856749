using System.Security.Cryptography;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads profiles. The text is untrusted: size first, then the events against hard limits, then the meaning.</summary>
public static class ProfileReader
{
    /// <summary>Reads one profile and finds everything wrong with it at once. Never throws for what the text holds.</summary>
    /// <param name="text">The profile's YAML.</param>
    /// <param name="sourceName">File name without folder, for the issues' places.</param>
    public static ProfileReadResult Read(string text, string sourceName) => Read(text, sourceName, local: null, ProfileMigrations.Steps);

    /// <summary>Reads a profile together with the user's overrides, whose values take the place of the shared ones.</summary>
    /// <param name="text">The shared profile's YAML.</param>
    /// <param name="sourceName">Its file name without folder.</param>
    /// <param name="localText">The overrides' YAML.</param>
    /// <param name="localName">Their file name without folder.</param>
    public static ProfileReadResult Read(string text, string sourceName, string localText, string localName) =>
        Read(text, sourceName, (localText, localName), ProfileMigrations.Steps);

    /// <param name="text">The profile's YAML.</param>
    /// <param name="sourceName">Its file name without folder.</param>
    /// <param name="local">Text and name of the overrides, or null.</param>
    /// <param name="steps">What brings older schemas up to date.</param>
    internal static ProfileReadResult Read(string text, string sourceName, (string Text, string Name)? local, IReadOnlyList<ProfileMigration> steps)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        ProfileIssueList issues = new(sourceName);
        if (ReadTree(text, issues) is not { } read) return new ProfileReadResult(null, issues.Issues);
        YamlMap shared = ProfileMigrations.Apply(read, steps);
        Profile? profile = Bind(shared, issues);
        if (profile is null || local is null) return new ProfileReadResult(profile, issues.Issues);

        ProfileIssueList localIssues = new(local.Value.Name);
        if (ReadTree(local.Value.Text, localIssues) is not { } overrides) return new ProfileReadResult(null, localIssues.Issues);
        YamlMap merged = LocalOverrides.Merge(shared, ProfileMigrations.Apply(overrides, steps), localIssues);
        Profile? own = localIssues.HasErrors ? null : Bind(merged, localIssues);
        return new ProfileReadResult(own is null ? null : own with { Local = new ProfileLocal(local.Value.Name, profile.Sha256, profile.CanonicalText) }, localIssues.Issues);
    }

    /// <summary>The tree of a text, or null after adding the reason to <paramref name="issues"/>.</summary>
    internal static YamlMap? ReadTree(string text, ProfileIssueList issues)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= Limits.ProfileKibibytes * 1024) return YamlTreeReader.Read(Normal(text), issues);
        issues.Add(1, 1, place => ProfileIssues.TooLarge(place, bytes));
        return null;
    }

    /// <summary>The text without byte order mark and with LF line ends.</summary>
    internal static string Normal(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);

    private static Profile? Bind(YamlMap root, ProfileIssueList issues)
    {
        Profile profile = ProfileBinder.Bind(root, issues);
        if (issues.HasErrors) return null;
        string canonical = YamlTextWriter.Write(CanonicalTree.Of(root));
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        return profile with { CanonicalText = canonical, Sha256 = sha256 };
    }
}
