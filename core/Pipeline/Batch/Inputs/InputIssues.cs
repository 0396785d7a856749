using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using static System.FormattableString;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong with the recordings named for a batch, one method per code.</summary>
internal static class InputIssues
{
    private const int LongestShown = 200;

    public static Issue NotThere(string name) => Issue.Error("INP01", Shown(name),
        "There is no such file or folder.", "Check the path; put a pattern such as 'voices/**/*.wav' in quotes.");

    public static Issue NoRecordings(string name) => Issue.Error("INP02", Shown(name),
        "There is no recording in it.", "Name another folder, archive or pattern, or a file itself when its name does not end like a recording's.");

    public static Issue FolderUnreadable(string name) => Issue.Error("INP03", Shown(name),
        "The folder cannot be searched.", "Check that you may read it and that the disk is there.");

    public static Issue TooMany(string name) => Issue.Error("INP04", Shown(name),
        Invariant($"There are more than {Limits.BatchItems} recordings."), "Animate them in several runs, a folder or archive each.");

    /// <summary>A name from a disk, an archive or a manifest, fit for one line of a message.</summary>
    private static string Shown(string text)
    {
        StringBuilder shown = new();
        foreach (char c in text)
        {
            if (shown.Length >= LongestShown) return shown.Append("...").ToString();
            bool isShown = char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            shown.Append(isShown ? c : '?');
        }
        return shown.ToString();
    }
}
