using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Picks the frames of a curve that are worth storing: straight lines between them stay within a tolerance of every frame.</summary>
/// <remarks>
/// From each key the next one is the farthest frame a line can reach. While walking on, the slopes that pass all frames so far within
/// the tolerance form a cone; a frame inside it can be the next key. The walk ends where the cone closes.
/// </remarks>
internal static class KeyReducer
{
    /// <summary>Frames to look on past the last one that can be reached; keeps the time linear for curves that tremble at the tolerance.</summary>
    private const int LookAheadFrames = 64;

    /// <summary>The frames to store of one column, ascending, the first and the last among them.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="column">The column.</param>
    /// <param name="tolerance">Largest distance of a line to a frame, in the column's units, 0 or more.</param>
    public static int[] Reduce(CurveTable curves, int column, double tolerance)
    {
        int last = curves.FrameCount - 1;
        if (last < 0) return [];
        List<int> keys = [0];
        for (int key = 0; key < last; key = keys[^1]) keys.Add(FarthestFrom(key, last, curves, column, tolerance));
        return [.. keys];
    }

    private static int FarthestFrom(int key, int last, CurveTable curves, int column, double tolerance)
    {
        double start = curves[key, column], lowest = double.NegativeInfinity, highest = double.PositiveInfinity;
        int reached = key + 1;
        for (int frame = key + 1; frame <= last && frame - reached <= LookAheadFrames && lowest <= highest; frame++)
        {
            double rise = curves[frame, column] - start;
            int distance = frame - key;
            double slope = rise / distance;
            if (slope >= lowest && slope <= highest) reached = frame;
            lowest = Math.Max(lowest, (rise - tolerance) / distance);
            highest = Math.Min(highest, (rise + tolerance) / distance);
        }
        return reached;
    }
}
