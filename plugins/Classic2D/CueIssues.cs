using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Everything that can be wrong with cues, one factory per code.</summary>
internal static class CueIssues
{
    private const int MostQuoted = 32;

    public static ModkitException TooLarge(string file, long bytes) => Error("CUE01", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Check that it is a list of mouth cues.");

    public static ModkitException WrongStart(string place, string expected) => Error("CUE02", place,
        $"The file does not start as it must: {expected} is expected.", "Export it again, or check that it is of this kind.");

    public static ModkitException BadEntry(string place, string expected) => Error("CUE03", place,
        $"This is not {expected}.", "Export the file again, or mend it here.");

    public static ModkitException TimesGoBack(string place) => Error("CUE04", place,
        "The cue is before the one above it.", "Sort the cues by time.");

    public static ModkitException UnknownShape(string place, string shape, IReadOnlyList<string> known) => Error("CUE05", place,
        $"There is no mouth shape '{Quoted(shape)}'.", $"The shapes are {string.Join(' ', known)}.");

    public static ModkitException TooLong(string place, string why) => Error("CUE06", place, $"The file is too long: {why}.", "Split it into lines.");

    public static ModkitException BadShapeName(string line, string shape) => Error("CUE07", line,
        $"The shape '{Quoted(shape)}' has no name that such a file can hold.", "Use names of 1 to 64 characters without blanks and colons in the profile.");

    public static ModkitException NoRestShape(string line, string rest) => Error("CUE08", line,
        $"None of the profile's shapes is '{rest}', the mouth at rest.", $"Add a channel '{rest}' without sources, or use a profile made for this format.");

    public static ModkitException BadExtendedShapes(string value) => Error("CUE09", "extended-shapes",
        $"'{Quoted(value)}' does not tell which of the shapes G, H and X a character has.", "Write the letters it has, such as GX, or none.");

    /// <summary>The place in a text file.</summary>
    public static string At(string file, int line) => FormattableString.Invariant($"{file}:{line}");

    private static string Quoted(string text) =>
        string.Concat((text.Length > MostQuoted ? text[..MostQuoted] + "..." : text).Select(character => char.IsControl(character) ? '?' : character));

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
