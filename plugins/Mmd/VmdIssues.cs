using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Mmd;

/// <summary>Everything that can be wrong with a motion, one factory per code.</summary>
internal static class VmdIssues
{
    private const int MostQuoted = 40;

    public static ModkitException BadName(string place, string name) => Error("MMD01", place,
        $"The name '{Quoted(name)}' has characters that Japanese Windows text does not have.", "Use the name that the model's file has, in Japanese or plain letters.");

    public static ModkitException SameName(string line, string first, string second) => Error("MMD02", line,
        $"'{Quoted(first)}' and '{Quoted(second)}' are the same in the 15 bytes that a motion keeps of a name.", "Leave one of them out of the profile.");

    public static ModkitException TooManyKeys(string line, int count, int most) => Error("MMD03", line,
        FormattableString.Invariant($"The motion needs {count} keys; MikuMikuDance loads {most}."),
        "Cut the recording, raise 'key_tolerance' in the profile, or give --set key-limit=600000 if your player loads more.");

    public static ModkitException BadKeyLimit(string value) => Error("MMD04", VmdFormat.KeyLimit.Name,
        $"'{Quoted(value)}' is no number of keys.", FormattableString.Invariant($"Give a whole number of 1 to {VmdFormat.NewerMostKeys}."));

    public static ModkitException TooLarge(string file, long bytes) => Error("MMD05", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Save the facial motion alone.");

    public static ModkitException WrongStart(string file) => Error("MMD06", At(file, 0),
        $"This is no motion: it does not start with '{VmdFormat.Signature}'.", "Save the motion with a version of MikuMikuDance from 3 on.");

    public static ModkitException Damaged(string file, long offset, string what) => Error("MMD07", At(file, offset),
        $"The motion is damaged: {what}.", "Save it again.");

    public static ModkitException TooLong(string file, long offset, string why) => Error("MMD08", At(file, offset),
        $"The motion cannot be read: {why}.", "Cut it into shorter ones.");

    private static string At(string file, long offset) => FormattableString.Invariant($"{file} at byte {offset}");

    private static string Quoted(string text) =>
        string.Concat((text.Length > MostQuoted ? text[..MostQuoted] + "..." : text).Select(character => char.IsControl(character) ? '?' : character));

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
