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
        "There is no such file, folder or entry of an archive.", "Check the path; put a pattern such as 'voices/**/*.wav' in quotes.");

    public static Issue NoRecordings(string name) => Issue.Error("INP02", Shown(name),
        "There is no recording in it.", "Name another folder, archive or pattern, or a file itself when its name does not end like a recording's.");

    public static Issue FolderUnreadable(string name) => Issue.Error("INP03", Shown(name),
        "The folder cannot be searched.", "Check that you may read it and that the disk is there.");

    public static Issue TooMany(string name) => Issue.Error("INP04", Shown(name),
        Invariant($"There are more than {Limits.BatchItems} recordings."), "Animate them in several runs, a folder or archive each.");

    public static Issue ArchiveUnsound(string archive, string reason) => Issue.Error("INP05", Shown(archive),
        $"The zip archive cannot be used: {reason}.", "Copy or download it again, or unpack it and name the folder.");

    public static Issue EntryUnusable(string archive, string entry, string reason) => Issue.Error("INP06", Shown($"{archive}/{entry}"),
        $"The recording in the archive cannot be used: {reason}.", "Unpack it yourself under another name, and name the file.");

    public static Issue EntryTooLarge(string archive, string entry, string reason) => Issue.Error("INP07", Shown($"{archive}/{entry}"),
        $"The recording in the archive is not unpacked: {reason}.", "If you trust the archive, unpack it yourself and name the folder.");

    public static Issue EntryDamaged(string archive, string entry, string reason) => Issue.Error("INP08", Shown($"{archive}/{entry}"),
        $"The recording in the archive is damaged: {reason}.", "Copy or download the archive again.");

    public static Issue NoSuchLanguage(string video, string language, IEnumerable<string?> tags) => Issue.Error("INP09", Shown(video),
        $"The video has no sound in the language '{Shown(language)}'.",
        string.Join(", ", tags.OfType<string>().Distinct()) is { Length: > 0 } known ? $"It has: {known}." : "Its sounds name no language; choose one by its number with --audio-stream.");

    public static Issue ManifestUnreadable(string file, string reason) => Issue.Error("INP10", Shown(file),
        $"The manifest cannot be read: {reason}.", "A manifest is a .csv file with a header, or a .jsonl file with an object a line.");

    public static Issue ManifestColumn(string place, string text, string hint) => Issue.Error("INP11", Shown(place), text, hint);

    public static Issue ManifestValue(string place, string text, string hint) => Issue.Error("INP12", Shown(place), text, hint);

    public static Issue MoreMistakes(string file, int count) => Issue.Error("INP13", Shown(file),
        Invariant($"There are {count} more mistakes."), "Mend those above first; many have one cause.");

    public static Issue BadRule(string rule) => Issue.Error("INP14", Shown(rule),
        "The rule is not of the form PATTERN=PROFILE.", "Write --rule 'npc/male/**=PROFILE', --rule 'speaker:NAME=PROFILE' or --rule 'language:TAG=PROFILE'.");

    public static Issue UselessRule(string rule, bool isShadowed) => Issue.Warning("INP15", Shown(rule),
        isShadowed ? "Earlier rules match every recording that this one does." : "The rule matches no recording.",
        isShadowed ? "Give the narrower rule first." : "Patterns are compared with the names that --dry-run shows; '**/' stands for any folders.");

    public static Issue NothingNamed() => Issue.Error("INP16", "",
        "No recordings are named.", "Name a folder, archive, pattern or file, or a list of them with --manifest.");

    /// <summary>A name from a disk, an archive or a manifest, fit for one line of a message.</summary>
    public static string Shown(string text)
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
