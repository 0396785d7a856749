using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Everything that can be wrong with files of the Source engine, one factory per code.</summary>
internal static class SourceIssues
{
    private const int MostQuoted = 40;

    public static ModkitException TooLarge(string file, long bytes) => Error("SRC01", file,
        FormattableString.Invariant($"The file has {bytes} bytes; the limit is {Limits.AnimationFileMebibytes} MiB."), "Split the recording into lines.");

    public static ModkitException WrongStart(string place, string expected) => Error("SRC02", place,
        $"The file does not start as it must: {expected} is expected.", "Check that it is of this kind, or export it again.");

    public static ModkitException BadEntry(string place, string expected) => Error("SRC03", place,
        $"This is not {expected}.", "Export the file again, or mend it here.");

    public static ModkitException UnknownPhoneme(string place, string code) => Error("SRC04", place,
        $"The engine has no phoneme with the code '{Quoted(code)}'.", "Codes are whole numbers such as 109 for m; the plugin's README lists them.");

    public static ModkitException BadWave(string file, long offset, string what) => Error("SRC05",
        FormattableString.Invariant($"{file} at byte {offset}"), $"The WAV file is damaged: {what}.", "Export the recording again as 16-bit PCM.");

    public static ModkitException NoSentence(string file) => Error("SRC06", file,
        "The WAV file carries no phonemes (it has no VDAT chunk).", "Animate the recording with the format source-wav first.");

    public static ModkitException BadController(string line, string name) => Error("SRC07", line,
        $"The flex controller '{Quoted(name)}' has no name that a scene can hold.", "Use names of 1 to 127 characters without quotes in the profile.");

    public static ModkitException TooManySamples(string line, string name, int count, int most) => Error("SRC08", line,
        FormattableString.Invariant($"The curve of '{Quoted(name)}' has {count} samples; scenes hold fewer than {most} a track."),
        "Cut the recording into lines, or raise 'key_tolerance' in the profile.");

    public static ModkitException TooLong(string place, string why) => Error("SRC09", place, $"The scene cannot be read: {why}.", "Split it into lines.");

    public static ModkitException BadOption(string option, string value) => Error("SRC10", option,
        $"'{Quoted(value)}' cannot stand in a scene.", "Leave out quotes and line breaks.");

    private static string Quoted(string text) =>
        string.Concat((text.Length > MostQuoted ? text[..MostQuoted] + "..." : text).Select(character => char.IsControl(character) ? '?' : character));

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
