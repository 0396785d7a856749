using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>How two animations of the same line agree, channel by channel, over the time both have.</summary>
public sealed record CurveComparison
{
    /// <summary>How far apart in time the two are looked at, either way, in milliseconds, when nobody says otherwise.</summary>
    public const int DefaultWindowMs = 500;

    /// <summary>The animations are compared at the higher of their rates, but at most at this one, in frames per second.</summary>
    public const double HighestRateFps = 120;

    /// <summary>Rounding of times must not lose the last frame.</summary>
    private const double FrameTolerance = 1e-6;

    private CurveComparison()
    {
    }

    /// <summary>The rate compared at, in frames per second.</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>Frames compared.</summary>
    public required int FrameCount { get; init; }

    /// <summary>The channels that both have, in the order of the first.</summary>
    public required IReadOnlyList<ChannelComparison> Channels { get; init; }

    /// <summary>Channels that only the first has.</summary>
    public required IReadOnlyList<string> OnlyInFirst { get; init; }

    /// <summary>Channels that only the second has.</summary>
    public required IReadOnlyList<string> OnlyInSecond { get; init; }

    /// <summary>Correlation of all channels that move in both, taken together, each about its own mean; null when there are none.</summary>
    public required double? Correlation { get; init; }

    /// <summary>Root of the mean squared difference over all channels that move in either; null when there are none.</summary>
    public required double? RootMeanSquareError { get; init; }

    /// <summary>As of a channel, for all that move in both together.</summary>
    public required double? OffsetMs { get; init; }

    /// <summary>As of a channel, for all that move in both together.</summary>
    public required double? OffsetCorrelation { get; init; }

    /// <summary>Compares two animations. Channels are joined by name; names of ARKit's channels whatever case they are in, with <c>_L</c> for Left and anything before a point.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="windowMs">Greatest offset looked for, either way, in milliseconds.</param>
    /// <exception cref="ModkitException">EVA11: they have no time or no channel in common.</exception>
    public static CurveComparison Of(CurveTable first, CurveTable second, int windowMs = DefaultWindowMs)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ChannelJoin join = ChannelJoin.Of(first.Channels, second.Channels);
        if (join.Pairs.Count == 0) throw new ModkitException(EvaluationIssues.NotComparable("they have no channel in common"));
        CurveTable finer = first.FrameRateFps >= second.FrameRateFps ? first : second;
        double rateFps = Math.Min(finer.FrameRateFps, HighestRateFps);
        double startSeconds = Math.Max(first.StartSeconds, second.StartSeconds);
        double endSeconds = Math.Min(first.TimeSeconds(first.FrameCount - 1), second.TimeSeconds(second.FrameCount - 1));
        int frameCount = first.FrameCount == 0 || second.FrameCount == 0 ? 0 : (int)Math.Floor(((endSeconds - startSeconds) * rateFps) + FrameTolerance) + 1;
        if (frameCount < 2) throw new ModkitException(EvaluationIssues.NotComparable("they have less than two frames of time in common"));
        // At least half of the time stays in common at any lag.
        int reach = (int)Math.Min(Math.Ceiling(windowMs / 1000.0 * rateFps), frameCount / 2);

        ChannelComparison[] channels = new ChannelComparison[join.Pairs.Count];
        LagSearch together = new(reach);
        double squares = 0;
        for (int i = 0; i < channels.Length; i++)
        {
            (int one, int other) = join.Pairs[i];
            double[] a = Sampled(first, one, startSeconds, rateFps, frameCount), b = Sampled(second, other, startSeconds, rateFps, frameCount);
            double error = 0, largest = 0;
            int largestAt = 0;
            for (int frame = 0; frame < frameCount; frame++)
            {
                double difference = Math.Abs(a[frame] - b[frame]);
                error += difference * difference;
                if (difference > largest) (largest, largestAt) = (difference, frame);
            }
            CurvePair pair = new(a, b);
            LagSearch? lags = pair.FirstMoves && pair.SecondMoves ? new LagSearch(reach).With(pair) : null;
            if (lags is not null) together.Add(lags);
            if (pair.FirstMoves || pair.SecondMoves) squares += error / frameCount;
            (double Frames, double Correlation)? best = lags?.Best();
            channels[i] = new ChannelComparison(first.Channels[one], second.Channels[other], pair.FirstMoves, pair.SecondMoves,
                lags?.CorrelationAt(0), Math.Sqrt(error / frameCount), largest, startSeconds + (largestAt / rateFps),
                best?.Frames / rateFps * 1000, best?.Correlation);
        }
        (double Frames, double Correlation)? bestTogether = together.Best();
        int movingInEither = channels.Count(channel => channel.Moves);
        return new CurveComparison
        {
            FrameRateFps = rateFps,
            FrameCount = frameCount,
            Channels = channels,
            OnlyInFirst = join.OnlyInFirst,
            OnlyInSecond = join.OnlyInSecond,
            Correlation = together.CorrelationAt(0),
            RootMeanSquareError = movingInEither == 0 ? null : Math.Sqrt(squares / movingInEither),
            OffsetMs = bestTogether?.Frames / rateFps * 1000,
            OffsetCorrelation = bestTogether?.Correlation,
        };
    }

    /// <summary>A channel on the frames compared, between its own frames on a straight line.</summary>
    private static double[] Sampled(CurveTable curves, int channel, double startSeconds, double rateFps, int frameCount)
    {
        double[] values = new double[frameCount];
        for (int frame = 0; frame < frameCount; frame++)
        {
            double position = Math.Clamp((startSeconds + (frame / rateFps) - curves.StartSeconds) * curves.FrameRateFps, 0, curves.FrameCount - 1);
            int before = (int)position, after = Math.Min(before + 1, curves.FrameCount - 1);
            values[frame] = curves[before, channel] + ((position - before) * (curves[after, channel] - (double)curves[before, channel]));
            if (!double.IsFinite(values[frame])) throw new ModkitException(EvaluationIssues.NotComparable($"'{curves.Channels[channel]}' has values that are no numbers"));
        }
        return values;
    }
}
