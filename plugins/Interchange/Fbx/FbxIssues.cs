using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Fbx;

/// <summary>Everything that can be wrong with an FBX file, one factory per code.</summary>
internal static class FbxIssues
{
    public static ModkitException NotBinary(string file, string what) => Error("FBX01", file,
        $"This is not a binary FBX file that can be read: {what}.", "Export it again as binary FBX 7.4 ('FBX 2014/2015' in Autodesk programs, the usual choice elsewhere).");

    public static ModkitException Broken(string file, long offset, string what) => Error("FBX02", FormattableString.Invariant($"{file}: offset {offset}"),
        what, "The file is damaged or its exporter is at fault: export it again.");

    public static ModkitException TooLarge(string file, string what) => Error("FBX03", file,
        $"The file is too large: {what}.", "Cut the animation into shorter files, or export fewer objects.");

    public static ModkitException NoCurves(string file) => Error("FBX04", file,
        "No animation in the file moves blend shapes.", "Export the animation together with its shape keys (blend shapes).");

    public static ModkitException NoShapes(string file) => Error("FBX05", file,
        "The character has no blend shapes (shape keys, morph targets) to animate.", "Export it with its blend shapes; a face moved by bones cannot be animated this way.");

    public static ModkitException NoShapeNamed(string file, IReadOnlyList<string> shapes, IReadOnlyList<string> channels) => Error("FBX06", file,
        $"None of the character's {shapes.Count} blend shapes ('{shapes[0]}', ...) is a channel of the profile ('{channels[0]}', ...).",
        NearestName.Find(shapes[0], channels) is { } near ? $"Name the profile's channels as the shapes are: is '{shapes[0]}' what the profile calls '{near}'?" : "Use a profile whose channels have the names of the shapes.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
