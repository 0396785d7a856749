namespace Audio2Face.Modkit.Media.Tests;

/// <summary>How alike two recordings are, and how far apart in time.</summary>
internal static class Correlation
{
    /// <summary>The best normalised correlation; <paramref name="shift"/> is how many samples <paramref name="b"/> comes later.</summary>
    public static double Best(float[] a, float[] b, int maximumShift, out int shift)
    {
        double best = double.MinValue;
        shift = 0;
        for (int s = -maximumShift; s <= maximumShift; s++)
        {
            double ab = 0, aa = 0, bb = 0;
            for (int i = Math.Max(0, -s); i < a.Length && i + s < b.Length; i++)
            {
                ab += a[i] * b[i + s];
                aa += a[i] * a[i];
                bb += b[i + s] * b[i + s];
            }
            double value = ab / Math.Sqrt((aa * bb) + 1e-20);
            if (value <= best) continue;
            best = value;
            shift = s;
        }
        return best;
    }
}
