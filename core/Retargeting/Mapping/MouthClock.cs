using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>At which moment of the face each frame of the result reads the mouth, so that no closure is lost between two frames.</summary>
/// <remarks>
/// A frame reads the moment it stands for, shifted by the profile's lead. Around closures shorter than the profile's hold, time is
/// bent: the closed moments fill the hold, and the moments before and after them pass faster. Then, for every closure whose deepest
/// moment falls between two frames, the frame nearest to it reads that moment instead of its own.
/// </remarks>
internal sealed class MouthClock
{
    /// <summary>A stretch of time in frames of the face.</summary>
    private readonly record struct Stretch(double From, double To)
    {
        /// <summary>The part of another stretch that lies within this one.</summary>
        public Stretch Common(double from, double to) => new(Math.Max(From, from), Math.Min(To, to));
    }

    private readonly double[] _positions;
    private readonly bool[] _isClosed;

    private MouthClock(int frameCount)
    {
        _positions = new double[frameCount];
        _isClosed = new bool[frameCount];
    }

    /// <summary>The moment a frame of the result reads, in frames of the face; may lie outside the track.</summary>
    public double this[int frame] => _positions[frame];

    /// <summary>Whether lips are closed in a frame of the result.</summary>
    public bool IsClosed(int frame) => _isClosed[frame];

    /// <summary>The clock, or null when every frame reads the very frame of the face it stands for.</summary>
    /// <param name="face">The face.</param>
    /// <param name="frameRateFps">Rate of the result.</param>
    /// <param name="frameCount">Frames of the result.</param>
    /// <param name="timing">The profile's timing.</param>
    public static MouthClock? For(CurveTable face, double frameRateFps, int frameCount, ProfileTiming timing)
    {
        double step = face.FrameRateFps / frameRateFps;
        bool isPlain = step == 1 && timing is { LeadMilliseconds: 0, HoldMilliseconds: 0, SmoothMilliseconds: 0 };
        if (isPlain || face.FrameCount == 0) return null;

        MouthClock clock = new(frameCount);
        double lead = timing.LeadMilliseconds / 1000 * face.FrameRateFps;
        for (int frame = 0; frame < frameCount; frame++) clock._positions[frame] = (frame * step) + lead;
        List<Closure> closures = ClosureFinder.Find(face);
        double hold = timing.HoldMilliseconds / 1000 * face.FrameRateFps;
        List<Stretch> shown = [];
        for (int i = 0; i < closures.Count; i++)
        {
            // Half way to its neighbours a closure's influence ends.
            Stretch reach = new(
                i == 0 ? double.NegativeInfinity : (closures[i - 1].End + closures[i].Start) / 2.0,
                i == closures.Count - 1 ? double.PositiveInfinity : (closures[i].End + closures[i + 1].Start) / 2.0);
            shown.Add(clock.Show(closures[i], step, lead, hold, reach));
        }
        for (int i = 0; i < closures.Count; i++) clock.Snap(closures[i], shown[i], step, lead);
        return clock;
    }

    /// <summary>Marks the frames that show a closure, and bends time around one that is shorter than the hold.</summary>
    /// <returns>The time in which its closed moments are shown, in frames of the face.</returns>
    private Stretch Show(Closure closure, double step, double lead, double hold, Stretch reach)
    {
        double middle = (closure.Start + closure.End) / 2.0;
        bool isBent = closure.End - closure.Start < hold;
        Stretch shown = isBent ? reach.Common(middle - (hold / 2), middle + (hold / 2)) : new Stretch(closure.Start, closure.End);
        Stretch bent = isBent ? reach.Common(middle - hold, middle + hold) : shown;
        int begin = Math.Clamp((int)Math.Ceiling((bent.From - lead) / step), 0, _positions.Length);
        for (int frame = begin; frame < _positions.Length && (frame * step) + lead <= bent.To; frame++)
        {
            double time = (frame * step) + lead;
            _isClosed[frame] = time >= shown.From && time <= shown.To;
            if (!isBent) continue;
            _positions[frame] = time < shown.From ? Between(time, bent.From, shown.From, bent.From, closure.Start)
                : time <= shown.To ? Between(time, shown.From, shown.To, closure.Start, closure.End)
                : Between(time, shown.To, bent.To, closure.End, bent.To);
        }
        return shown;
    }

    /// <summary>Lets the nearest frame read a closure's deepest moment when that lies between two frames.</summary>
    private void Snap(Closure closure, Stretch shown, double step, double lead)
    {
        const double tolerance = 1e-9;
        bool isMoment = closure.End == closure.Start;
        double from = ((isMoment ? shown.From : Between(closure.DeepestStart, closure.Start, closure.End, shown.From, shown.To)) - lead) / step;
        double to = ((isMoment ? shown.To : Between(closure.DeepestEnd, closure.Start, closure.End, shown.From, shown.To)) - lead) / step;
        int after = (int)Math.Ceiling(from - tolerance);
        if (after <= to + tolerance && after >= 0 && after < _positions.Length) return;
        bool isNearerBefore = from - (after - 1) <= after - to;
        int frame = isNearerBefore ? after - 1 : after;
        if (frame < 0 || frame >= _positions.Length) return;
        _positions[frame] = isNearerBefore ? closure.DeepestStart : closure.DeepestEnd;
        _isClosed[frame] = true;
    }

    private static double Between(double value, double from, double to, double resultFrom, double resultTo) =>
        to > from ? resultFrom + ((value - from) / (to - from) * (resultTo - resultFrom)) : resultFrom;
}
