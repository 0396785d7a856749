using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong with output files, one method per code.</summary>
internal static class OutputIssues
{
    public static Issue Exists(string file) => Issue.Error("OUT01", file,
        "The file exists and its content differs.",
        "Give --overwrite to replace it (the first replaced version is kept as .bak), or choose another place with -o.");

    public static Issue NotWritable(string file, string reason) => Issue.Error("OUT02", file,
        $"The folder or file cannot be written: {Sentence(reason)}",
        "Choose a folder you may write to with -o.");

    public static Issue DiskFull(string file) => Issue.Error("OUT03", file,
        "The disk is full; nothing was changed.",
        "Free some space, or choose a folder on another disk with -o.");

    public static Issue PathTooLong(string file) => Issue.Error("OUT04", file,
        "The file name or path is longer than the file system holds.",
        "Choose a shorter name or folder with -o.");

    public static Issue IsFolder(string file) => Issue.Error("OUT05", file,
        "A folder stands where the file should go.",
        "Rename the folder, or choose another place with -o.");

    public static Issue SameTarget(string file, string otherInput) => Issue.Error("OUT06", file,
        $"Another recording of this run, {otherInput}, is written to the same file.",
        "Rename one of the two recordings, or animate them in two runs with different -o.");

    public static Issue IsLink(string file) => Issue.Error("OUT07", file,
        "The file is a symbolic link to another place.",
        "Remove the link, or give the place it leads to with -o.");

    public static Issue BadExtension(string extension, string reason) => Issue.Error("OUT08", Printable(extension),
        $"The format asked for a file with an extension that {reason}.",
        "This is a fault of the plugin; report it to its author.");

    public static Issue Failed(string file, string reason) => Issue.Error("OUT09", file,
        $"The file could not be written: {Sentence(reason)}",
        "Check the folder and the disk, then run the command again; nothing was changed.");

    public static Issue WouldReplaceInput(string file) => Issue.Error("OUT10", file,
        "The output would replace the recording it is made from.",
        "Choose another place with -o.");

    public static Issue WrongExtension(string file, string extension) => Issue.Error("OUT11", file,
        $"The format writes files that end in {extension}.",
        "Give -o a name with that extension, or choose another format with --to ('a2f plugins' lists them).");

    public static Issue FileForSeveral(string file) => Issue.Error("OUT12", file,
        "This is a file, but the output of several recordings goes into a folder.",
        "Give a folder instead.");

    public static Issue NotAName(string input, string part) => Issue.Error("OUT17", input,
        $"'{Printable(part)}' cannot be the name of a file or folder of a game.",
        "Rename the recording or its folder, or give another value with --set.");

    public static Issue NameTooLong(string input, string name, int longest) => Issue.Error("OUT18", input,
        FormattableString.Invariant($"The game takes file names of at most {longest} characters; '{Printable(name)}' has {name.Length}."),
        "Rename the recording as the game calls the line.");

    public static Issue UnknownSetting(string place, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string? near = NearestName.Find(name, names);
        string hint = near is not null ? $"Did you mean '{near}'?" : names.Length == 0 ? "There are none." : $"There are: {string.Join(", ", names)}.";
        return Issue.Error("OUT19", Printable(place), $"Neither the format nor the profile has a setting '{Printable(name)}'.", hint);
    }

    public static Issue TakesNoMesh(string file, string format, IReadOnlyList<string> extensions) => Issue.Error("OUT20", file,
        extensions.Count == 0 ? $"The format {format} animates no character file." : $"The format {format} animates character files that end in {string.Join(" or ", extensions)}.",
        extensions.Count == 0 ? "Leave out --mesh, or choose gltf or fbx with --to." : "Export the character to such a file.");

    public static Issue UnreadableMesh(string file, string reason) => Issue.Error("OUT21", file,
        $"The character file cannot be read: {Sentence(reason)}", "Check the path given with --mesh.");

    public static Issue SameFile(string file) => Issue.Error("OUT25", file,
        "The animation and its emotions would be written to the same file.", "Give --emotions-out another name.");

    private static string Sentence(string reason) => reason.EndsWith('.') ? reason : reason + ".";

    private static string Printable(string text) =>
        string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c));
}
