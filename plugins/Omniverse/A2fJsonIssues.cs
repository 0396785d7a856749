using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>Everything that can be wrong with an Audio2Face JSON file, one factory per code.</summary>
internal static class A2fJsonIssues
{
    private const string ExportAgain = "Export the file again, or mend it at this place.";

    public static ModkitException NotWholeRate(string line, double rateFps) => Error("FMT10", line,
        FormattableString.Invariant($"The frame rate is {rateFps} frames per second; readers of this format take a whole number of 1 to {A2fJsonFormat.HighestFrameRateFps}."),
        "Use --fps 30 or --fps 60.");

    public static ModkitException TooLarge(string file, long bytes) => Error("FMT11", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."),
        "Split the recording into lines.");

    public static ModkitException NotJson(string file, long line, long column) => Error("FMT12",
        FormattableString.Invariant($"{file}:{line}:{column}"), "This is not JSON.", ExportAgain);

    public static ModkitException WrongKind(string file, long offset, string path, string expected) => Error("FMT13",
        At(file, offset, path), $"This is not {expected}.", ExportAgain);

    public static ModkitException Missing(string file, string key) => Error("FMT14", file,
        $"There is no '{key}'.", "Check that this is an Audio2Face blendshape export.");

    public static ModkitException CountDiffers(string file, string what, long stated, long found) => Error("FMT15", file,
        FormattableString.Invariant($"{what} is {stated}, but there are {found}."), ExportAgain);

    public static ModkitException BadNumber(string file, long offset, string path, string rule) => Error("FMT16",
        At(file, offset, path), $"The number must be {rule}.", ExportAgain);

    public static ModkitException Duplicate(string file, long offset, string path, string name) => Error("FMT17",
        At(file, offset, path), $"'{name}' is there twice.", "Give every pose a name of its own.");

    private static string At(string file, long offset, string path) => FormattableString.Invariant($"{file} at byte {offset} ({path})");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
