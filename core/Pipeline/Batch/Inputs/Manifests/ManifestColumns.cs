using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The columns of a manifest, and which of them stand where in a file.</summary>
internal static class ManifestColumns
{
    public const int Input = 0, Output = 1, Profile = 2, Emotion = 3, Speaker = 4, Language = 5, Text = 6;

    /// <summary>Their names, by number.</summary>
    public static IReadOnlyList<string> All { get; } = ["input", "output", "profile", "emotion", "speaker", "language", "text"];

    /// <summary>The number of a column, or -1. Case does not matter.</summary>
    public static int IndexOf(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }

    /// <summary>What to say of a name that is none.</summary>
    public static Issue Unknown(string place, string name) => InputIssues.ManifestColumn(place, $"There is no column '{InputIssues.Shown(name)}'.",
        NearestName.Find(name, All) is { } near ? $"Did you mean '{near}'?" : $"There are: {string.Join(", ", All)}.");
}
