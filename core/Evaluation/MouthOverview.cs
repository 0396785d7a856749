using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>What a mouth does in one line, measured without phones: not how right it is, but whether it is worth a look.</summary>
public sealed record MouthOverview
{
    /// <summary>Lips nearer than this count as shut whatever the vowels are; only what is wider open stands for vowels.</summary>
    private const double OpenMm = RecordingScorer.LeastClosedMm;

    /// <summary>A mouth whose weights change less than this in a second, summed, keeps still: breath and blinks of a pause do less, speech far more.</summary>
    private const double MovingPerSecond = 0.5;

    /// <summary>How often the lips shut between two openings; the rest before and after the line does not count.</summary>
    public int ClosureCount { get; private init; }

    /// <summary>Share of the opening's spread that is quicker than 30 ms, 0 (smooth) to 1: <see cref="MouthFigures.Jitter"/>.</summary>
    public double Jitter { get; private init; }

    /// <summary>Share of the time in which mouth, jaw or cheeks move, 0..1.</summary>
    public double MovingShare { get; private init; }

    /// <summary>The widest gap between the lips, in millimetres on the ARKit reference face; 0 or above.</summary>
    public double PeakOpeningMm { get; private init; }

    /// <summary>The gap between the lips in millimetres, 0 where they are shut, at 100 values a second.</summary>
    public ReadOnlyMemory<double> OpeningMm { get; private init; }

    /// <summary>Measures a face.</summary>
    /// <param name="curves">Columns of <see cref="ArkitChannels"/>, any frame rate; without frames everything is 0.</param>
    public static MouthOverview Measure(CurveTable curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.FrameCount == 0) return new MouthOverview();
        (float[] gapsMm, double movingShare) = Follow(curves);
        // The gap is a sum of weights, so that it can be resampled as one curve and is still that of MouthCurves.
        double[] openingMm = new double[MouthCurves.FramesIn(curves.TimeSeconds(curves.FrameCount - 1) + (1 / curves.FrameRateFps))];
        MouthCurves.Resample(new CurveTable(curves.FrameRateFps, curves.StartSeconds, ["gap"], gapsMm), 0, openingMm);
        for (int i = 0; i < openingMm.Length; i++) openingMm[i] = Math.Max(0, openingMm[i]);
        return new MouthOverview
        {
            ClosureCount = CountClosures(openingMm),
            Jitter = MotionMeasure.JitterOf(openingMm),
            MovingShare = movingShare,
            PeakOpeningMm = Statistics.Maximum(openingMm),
            OpeningMm = openingMm,
        };
    }

    private static (float[] GapsMm, double MovingShare) Follow(CurveTable curves)
    {
        int[] columns = [.. Enumerable.Range(0, curves.Channels.Count).Where(column => LipGeometry.IsMouth(curves.Channels[column]))];
        double[] unitsMm = [.. columns.Select(column => LipGeometry.Of(curves.Channels[column]).GapMm)];
        float[] gapsMm = new float[curves.FrameCount];
        int moving = 0;
        for (int frame = 0; frame < gapsMm.Length; frame++)
        {
            ReadOnlySpan<float> now = curves.Frame(frame), before = curves.Frame(Math.Max(frame - 1, 0));
            double gap = 0, change = 0;
            for (int i = 0; i < columns.Length; i++)
            {
                gap += unitsMm[i] * now[columns[i]];
                change += Math.Abs(now[columns[i]] - before[columns[i]]);
            }
            gapsMm[frame] = (float)gap;
            if (change * curves.FrameRateFps > MovingPerSecond) moving++;
        }
        return (gapsMm, (double)moving / gapsMm.Length);
    }

    private static int CountClosures(double[] openingMm)
    {
        // Shut is what RecordingScorer calls shut. It goes by how wide the vowels are; here all that is open stands for them.
        double[] open = Array.FindAll(openingMm, gap => gap > OpenMm);
        if (open.Length == 0) return 0;
        double closedGapMm = RecordingScorer.ClosedGap(Statistics.Percentile(open, 90));
        int count = 0;
        bool wasOpen = false, isShut = false;
        foreach (double gap in openingMm)
        {
            if (gap <= closedGapMm)
            {
                isShut = wasOpen;
                continue;
            }
            if (isShut) count++;
            (wasOpen, isShut) = (true, false);
        }
        return count;
    }
}
