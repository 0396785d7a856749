using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Writes profiles and local overrides in their one canonical form; docs/profiles.md describes it.</summary>
public static class ProfileFormatter
{
    /// <summary>Formats a profile's text. Older schemas come out in the newest.</summary>
    /// <param name="text">The profile's YAML.</param>
    /// <param name="sourceName">File name without folder, for the issues' places.</param>
    /// <param name="dropComments">Whether comments may be lost; without, a text with comments is refused (PRO26).</param>
    /// <returns>The canonical text, or null and what is wrong with the profile.</returns>
    public static (string? Text, IReadOnlyList<Issue> Issues) Format(string text, string sourceName, bool dropComments)
    {
        ProfileReadResult result = ProfileReader.Read(text, sourceName);
        if (result.Profile is not { } profile) return (null, result.Issues);
        IReadOnlyList<(int Line, int Column)> comments = YamlComments.Find(ProfileReader.Normal(text));
        if (comments.Count == 0 || dropComments) return (profile.CanonicalText, result.Issues);
        string place = FormattableString.Invariant($"{sourceName}:{comments[0].Line}:{comments[0].Column}");
        return (null, [ProfileIssues.HasComments(place, comments.Count)]);
    }

    /// <summary>Says where a file's text first differs from its canonical form: PRO27, or null when it is in that form.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="canonical">Its canonical form.</param>
    /// <param name="sourceName">File name without folder.</param>
    public static Issue? Compare(string text, string canonical, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(canonical);
        if (text == canonical) return null;
        int line = 1;
        for (int i = 0; i < Math.Min(text.Length, canonical.Length) && text[i] == canonical[i]; i++) line += text[i] == '\n' ? 1 : 0;
        return ProfileIssues.NotCanonical(FormattableString.Invariant($"{sourceName}:{line}:1"));
    }
}
