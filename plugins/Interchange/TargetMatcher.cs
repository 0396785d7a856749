using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange;

/// <summary>Finds the curve for a morph of someone's mesh by its name.</summary>
internal sealed class TargetMatcher
{
    private readonly RigTrack _track;
    private readonly Dictionary<string, int> _columnOfFolded = new(StringComparer.Ordinal);

    /// <exception cref="ModkitException">The track has no frames or a value that is not a number.</exception>
    public TargetMatcher(RigTrack track, string lineName)
    {
        if (track.Curves.FrameCount == 0) throw new ModkitException(TrackIssues.NoFrames(lineName));
        foreach (float value in track.Curves.Values)
        {
            if (!float.IsFinite(value)) throw new ModkitException(TrackIssues.NotFinite(lineName));
        }
        _track = track;
        for (int column = 0; column < track.Curves.Channels.Count; column++) _columnOfFolded.TryAdd(Folded(track.Curves.Channels[column]), column);
    }

    /// <summary>The column of the curve that moves a morph, or -1: the same name, or one that differs only as exporters differ.</summary>
    public int ColumnOf(string morph)
    {
        int exact = _track.Curves.IndexOf(morph);
        return exact >= 0 ? exact : _columnOfFolded.GetValueOrDefault(Folded(morph), -1);
    }

    /// <summary>
    /// Letter case, '_', '-' and blanks do not count, nor what stands before the last '.' or ':' (<c>blendShape1.jawOpen</c>);
    /// an end of <c>_L</c>, <c>.R</c> and the like is Left or Right.
    /// </summary>
    private static string Folded(string name)
    {
        string side = "";
        if (name.Length > 2 && name[^2] is '_' or '.' or '-' or ' ')
        {
            side = name[^1] switch { 'L' or 'l' => "left", 'R' or 'r' => "right", _ => "" };
            if (side.Length > 0) name = name[..^2];
        }
        string own = name[(name.AsSpan().LastIndexOfAny('.', ':') + 1)..];
        return string.Concat(own.Where(letter => letter is not ('_' or '-' or ' '))).ToLowerInvariant() + side;
    }
}
