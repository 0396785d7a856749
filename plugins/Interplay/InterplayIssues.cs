using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interplay;

/// <summary>Everything that can be wrong with a talking head's lip file, one factory per code.</summary>
internal static class InterplayIssues
{
    public static ModkitException WrongTrack(string line, string what) => Error("ITP01", line,
        $"The track cannot be a talking head's lip file: {what}.", "Map it to the format's own shapes.");

    public static ModkitException BadName(string line) => Error("ITP02", line,
        $"The name '{line}' cannot be stored: the game finds the voice by a name of 1 to {HeadLipFormat.NameBytes} letters and digits of ASCII, '_' and '-'.",
        "Rename the recording as the game's script names it, such as cas0103.wav.");

    public static ModkitException TooLong(string place) => Error("ITP03", place,
        "The line is longer than an hour.", "Split the recording into lines.");

    public static ModkitException TooShort(string line, double seconds) => Error("ITP04", line,
        FormattableString.Invariant($"The recording of {seconds:0.000} s is too short for the five steps the game asks for."), "Add some silence to the recording.");

    public static ModkitException OtherFormat(string file, FormattableString what) => Error("ITP05", file,
        $"This is not a talking head's lip file of Fallout 1 or 2: {FormattableString.Invariant(what)}.", "Use a .lip file of version 2.");

    public static ModkitException Damaged(string file, FormattableString what) => Error("ITP06", file,
        $"The lip file is damaged: {FormattableString.Invariant(what)}.", "Make or unpack the file again.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
