using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>Everything that can be wrong with a section, one factory per code.</summary>
internal static class LexJsonIssues
{
    private const string ExportAgain = "Export the section again in Legendary Explorer.";

    public static ModkitException TooLarge(string file, long bytes) => Error("MEX01", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Export a shorter section.");

    public static ModkitException NotJson(string place) => Error("MEX02", place, "This is not JSON.", ExportAgain);

    public static ModkitException BadEntry(string place, string expected) => Error("MEX03", place, $"This is not {expected}.", ExportAgain);

    public static ModkitException TooLong(string file, string why) => Error("MEX04", file, $"The section cannot be read: {why}.", "Export a shorter section.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
