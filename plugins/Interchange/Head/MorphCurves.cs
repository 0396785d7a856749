using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A rig track sorted by the head's morphs.</summary>
internal sealed class MorphCurves
{
    private readonly CurveTable _curves;

    // For each channel of ArkitChannels.All the track's column, or -1.
    private readonly int[] _columns;

    private MorphCurves(CurveTable curves, int[] columns)
    {
        _curves = curves;
        _columns = columns;
    }

    public int FrameCount => _curves.FrameCount;

    public float TimeSeconds(int frame) => (float)(frame / _curves.FrameRateFps);

    /// <summary>The weight of a morph at a frame, 0 where the track has no such channel.</summary>
    public float Weight(int frame, string morph)
    {
        int column = _columns[ArkitChannels.IndexOf(morph)];
        return column < 0 ? 0 : _curves[frame, column];
    }

    /// <exception cref="ModkitException">No frames, no channel that names a morph, two for the same one, or a value that is no number.</exception>
    public static MorphCurves From(RigTrack track, string lineName)
    {
        CurveTable curves = track.Curves;
        if (curves.FrameCount == 0) throw new ModkitException(TrackIssues.NoFrames(lineName));
        int[] columns = new int[ArkitChannels.All.Count];
        Array.Fill(columns, -1);
        bool isAnyKnown = false;
        for (int column = 0; column < curves.Channels.Count; column++)
        {
            int morph = ArkitChannels.IndexOf(Spelled(curves.Channels[column]));
            if (morph < 0) continue;
            if (columns[morph] >= 0) throw new ModkitException(TrackIssues.SameMorphTwice(lineName, curves.Channels[columns[morph]], curves.Channels[column]));
            columns[morph] = column;
            isAnyKnown = true;
        }
        if (!isAnyKnown) throw new ModkitException(TrackIssues.NoMorphNamed(lineName, curves.Channels));
        foreach (float value in curves.Values)
        {
            if (!float.IsFinite(value)) throw new ModkitException(TrackIssues.NotFinite(lineName));
        }
        return new MorphCurves(curves, columns);
    }

    /// <summary>Apple's spelling for the two that ARKit exporters use beside it: <c>eyeBlink_L</c> and <c>eyeBlink_Left</c>.</summary>
    private static string Spelled(string channel)
    {
        if (channel.EndsWith("_L", StringComparison.OrdinalIgnoreCase)) return channel[..^2] + "Left";
        if (channel.EndsWith("_R", StringComparison.OrdinalIgnoreCase)) return channel[..^2] + "Right";
        return channel.Replace("_", "", StringComparison.Ordinal);
    }
}
