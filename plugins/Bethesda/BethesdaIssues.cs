using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>Everything that can be wrong with Bethesda's voice files, one factory per code.</summary>
internal static class BethesdaIssues
{
    private const string MakeAgain = "Make or unpack the file again.";

    public static ModkitException WrongTrack(string line, FormattableString what) => Error("BET01", line,
        $"The track cannot be a lip file: {FormattableString.Invariant(what)}.", "Map it to the format's channels at 30 frames per second.");

    public static ModkitException TooLong(string line, double seconds) => Error("BET02", line,
        FormattableString.Invariant($"A lip file of {seconds:0} s would be larger than 64 MiB."), "Split the recording into lines.");

    public static ModkitException TooLarge(string file, long bytes) => Error("BET03", file,
        FormattableString.Invariant($"The file has {bytes} bytes, more than a lip or fuz file can have."), "Check that it is one line's file.");

    public static ModkitException NotLip(string file, string why) => Error("BET04", file,
        $"This is not a lip file of Fallout 3, New Vegas, Skyrim or Fallout 4: {why}.", "Use a file of one of these games for PC.");

    public static ModkitException Damaged(string file, FormattableString what) => Error("BET05", file,
        $"The lip file is damaged: {FormattableString.Invariant(what)}.", MakeAgain);

    public static ModkitException NotFuz(string file, FormattableString why) => Error("BET06", file,
        $"This is not a sound fuz file: {FormattableString.Invariant(why)}.", MakeAgain);

    public static ModkitException NoLip(string file) => Error("BET07", file,
        "The fuz file holds a voice but no lip animation.", "Animate its voice instead.");

    public static ModkitException UnknownOption(string line, string name, string value, string choices) => Error("BET08", line,
        $"The setting '{name}' cannot be '{value}'.", $"It is one of: {choices}.");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
