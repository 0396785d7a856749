using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Formats whose shapes are the names of a character's own pictures; usually Preston Blair's ten.</summary>
internal static class LayerShapes
{
    /// <summary>The picture at rest; OpenToonz, Papagayo and Moho agree on its name.</summary>
    public const string Rest = "rest";

    private const int LongestName = 64;

    /// <summary>The names of a track's shapes, once they are sure to fit into a file.</summary>
    /// <exception cref="ModkitException">CUE07 a name does not fit; CUE08 there is no shape at rest.</exception>
    public static string[] Names(RigTrack track, LineInfo line)
    {
        string[] names = [.. track.Channels.Select(channel => channel.Name)];
        if (!names.Contains(Rest)) throw CueIssues.NoRestShape(line.Name, Rest);
        string? bad = Array.Find(names, name => !IsName(name));
        return bad is null ? names : throw CueIssues.BadShapeName(line.Name, bad);
    }

    /// <summary>A word that every reader of these files takes for one: no blanks, no colons.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == ':');

    public static CueReading Reading(string fileName) => new(fileName, Rest, [Rest], isOpen: true);
}
