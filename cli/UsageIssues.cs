using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli;

/// <summary>Wrong use of the command line, one method per code.</summary>
internal static class UsageIssues
{
    public static Issue UnknownCommand(string name, string above, IEnumerable<string> commands) => Issue.Error("USE01", name,
        "There is no such command.", DidYouMean(name, commands, $"'{above} --help' lists the commands."));

    public static Issue UnknownOption(string name, string command, IEnumerable<string> options) => Issue.Error("USE02", name,
        $"'{command}' has no such option.", DidYouMean(name, options, $"'{command} --help' lists the options."));

    public static Issue BadArgument(string place, string reason, string command) => Issue.Error("USE03", place,
        reason, $"'{command} --help' shows how it is used.");

    public static Issue BadValue(string option, string value, string expected) => Issue.Error("USE04", option,
        $"'{value}' is not {expected}.", "Give another value.");

    public static Issue UnknownEmotion(string name, IEnumerable<string> emotions) => Issue.Error("USE05", name,
        "There is no such emotion.", DidYouMean(name, emotions, $"The emotions are {string.Join(", ", emotions)}."));

    public static Issue NoRecordings(string folder) => Issue.Error("USE06", folder,
        "There are no recordings here.", "Give a recording, or a folder that directly holds some.");

    public static Issue UnknownChannel(string name, IEnumerable<string> channels) => Issue.Error("USE07", name,
        "There is no such channel in this file.", DidYouMean(name, channels, "'a2f inspect' lists the channels of a file."));

    public static Issue UnknownPicture(string file) => Issue.Error("USE08", file,
        "Pictures are written as .png or .svg.", "Give -o a name that ends in .png or .svg.");

    public static Issue UnknownFile(string file) => Issue.Error("USE09", file,
        "This is no file or folder the program can read.", "Check the path; 'a2f inspect --help' lists what can be read.");

    public static Issue NoUserFolder() => Issue.Error("USE21", "",
        "There is no folder to remember this in.", $"Set {UserFolder.Variable} to a folder you can write to.");

    public static Issue UnknownPlugin(string name, IEnumerable<string> plugins) => Issue.Error("USE22", name,
        "This is neither the id of a plugin nor a folder with a plugin.json.", DidYouMean(name, plugins, "'a2f plugins' lists the plugins."));

    public static Issue FolderTaken(string folder) => Issue.Error("USE23", folder,
        "There is something of this name already.", "Give another name, or --folder a folder that is empty or not there.");

    public static Issue UnknownModel(string name, IEnumerable<string> models) => Issue.Error("USE24", name,
        "There is no model of this name, and no such folder.", DidYouMean(name, models, $"The models are {string.Join(", ", models)}; 'a2f models add' adds one."));

    public static Issue ModelNameTaken(string name) => Issue.Error("USE25", name,
        "Another model is called that already.", $"Give another --name, or forget the other one: 'a2f models remove {name}'.");

    public static Issue BadModelName(string name) => Issue.Error("USE26", name,
        "A model cannot be called that.", "Give a --name of small letters, digits, dots, dashes and underscores that no model inside the program has.");

    public static Issue BadModelArchive(string file, string reason) => Issue.Error("USE27", file,
        $"This is no packed model: {reason}.", "Unpack it yourself and add the folder with model.json, or download it again.");

    public static Issue ModelChanged(string file, string reason) => Issue.Error("USE28", file,
        $"This file of the model {reason} since it was added.", "If that was not you, download the model again; else 'a2f models remove' it and add it anew.");

    public static Issue BrokenModelEntry(string file, string name) => Issue.Error("USE29", file,
        "What is remembered of this model cannot be read.", $"'a2f models remove {name}', and add it again.");

    public static Issue LicenceNotAgreed(string name) => Issue.Error("USE30", name,
        "Nobody can be asked whether you agree to the licence.", "Read it; if you agree, give --yes.");

    /// <summary>A fault of ours: the user gets one line and a way to help.</summary>
    public static Issue ProgramFault(Exception exception) => Issue.Error("USE10", "",
        $"The program failed in a way it should not: {exception.GetType().Name}: {FirstLine(exception.Message)}",
        "Please report it with the command and what --verbose shows.");

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    private static string DidYouMean(string name, IEnumerable<string> candidates, string otherwise) =>
        NearestName.Find(name, candidates) is { } near ? $"Did you mean '{near}'?" : otherwise;
}
