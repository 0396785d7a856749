using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>A line's cues on a file's own time grid, ascending and never the same shape twice in a row.</summary>
/// <param name="Cues">The cues, the first at tick 0; none when the line is shorter than a tick.</param>
/// <param name="EndTick">Where the line ends; every cue is before it.</param>
internal sealed record CueList(IReadOnlyList<Cue> Cues, int EndTick)
{
    /// <summary>Puts a track's keys on a grid of so many ticks a second.</summary>
    /// <param name="track">A track with shape keys.</param>
    /// <param name="line">The line; its length ends the list.</param>
    /// <param name="ticksPerSecond">Ticks a second.</param>
    /// <param name="toNearest">Whether a time goes to the nearest tick, or to the one it lies in.</param>
    /// <param name="shapeNames">Names in the order of the track's channels.</param>
    public static CueList From(RigTrack track, LineInfo line, double ticksPerSecond, bool toNearest, IReadOnlyList<string> shapeNames)
    {
        IReadOnlyList<ShapeKey> keys = track.ShapeKeys
            ?? throw new ArgumentException("The track has no shape keys; a host gives them to formats that name shapes.", nameof(track));
        double shift = toNearest ? 0.5 : CurveTable.TimeTolerance * ticksPerSecond;
        int endTick = (int)Math.Floor((line.DurationSeconds * ticksPerSecond) + shift);
        List<Cue> cues = [];
        foreach (ShapeKey key in keys)
        {
            int tick = (int)Math.Floor((key.TimeSeconds * ticksPerSecond) + shift);
            // Two changes within one tick: the later one waits a tick rather than wiping out a closure.
            if (cues.Count > 0) tick = Math.Max(tick, cues[^1].Tick + 1);
            if (tick >= endTick) break;
            string shape = shapeNames[key.Shape];
            if (cues.Count == 0 || cues[^1].Shape != shape) cues.Add(new Cue(tick, shape));
        }
        return new CueList(cues, endTick);
    }
}
