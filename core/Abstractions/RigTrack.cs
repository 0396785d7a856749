namespace Audio2Face.Modkit.Abstractions;

/// <summary>A character's curves over time: what Retargeting gives and a format writes.</summary>
public sealed class RigTrack
{
    /// <summary>Values in the rig's units, frames x channels, each inside its channel's range.</summary>
    public required CurveTable Curves { get; init; }

    /// <summary>Range and rest value of every column of <see cref="Curves"/>, in the same order.</summary>
    public required IReadOnlyList<RigChannel> Channels { get; init; }

    /// <summary>
    /// For formats that show one shape at a time: the shapes over time, ascending and never the same twice in a row. The first, at
    /// 0 s, may be any shape; the last is the rest shape, where the face comes to rest. Times handed to a writer are multiples of a
    /// frame, and the last may be the track's end, one frame after the last row of <see cref="Curves"/>. Those hold what spoke for
    /// each shape. Null for all other formats.
    /// </summary>
    public IReadOnlyList<ShapeKey>? ShapeKeys { get; init; }

    /// <summary>
    /// For formats that store keys: by column the frames of <see cref="Curves"/> to store, ascending, first and last frame among
    /// them; straight lines between stay within the format's tolerance. Null for all other formats.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? KeyFrames { get; init; }

    /// <summary>A rig track whose channels all run from 0 to 1 and rest at 0.</summary>
    public static RigTrack FromUnitCurves(CurveTable curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new RigTrack { Curves = curves, Channels = [.. curves.Channels.Select(name => new RigChannel(name))] };
    }

    /// <summary>A rig track of shapes that are shown one at a time: what a reader of such a format gives.</summary>
    /// <param name="shapes">Names of the shapes.</param>
    /// <param name="keys">
    /// The keys, ascending in time and never the same shape twice in a row (a reader leaves out keys that only hold a shape); taken
    /// as they are. They need not be multiples of a frame. The last rest shape is one of them, also where it is the file's end.
    /// </param>
    /// <param name="frameRateFps">Rate of the curves, which are 1 for the shape shown and 0 for all others.</param>
    /// <param name="lengthSeconds">Length of the track; a key at it, or after it, shows in no frame.</param>
    public static RigTrack FromShapeKeys(IReadOnlyList<string> shapes, IReadOnlyList<ShapeKey> keys, double frameRateFps, double lengthSeconds)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(keys);
        int frameCount = CurveTable.FramesIn(lengthSeconds, frameRateFps);
        float[] values = new float[frameCount * shapes.Count];
        int key = -1;
        for (int frame = 0; frame < frameCount; frame++)
        {
            while (key + 1 < keys.Count && keys[key + 1].TimeSeconds <= (frame / frameRateFps) + CurveTable.TimeTolerance) key++;
            if (key >= 0) values[(frame * shapes.Count) + keys[key].Shape] = 1;
        }
        return new RigTrack
        {
            Curves = new CurveTable(frameRateFps, 0, shapes, values),
            Channels = [.. shapes.Select(name => new RigChannel(name))],
            ShapeKeys = keys,
        };
    }

    /// <summary>A rig track read on an even grid from keys: what a reader of a format that stores keys gives.</summary>
    /// <param name="channels">The channels.</param>
    /// <param name="keys">By channel its keys, ascending in time; none for a channel that stays at rest.</param>
    /// <param name="frameRateFps">Rate of the curves.</param>
    /// <param name="lengthSeconds">Length of the track; the last keys are held to its end.</param>
    public static RigTrack FromCurveKeys(IReadOnlyList<RigChannel> channels, IReadOnlyList<IReadOnlyList<CurveKey>> keys, double frameRateFps, double lengthSeconds)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(keys);
        int frameCount = CurveTable.FramesIn(lengthSeconds, frameRateFps);
        float[] values = new float[frameCount * channels.Count];
        for (int channel = 0; channel < channels.Count; channel++)
        {
            IReadOnlyList<CurveKey> own = keys[channel];
            int next = 0;
            for (int frame = 0; frame < frameCount; frame++)
            {
                double time = frame / frameRateFps;
                while (next < own.Count && own[next].TimeSeconds <= time + CurveTable.TimeTolerance) next++;
                values[(frame * channels.Count) + channel] = ValueBetween(own, next, time, channels[channel].Rest);
            }
        }
        return new RigTrack { Curves = new CurveTable(frameRateFps, 0, [.. channels.Select(channel => channel.Name)], values), Channels = channels };
    }

    /// <summary>The value at a time that lies before key <paramref name="next"/>.</summary>
    private static float ValueBetween(IReadOnlyList<CurveKey> keys, int next, double timeSeconds, float rest)
    {
        if (keys.Count == 0) return rest;
        if (next == 0) return keys[0].Value;
        CurveKey before = keys[next - 1];
        if (next == keys.Count || timeSeconds <= before.TimeSeconds + CurveTable.TimeTolerance) return before.Value;
        double share = (timeSeconds - before.TimeSeconds) / (keys[next].TimeSeconds - before.TimeSeconds);
        return (float)(before.Value + (share * (keys[next].Value - (double)before.Value)));
    }
}
