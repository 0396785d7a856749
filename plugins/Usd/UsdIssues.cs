using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>Everything that can be wrong with a USD animation or a track for one, one factory per code.</summary>
internal static class UsdIssues
{
    public static ModkitException NotUsda(string file, string what) => Error("USD01", file,
        $"This is not USD text: {what}.", "Export it as .usda; 'usdcat -o file.usda file.usd' turns binary USD into text.");

    public static ModkitException Broken(string file, int line, string what) => Error("USD02", FormattableString.Invariant($"{file}:{line}"),
        what, "Mend it at this line, or export the file again.");

    public static ModkitException NoAnimation(string file) => Error("USD03", file,
        "No SkelAnimation in the file has blendShapes and blendShapeWeights.", "Export the animation with its blend shapes, in one layer.");

    public static ModkitException TooLarge(string place, string what) => Error("USD04", place,
        $"The file is too large: {what}.", "Cut the animation into shorter files; './a2f limits' lists the limits.");

    public static ModkitException CannotWrite(string line, string what) => Error("USD05", line,
        $"The track cannot be a USD animation: {what}.", "Use a recording that is not empty, and check the profile's gains.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
