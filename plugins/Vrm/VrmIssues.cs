using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>Everything that can be wrong with a VRM animation or a track for one, one factory per code.</summary>
internal static class VrmIssues
{
    public static ModkitException NotVrma(string file, string what) => Error("VRM01", file,
        $"This is not a VRM animation: {what}.", "Export it as .vrma (VRMC_vrm_animation 1.0).");

    public static ModkitException Broken(string place, string what) => Error("VRM02", place,
        what, "The file is damaged or its exporter is at fault: export it again.");

    public static ModkitException NothingMoves(string file) => Error("VRM03", file,
        "The first animation moves neither an expression nor the gaze.", "Export the animation with its expressions.");

    public static ModkitException TooLarge(string place, string what) => Error("VRM04", place,
        $"The file is too large: {what}.", "Cut the animation into shorter files; './a2f limits' lists the limits.");

    public static ModkitException LookExpression(string line, string channel) => Error("VRM05", line,
        $"A VRM animation must not have '{channel}' as an expression.", $"Name channels '{VrmaFormat.YawChannel}' and '{VrmaFormat.PitchChannel}' in the profile, in degrees.");

    public static ModkitException CannotWrite(string line, string what) => Error("VRM06", line,
        $"The track cannot be a VRM animation: {what}.", "Use a recording that is not empty, and check the profile's gains and names.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
