using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything that can be wrong with a profile, one factory per code.</summary>
internal static class ProfileIssues
{
    public static Issue TooLarge(string place, long bytes) => Issue.Error("PRO01", place,
        Invariant($"The profile has {bytes} bytes; the limit is {Limits.ProfileKibibytes} KiB."),
        "Keep one character per file and leave out everything but the profile.");

    public static Issue NotYaml(string place, string what) => Issue.Error("PRO02", place,
        $"This is not readable YAML: {what}.", "Look at the indentation, colons and quotes on this line.");

    public static Issue TooComplex(string place, string what) => Issue.Error("PRO03", place,
        $"The file {what}.", Invariant($"Stay under {Limits.ProfileDepth} levels and {Limits.ProfileEvents} YAML elements."));

    public static Issue Forbidden(string place, string what) => Issue.Error("PRO04", place,
        $"YAML {what} are not allowed here.", "Write the value out where it is used.");

    public static Issue NotOneMap(string place, string what) => Issue.Error("PRO05", place,
        $"This is not one YAML document of the form 'key: value': {what}.", "Start from a profile in the profiles folder.");

    public static Issue DuplicateKey(string place, string key) => Issue.Error("PRO06", place,
        $"'{PrintableText.Show(key)}' is there twice.", "Keep one of them.");

    public static Issue UnknownKey(string place, string where, string key, IEnumerable<string> known) => Issue.Error("PRO07", place,
        $"'{PrintableText.Show(key)}' is not a key of {where}.", DidYouMean(key, known));

    public static Issue Missing(string place, string where, string key) => Issue.Error("PRO08", place,
        $"{Capital(where)} has no '{key}'.", $"Add '{key}: ...'.");

    public static Issue WrongKind(string place, string what, string expected) => Issue.Error("PRO09", place,
        $"{Capital(what)} is not {expected}.", $"Write {expected}.");

    public static Issue NotANumber(string place, string what, string text) => Issue.Error("PRO10", place,
        $"{Capital(what)} is '{PrintableText.Show(text)}', which is not a finite number.", "Write digits with a decimal point, without quotes, such as 0.5.");

    public static Issue OutOfRange(string place, string what, double value, double lowest, double highest) => Issue.Error("PRO11", place,
        Invariant($"{Capital(what)} is {value}; it must be {lowest} to {highest}."), "Choose a value in that range.");

    public static Issue BadText(string place, string what, string text, string rule) => Issue.Error("PRO12", place,
        $"{Capital(what)} is '{PrintableText.Show(text)}'; it must be {rule}.", "Change the text.");

    public static Issue NewerSchema(string place, int schema) => Issue.Error("PRO13", place,
        Invariant($"The profile is written in schema {schema}; this program reads up to {Profile.Schema}."),
        "Use a newer Audio2Face Modkit or an older version of the profile.");

    public static Issue UnknownName(string place, string kind, string name, IEnumerable<string> known) => Issue.Error("PRO14", place,
        $"There is no {kind} '{PrintableText.Show(name)}'.", DidYouMean(name, known));

    public static Issue DuplicateChannel(string place, string name) => Issue.Error("PRO15", place,
        $"Two channels are called '{PrintableText.Show(name)}'.", "Give every channel a name of its own.");

    public static Issue TooMany(string place, string what, int count, int limit) => Issue.Error("PRO16", place,
        Invariant($"There are {count} {what}; the limit is {limit}."), "Remove some.");

    public static Issue BadRange(string place, string channel, string what) => Issue.Error("PRO17", place,
        $"The range of channel '{PrintableText.Show(channel)}' does not fit: {what}.", "Set 'min' below 'max' and 'rest' between them.");

    public static Issue SelfCombine(string place, string name) => Issue.Error("PRO18", place,
        $"The rule makes '{PrintableText.Show(name)}' give way to itself.", "Name another channel after 'by'.");

    public static Issue NotFound(string name, IEnumerable<string> known) => Issue.Error("PRO19", PrintableText.Show(name),
        "There is no profile of this name, id or path.", DidYouMean(name, known) + " 'a2f profiles' lists them.");

    public static Issue Ambiguous(string name, IEnumerable<string> files) => Issue.Error("PRO20", PrintableText.Show(name),
        $"More than one profile goes by this name: {string.Join(", ", files)}.", "Give the path of the one you mean.");

    public static Issue Unreadable(string place, string why) => Issue.Error("PRO21", place,
        $"The profile cannot be opened: {why}.", "Look at the path and its permissions; the text must be UTF-8.");

    public static Issue SameIdAsOrigin(string place, string id) => Issue.Error("PRO22", place,
        $"The profile says it is based on '{PrintableText.Show(id)}', which is its own id.", "Give a profile made from another one an id of its own.");

    public static Issue CircularLineage(string place, IEnumerable<string> ids) => Issue.Error("PRO23", place,
        $"The lineage goes in a circle: {string.Join(" <- ", ids.Select(PrintableText.Show))}.", "Mend 'based_on' in one of them.");

    public static Issue ExpectationMissed(string place, string what) => Issue.Error("PRO24", place,
        $"The profile is not what 'expect' says: {what}.", "Mend the channels, or write the new value under 'expect' if the change is meant.");

    public static Issue NotOverridable(string place, string key) => Issue.Error("PRO25", place,
        $"Local overrides cannot change '{PrintableText.Show(key)}'.", "Take it out; to make a profile of your own, copy the shared file and give it another id and 'based_on'.");

    public static Issue HasComments(string place, int count) => Issue.Error("PRO26", place,
        Invariant($"The canonical form has no comments; {count} would be lost, the first here."), "Add --drop-comments, or keep the file as it is: its hash does not depend on comments.");

    public static Issue NotCanonical(string place) => Issue.Error("PRO27", place,
        "From this line on the file is not in the canonical form.", "Run 'a2f profile format' on it.");

    private static string DidYouMean(string name, IEnumerable<string> known)
    {
        // Beyond this length no known name is near, and comparing would only cost time.
        const int longestCompared = 120;
        string? near = name.Length > longestCompared ? null : NearestName.Find(name, known);
        return near is null ? "Look at docs/profiles.md for the names." : $"Did you mean '{near}'?";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
