using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Godot;

/// <summary>Everything that can be wrong with an Animation resource, one factory per code.</summary>
internal static class GodotTresIssues
{
    private const int MostQuoted = 40;

    public static ModkitException TooLarge(string file, long bytes) => Error("GDT01", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Split the animation.");

    public static ModkitException WrongStart(string place) => Error("GDT02", place,
        "This is no Animation resource: it does not start with '[gd_resource type=\"Animation\"'.", "Save the animation as .tres.");

    public static ModkitException BadEntry(string place, string expected) => Error("GDT03", place, $"This is not {expected}.", "Save the animation again, or mend it here.");

    public static ModkitException TooLong(string place, string why) => Error("GDT04", place, $"The animation cannot be read: {why}.", "Split it.");

    public static ModkitException NoShapes(string file) => Error("GDT05", file, "The animation has no tracks for blend shapes.", "Check that it is the facial animation.");

    public static ModkitException BadName(string place, string name) => Error("GDT06", place,
        $"'{(name.Length > MostQuoted ? name[..MostQuoted] + "..." : name)}' cannot stand in the path of a track.", "Use a name without colons, quotes and backslashes.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
