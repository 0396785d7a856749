using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Brings profiles of older schemas up to date, one number at a time.</summary>
internal static class ProfileMigrations
{
    /// <summary>The steps of this program; the last leads to <see cref="Profile.Schema"/>. Schema 1 is the first there was.</summary>
    public static IReadOnlyList<ProfileMigration> Steps { get; } = [];

    /// <summary>The tree in the newest schema; as it is when its number is missing, not a number, or not one of the steps'.</summary>
    public static YamlMap Apply(YamlMap root, IReadOnlyList<ProfileMigration> steps)
    {
        if (!int.TryParse(root.TextOf("schema"), NumberStyles.None, CultureInfo.InvariantCulture, out int schema)) return root;
        int first = schema - (Profile.Schema - steps.Count);
        if (first < 0 || first >= steps.Count) return root;
        foreach (ProfileMigration step in steps.Skip(first)) root = step(root);
        return root with { Entries = [.. root.Entries.Select(entry => entry.Key.Text == "schema" ? WithNumber(entry) : entry)] };
    }

    private static YamlEntry WithNumber(YamlEntry entry) =>
        entry with { Value = (YamlScalar)entry.Value with { Text = Profile.Schema.ToString(CultureInfo.InvariantCulture) } };
}
