using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>The nine mouth shapes of Rhubarb Lip Sync, and the options and numbers its three files share.</summary>
internal static class RhubarbShapes
{
    /// <summary>Times are whole hundredths of a second.</summary>
    public const int TicksPerSecond = 100;

    /// <summary>The mouth at rest.</summary>
    public const string Rest = "X";

    /// <summary>Six shapes every character has, then the three extended ones.</summary>
    public static readonly string[] Names = ["A", "B", "C", "D", "E", "F", "G", "H", Rest];

    public static readonly RigChannel[] Channels = [.. Names.Select(name => new RigChannel(name))];

    public static readonly FormatOption ExtendedShapes = new("extended-shapes",
        "Which of the extended shapes G, H and X the character has, such as GX or none; A, C and A stand in for those it has not.", "GHX");

    /// <summary>The line's cues in hundredths of a second, with the stand-ins for shapes the character has not.</summary>
    /// <exception cref="ModkitException">CUE09 the option is not understood.</exception>
    public static CueList Cues(RigTrack track, LineInfo line)
    {
        if (track.Channels.Count != Names.Length) throw new ArgumentException("The track's channels are not the nine shapes.", nameof(track));
        string owned = line.Options.GetValueOrDefault(ExtendedShapes.Name, ExtendedShapes.Default).Trim().ToUpperInvariant();
        if (owned == "NONE") owned = "";
        if (owned.Any(letter => !"GHX".Contains(letter, StringComparison.Ordinal)) || owned.Distinct().Count() != owned.Length)
            throw CueIssues.BadExtendedShapes(owned);
        string[] names = [.. Names.Select(name => name switch
        {
            "G" or Rest when !owned.Contains(name, StringComparison.Ordinal) => "A",
            "H" when !owned.Contains('H', StringComparison.Ordinal) => "C",
            _ => name,
        })];
        return CueList.From(track, line, TicksPerSecond, toNearest: true, names);
    }

    /// <summary>The name of the shape at the line's end.</summary>
    public static string RestOf(LineInfo line) =>
        line.Options.GetValueOrDefault(ExtendedShapes.Name, ExtendedShapes.Default).Contains(Rest, StringComparison.OrdinalIgnoreCase) ? Rest : "A";

    /// <summary>Seconds with two decimals.</summary>
    public static string Seconds(int tick) => string.Create(CultureInfo.InvariantCulture, $"{tick / TicksPerSecond}.{tick % TicksPerSecond:00}");

    /// <summary>Reads seconds; what is below 0 or no plain decimal is refused.</summary>
    public static bool TryParseSeconds(ReadOnlySpan<char> text, out double seconds) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && double.IsFinite(seconds);

    public static CueReading Reading(string fileName) => new(fileName, Rest, Names, isOpen: false);

    public static FormatDescription Describe(string id, string name, string summary, string extension) => new()
    {
        Id = id,
        Name = name,
        Summary = summary,
        Extension = extension,
        FixedChannels = Channels,
        Shapes = new DiscreteShapes(Rest),
        Options = [ExtendedShapes],
    };
}
