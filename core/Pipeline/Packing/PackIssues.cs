using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong with packing, one method per code.</summary>
internal static class PackIssues
{
    private const int NamesTold = 5;

    public static Issue NothingToPack(string place, string reason) => Issue.Error("PCK01", place,
        $"This cannot be packed: {reason}.", "Give the folder that 'a2f animate' or 'a2f batch' filled, and a place outside it with -o.");

    public static Issue IsLink(string place) => Issue.Error("PCK02", place,
        "This is a link to another place, and a pack holds what lies in its folder alone.", "Put the file itself there, or remove the link.");

    public static Issue BadNames(string place, IReadOnlyList<string> names, string reason) => Issue.Error("PCK03", place,
        $"{Some(names)}: {reason}.", "Rename them; games and mod managers run on Windows, where letter case does not tell names apart.");

    public static Issue BadPart(string part, string reason) => Issue.Error("PCK04", part,
        $"The part cannot be packed: {reason}.", "Parts are given as --part NAME=GLOB, or --part NAME=FOLDER/ for a folder that is a mod of its own.");

    public static Issue FolderTaken(string place, string reason) => Issue.Error("PCK05", place,
        $"The folder is not replaced: {reason}.", "Choose another place with -o; --overwrite replaces a mod that 'a2f pack' made.");

    public static Issue Unfinished(string place, int failed, int unfinished) => Issue.Warning("PCK06", place,
        string.Create(CultureInfo.InvariantCulture, $"The batch in this folder is not whole; the pack does without the lines that failed ({failed}) or are unfinished ({unfinished})."),
        "Run 'a2f batch' again, which goes on where it stopped, and pack again.");

    public static Issue Unrecorded(string place, IReadOnlyList<string> names, string reason) => Issue.Warning("PCK07", place,
        $"{Some(names)}: {reason}; the joined provenance says so.", "Nothing, if you put them there yourself; else make the lines again.");

    public static Issue EditsNotApplied(string place, IReadOnlyList<string> names) => Issue.Warning("PCK08", place,
        $"{Some(names)}: made without their hand edits as they are now.", "Run the command that made them again, then pack.");

    public static Issue Unreadable(string place, string reason) => Issue.Error("PCK09", place,
        $"The file cannot be packed: {reason}.", "Close the program that writes to it, and pack again.");

    private static string Some(IReadOnlyList<string> names) => names.Count <= NamesTold
        ? string.Join(", ", names)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(NamesTold))} and {names.Count - NamesTold} more");
}
