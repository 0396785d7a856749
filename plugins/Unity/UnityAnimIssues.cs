using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unity;

/// <summary>Everything that can be wrong with an animation clip, one factory per code.</summary>
internal static class UnityAnimIssues
{
    public static ModkitException TooLarge(string file, long bytes) => Error("UNY01", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Split the clip.");

    public static ModkitException WrongStart(string place) => Error("UNY02", place,
        "This is no animation clip as text: there is no 'AnimationClip:'.", "Set the project's asset serialization to 'Force Text' and save the clip again.");

    public static ModkitException BadEntry(string place, string expected) => Error("UNY03", place, $"This is not {expected}.", "Save the clip again, or mend it here.");

    public static ModkitException TooLong(string place, string why) => Error("UNY04", place, $"The clip cannot be read: {why}.", "Split it.");

    public static ModkitException NoShapes(string file) => Error("UNY05", file, "The clip moves no blend shapes.", "Check that it is the facial animation.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
