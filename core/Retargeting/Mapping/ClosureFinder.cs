using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Finds where lips close: the valleys of their openness that touch the ground.</summary>
/// <remarks>Openness is the gap between the lips plus what is missing to pressed ones: 0 for lips that press, 0.08 for lips that merely touch.</remarks>
internal static class ClosureFinder
{
    /// <summary>What full pressure takes off the openness; also the gap at which lips begin to seal, in widths of the resting mouth.</summary>
    private const float PressureWorth = 0.08f;

    /// <summary>Lips that are parted by more when they come closest do not close.</summary>
    private const float LargestOpenness = 2 * PressureWorth;

    /// <summary>Between two closures the mouth opens by at least this.</summary>
    private const float Prominence = 0.03f;

    /// <summary>What counts as closed, and as closed most, is at most so much more open than the deepest moment.</summary>
    private const float ClosedTolerance = 0.02f, DeepestTolerance = 1e-4f;

    /// <summary>The closures of a face, in order.</summary>
    public static List<Closure> Find(CurveTable face)
    {
        float[] openness = Openness(face);
        List<Closure> closures = [];
        int lowest = 0, highest = -1;
        for (int frame = 0; frame < openness.Length; frame++)
        {
            if (lowest >= 0)
            {
                if (openness[frame] < openness[lowest]) lowest = frame;
                else if (openness[frame] >= openness[lowest] + Prominence)
                {
                    Add(closures, openness, lowest);
                    (lowest, highest) = (-1, frame);
                }
            }
            else if (openness[frame] > openness[highest]) highest = frame;
            else if (openness[frame] <= openness[highest] - Prominence) lowest = frame;
        }
        if (lowest >= 0 && openness.Length > 0) Add(closures, openness, lowest);
        return closures;
    }

    private static float[] Openness(CurveTable face)
    {
        MouthMeter meter = new(face.Channels);
        Span<float> mouth = stackalloc float[MouthSources.Count];
        float[] openness = new float[face.FrameCount];
        for (int frame = 0; frame < openness.Length; frame++)
        {
            meter.Measure(face.Frame(frame), mouth);
            openness[frame] = Math.Max(0, mouth[MouthSources.Gap]) + (PressureWorth * (1 - mouth[MouthSources.Mbp]));
        }
        return openness;
    }

    private static void Add(List<Closure> closures, float[] openness, int deepest)
    {
        float depth = openness[deepest];
        if (depth >= LargestOpenness) return;
        (int start, int end) = Around(openness, deepest, depth + ClosedTolerance);
        (int deepestStart, int deepestEnd) = Around(openness, deepest, depth + DeepestTolerance);
        closures.Add(new Closure(start, end, deepestStart, deepestEnd, depth));
    }

    /// <summary>The frames in a row around one that are at most so open.</summary>
    private static (int Start, int End) Around(float[] openness, int frame, float most)
    {
        int start = frame, end = frame;
        while (start > 0 && openness[start - 1] <= most) start--;
        while (end < openness.Length - 1 && openness[end + 1] <= most) end++;
        return (start, end);
    }
}
