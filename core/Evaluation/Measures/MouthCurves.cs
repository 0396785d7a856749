using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>What the lips do over time, in millimetres, at the one rate all measures work at.</summary>
internal sealed class MouthCurves
{
    /// <summary>Frames per second of every curve here: phone times are given to 10 ms.</summary>
    public const double RateHz = 100;

    /// <summary>Signed gap between the lips; below 0 they press.</summary>
    public double[] GapMm { get; }

    /// <summary>The gap, 0 where the lips are shut.</summary>
    public double[] OpeningMm { get; }

    /// <summary>Protrusion less half the width: large for round lips, small for spread ones.</summary>
    public double[] RoundingMm { get; }

    /// <summary>Weight of jawOpen.</summary>
    public double[] Jaw { get; }

    /// <summary>How fast the opening changes, in mm/s.</summary>
    public double[] OpeningSpeed { get; }

    /// <summary>How fast the weights of mouth, jaw and cheeks change, summed, per second.</summary>
    public double[] ChannelSpeed { get; }

    /// <summary>Resamples curves to a recording's length. Channels that are not ARKit's do not count; what is no number counts as 0.</summary>
    /// <param name="curves">Face curves, at least one frame.</param>
    /// <param name="durationSeconds">The recording's length, above 0; beyond their ends the curves are held.</param>
    public MouthCurves(CurveTable curves, double durationSeconds)
    {
        int count = FramesIn(durationSeconds);
        GapMm = new double[count];
        OpeningMm = new double[count];
        RoundingMm = new double[count];
        Jaw = new double[count];
        ChannelSpeed = new double[count];
        double[] values = new double[count];
        for (int column = 0; column < curves.Channels.Count; column++)
        {
            if (LipGeometry.ChannelOf(curves.Channels[column]) is not { } channel || !LipGeometry.IsMouth(channel)) continue;
            Resample(curves, column, values);
            LipGeometry lips = LipGeometry.Of(channel);
            double[] speed = Statistics.Speed(values);
            for (int i = 0; i < count; i++)
            {
                GapMm[i] += lips.GapMm * values[i];
                RoundingMm[i] += (lips.ProtrusionMm - (0.5 * lips.WidthMm)) * values[i];
                ChannelSpeed[i] += speed[i];
            }
            if (channel == "jawOpen") values.CopyTo(Jaw, 0);
        }
        for (int i = 0; i < count; i++) OpeningMm[i] = Math.Max(0, GapMm[i]);
        OpeningSpeed = Statistics.Speed(OpeningMm);
    }

    /// <summary>Number of frames.</summary>
    public int Count => GapMm.Length;

    /// <summary>Time of a frame in seconds.</summary>
    public static double TimeSeconds(int frame) => frame * (1 / RateHz);

    /// <summary>Number of frames of a recording.</summary>
    public static int FramesIn(double durationSeconds) => (int)Math.Ceiling(durationSeconds / (1 / RateHz));

    /// <summary>Brings one column to <see cref="RateHz"/>; beyond its ends it is held.</summary>
    public static void Resample(CurveTable curves, int column, double[] values)
    {
        int last = curves.FrameCount - 1;
        for (int i = 0; i < values.Length; i++)
        {
            double place = Math.Clamp((TimeSeconds(i) - curves.StartSeconds) * curves.FrameRateFps, 0, last);
            int before = (int)place, after = Math.Min(before + 1, last);
            double a = Number(curves[before, column]), b = Number(curves[after, column]);
            values[i] = a + ((place - before) * (b - a));
        }
    }

    private static double Number(float value) => float.IsFinite(value) ? value : 0;
}
