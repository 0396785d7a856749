using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything that can go wrong with a plugin, one factory per code.</summary>
internal static class PluginIssues
{
    private const string ThrewCode = "PLG12", TookTooLongCode = "PLG13";

    /// <summary>Whether an issue is the plugin's own fault rather than something a user can mend.</summary>
    public static bool IsFaultOfPlugin(Issue issue) => issue.Code is ThrewCode or TookTooLongCode;

    public static Issue NotAManifest(string place, string why) => Issue.Error("PLG01", place,
        $"The manifest cannot be read: {why}.", "See docs/plugins.md for what plugin.json holds.");

    public static Issue UnknownKey(string place, string key, IEnumerable<string> known) => Issue.Error("PLG02", place,
        $"'{PrintableText.Show(key)}' is not a key of a manifest.",
        NearestName.Find(PrintableText.Show(key), known) is { } near ? $"Did you mean '{near}'?" : "See docs/plugins.md for the keys.");

    public static Issue MissingKey(string place, string key) => Issue.Error("PLG03", place,
        $"The manifest has no '{key}'.", $"Add \"{key}\"; see docs/plugins.md.");

    public static Issue BadValue(string place, string key, string rule) => Issue.Error("PLG04", place,
        $"'{key}' must be {rule}.", "Correct the manifest; see docs/plugins.md.");

    public static Issue BadFolder(string place, string why) => Issue.Error("PLG05", place,
        $"The plugin's folder cannot be used: {why}.", "A plugin is one folder of plain files; install it again.");

    public static Issue OtherApiLevel(string place, int level) => Issue.Error("PLG06", place,
        FormattableString.Invariant($"The plugin was built for contract {level}; this program has contract {PluginApi.Level}."),
        level > PluginApi.Level ? "Use a newer Audio2Face Modkit." : "Use a newer version of the plugin.");

    /// <summary>Nobody has trusted it yet; whoever named its folder for this run has to name it again.</summary>
    public static Issue NeedsConsent(string place, string? folder, string sha256) => Issue.Error("PLG07", place,
        "The plugin did not come with this program and is not trusted yet; its code would run with all your rights.",
        $"If you trust its author: 'a2f plugin trust {place}{(folder is null ? "" : $" --plugins {Quoted(folder)}")}', or --trust {sha256}.");

    public static Issue Replaced(string place, string by) => Issue.Error("PLG08", place,
        $"{by} takes its place.", "Remove the one you do not need.");

    public static Issue NoEntry(string place, string entry) => Issue.Error("PLG09", place,
        $"There is no file '{entry}' beside the manifest.", "Install the plugin again, or correct 'entry'.");

    public static Issue NotLoaded(PluginIdentity plugin, string why) => Issue.Error("PLG10", plugin.Id,
        $"The plugin's code cannot be loaded: {why}.", plugin.Hint);

    public static Issue NoType(string place, string type) => Issue.Error("PLG11", place,
        $"There is no public class '{type}' with a constructor without parameters that implements {nameof(IFormatPlugin)}.",
        "Correct 'type' in the manifest, or build the plugin against this program's contract.");

    public static Issue Threw(PluginIdentity plugin, string what, string error) => Issue.Error(ThrewCode, plugin.Id,
        $"The plugin failed {what}: {error}.", plugin.Hint);

    public static Issue TookTooLong(PluginIdentity plugin, string what, TimeSpan limit) => Issue.Error(TookTooLongCode, plugin.Id,
        FormattableString.Invariant($"The plugin took longer than {limit.TotalSeconds} s {what} and was given up."), plugin.Hint);

    public static Issue BadDescription(PluginIdentity plugin, string why) => Issue.Error("PLG14", plugin.Id,
        $"The plugin's description of its formats does not hold: {why}.", plugin.Hint);

    public static Issue UnknownFormat(string id, IEnumerable<string> known) => NoFormat(id, "No plugin has a format of this id.",
        NearestName.Find(PrintableText.Show(id), known) is { } near ? $"Did you mean '{near}'?" : "'a2f plugins' lists those there are.");

    public static Issue NoPluginOfProfile(string id, string plugin) => NoFormat(id, $"The profile's plugin '{PrintableText.Show(plugin)}', which has this format, is not there.",
        "Get it from its author, or name the folder it lies in with --plugins.");

    public static Issue Unloaded(string place) => Issue.Error("PLG16", place,
        "The plugin has been unloaded.", "Ask the host for the format again.");

    public static Issue BadOutput(PluginIdentity plugin, string extension, string why) => Issue.Error("PLG17", plugin.Id,
        $"The plugin asked for a file ending '{PrintableText.Show(extension)}', but {why}.", plugin.Hint);

    public static Issue LeftBehind(string place, string what) => Issue.Error("PLG18", place,
        $"The plugin was unloaded but stays in memory: {what}.",
        "Nothing is lost; its author finds in docs/plugins.md what keeps a plugin in memory.");

    public static Issue OtherPlatform(string place, IEnumerable<string> platforms) => Issue.Error("PLG19", place,
        $"The plugin is made for {string.Join(", ", platforms)}; this is {PluginPlatform.Current}.", "Ask its author for a version for this system.");

    public static Issue NeedsOther(string place, string why) => Issue.Error("PLG20", place,
        $"The plugin cannot be used with the other plugins there are: {why}.", "Add, update or remove the plugin named.");

    public static Issue FileDiffers(string place, string file, string why) => Issue.Error("PLG21", place,
        $"'{PrintableText.Show(file)}' {why}.", "The plugin was changed after its author packed it: get it again from its author.");

    public static Issue TooManyLeftBehind(string place, int count) => Issue.Error("PLG22", place,
        FormattableString.Invariant($"The new code is not loaded, for {count} unloaded plugins are still in memory."), "Start the program again.");

    private static Issue NoFormat(string id, string text, string hint) => Issue.Error("PLG15", PrintableText.Show(id), text, hint);

    private static string Quoted(string folder) => folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder;
}
