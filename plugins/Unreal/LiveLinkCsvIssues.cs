using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Everything that can be wrong with a Live Link Face table, one factory per code.</summary>
internal static class LiveLinkCsvIssues
{
    private const string RecordAgain = "Export the take again, or mend this row.";

    public static ModkitException WrongLayout(string line, string what) => Error("FMT20", line,
        $"The track cannot be a Live Link Face take: {what}.", "Map it to the format's 61 channels at 30 or 60 frames per second.");

    public static ModkitException TooLarge(string file, long bytes) => Error("FMT21", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Split the take.");

    public static ModkitException NoHeader(string file, string what) => Error("FMT22", At(file, 1),
        $"This is not the header of a Live Link Face take: {what}.", "The first row is 'Timecode,BlendShapeCount,EyeBlinkLeft,...'.");

    public static ModkitException CellCount(string file, int line, int expected, int found) => Error("FMT23", At(file, line),
        FormattableString.Invariant($"The row has {found} cells, the header {expected}."), RecordAgain);

    public static ModkitException BadNumber(string file, int line, string column) => Error("FMT24", At(file, line),
        $"The value of '{column}' is not a finite number with a decimal point.", RecordAgain);

    public static ModkitException BadTimecode(string file, int line, string why) => Error("FMT25", At(file, line),
        $"The timecode does not do: {why}.", "Timecodes are HH:MM:SS:FF or HH:MM:SS:FF.fff and grow from row to row.");

    public static ModkitException TooLong(string file, int line, string why) => Error("FMT26", At(file, line),
        $"The take is too long: {why}.", "Split the take, or remove the rows after the gap.");

    private static string At(string file, int line) => FormattableString.Invariant($"{file}:{line}");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
