using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Everything that can be wrong with the lip animation of these games, one factory per code.</summary>
internal static class BiowareIssues
{
    public static ModkitException WrongTrack(string line, string what) => Error("BIO01", line,
        $"The track cannot be told in this format: {what}.", "Map it to the format's own channels.");

    public static ModkitException TooLong(string place, string what) => Error("BIO02", place,
        $"The animation is too long: {what}.", "Split the recording into lines.");

    public static ModkitException OtherFormat(string file, string what) => Error("BIO03", file,
        $"This file is of another format: {what}.", "Use a lip file of KotOR or an fxe file of Neverwinter Nights 2.");

    public static ModkitException Damaged(string file, FormattableString what) => Error("BIO04", file,
        $"The file is damaged: {FormattableString.Invariant(what)}.", "Make or unpack the file again.");

    public static ModkitException BadText(string line, string name, string value, int longest) => Error("BIO05", line,
        FormattableString.Invariant($"The {name} '{value}' cannot be stored: it is 1 to {longest} letters and digits of ASCII, '_' and '-'."),
        $"Rename the recording, or give another by --set {name}=...");

    private static ModkitException Error(string code, string place, string text, string hint) => new(Issue.Error(code, place, text, hint));
}
