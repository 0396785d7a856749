using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Everything that can be wrong with a plain table or JSON of curves, one factory per code.</summary>
internal static class CurveIssues
{
    public static ModkitException TooLarge(string place, string what) =>
        Error("CRV01", place, $"The file is too large: {what}.", "Cut the animation into shorter files; './a2f limits' lists the limits.");

    public static ModkitException NoHeader(string place, string what) =>
        Error("CRV02", place, $"This is not the header of a curve table: {what}.", "The first row is 'time_seconds' and one name for each channel.");

    public static ModkitException BadRow(string place, string what) =>
        Error("CRV03", place, what, "Every row has a time later than that of the row above, and a number with a decimal point for each channel.");

    public static ModkitException BadJson(string place, string what) =>
        Error("CRV04", place, what, "Export the file again, or mend it at this place; the README of the interchange plugin shows the layout.");

    public static ModkitException NotFinite(string line) =>
        Error("CRV05", line, "A curve holds a value that is not a number.", "Check the profile's gains and offsets.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
