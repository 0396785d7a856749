using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Everything that can be wrong with a table of control curves, one factory per code.</summary>
internal static class MetaHumanCsvIssues
{
    private const string ExportAgain = "Export the table again, or mend this row.";

    public static ModkitException WrongNames(string line, string name) => Error("MHC01", line,
        $"'{name}' is no control of a MetaHuman.", $"Use the profile metahuman, or names that start with {MetaHumanCsvFormat.ControlPrefix}.");

    public static ModkitException TooLarge(string file, long bytes) => Error("MHC02", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Split the recording into lines.");

    public static ModkitException NoHeader(string place) => Error("MHC03", place,
        "This is not the header of a table of control curves.", $"The first row is '{MetaHumanCsvFormat.TimeHeader},{MetaHumanCsvFormat.ControlPrefix}...', each name once.");

    public static ModkitException BadRow(string place, string why) => Error("MHC04", place, $"The row does not do: {why}.", ExportAgain);

    public static ModkitException TooLong(string place) => Error("MHC05", place, "The table has too many curves over too long a time.", "Split it.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
