namespace Audio2Face.Modkit.Abstractions;

/// <summary>Tells the frame rate of an animation whose file has only key times.</summary>
public static class KeyTimes
{
    /// <summary>The rate of keys that lie apart so unevenly that they tell none, in frames per second.</summary>
    public const double UnevenRateFps = 30;

    private const double HighestRateFps = 1000;

    /// <summary>
    /// The rate of keys that lie evenly, within a twentieth of their distance; <see cref="UnevenRateFps"/> for others, for fewer than
    /// two, and for rates outside 1..1000. Times rounded to floats or few digits do no harm: a rate within 0.01 % of a whole number,
    /// or of one times 1000/1001, is that one.
    /// </summary>
    /// <param name="seconds">Key times, ascending.</param>
    public static double FrameRateFps(ReadOnlySpan<double> seconds)
    {
        if (seconds.Length < 2) return UnevenRateFps;
        double spacing = (seconds[^1] - seconds[0]) / (seconds.Length - 1);
        for (int i = 1; i < seconds.Length; i++)
        {
            if (Math.Abs(seconds[i] - seconds[i - 1] - spacing) > spacing / 20) return UnevenRateFps;
        }
        double rate = 1 / spacing;
        if (rate is not (>= 1 and <= HighestRateFps)) return UnevenRateFps;
        foreach (double factor in (ReadOnlySpan<double>)[1, 1000.0 / 1001])
        {
            double whole = Math.Round(rate / factor) * factor;
            if (Math.Abs(rate - whole) < whole * 1e-4) return whole;
        }
        return rate;
    }
}
