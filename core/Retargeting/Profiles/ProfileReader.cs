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
    public static ProfileReadResult Read(string text, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > Limits.ProfileKibibytes * 1024) return new ProfileReadResult(null, [ProfileIssues.TooLarge(sourceName, bytes)]);

        string normal = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        ProfileIssueList issues = new(sourceName);
        YamlMap? root = YamlTreeReader.Read(normal, issues);
        Profile? profile = root is null ? null : ProfileBinder.Bind(root, issues);
        if (profile is null || issues.HasErrors) return new ProfileReadResult(null, issues.Issues);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)));
        return new ProfileReadResult(profile with { Sha256 = sha256 }, issues.Issues);
    }
}
