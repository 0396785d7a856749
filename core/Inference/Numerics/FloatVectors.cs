using System.Numerics;
using System.Runtime.InteropServices;

namespace Audio2Face.Modkit.Inference.Numerics;

/// <summary>The inner loops of geometry, on the widest vectors of the machine. Results depend on the vector width by rounding only.</summary>
internal static class FloatVectors
{
    /// <summary>target += factor x row.</summary>
    /// <param name="row">As long as <paramref name="target"/>.</param>
    /// <param name="factor">What each number of the row is multiplied with.</param>
    /// <param name="target">Receives the sums.</param>
    public static void AddScaled(ReadOnlySpan<float> row, float factor, Span<float> target)
    {
        row = row[..target.Length];
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> wideRow = MemoryMarshal.Cast<float, Vector<float>>(row)[..wide.Length];
        Vector<float> factors = new(factor);
        for (int i = 0; i < wide.Length; i++) wide[i] += factors * wideRow[i];
        for (int i = wide.Length * Vector<float>.Count; i < target.Length; i++) target[i] += factor * row[i];
    }

    /// <summary>The inner product, summed in double: the blendshape solve takes differences of such sums.</summary>
    /// <param name="a">As long as <paramref name="b"/>.</param>
    /// <param name="b">The other factor.</param>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = MemoryMarshal.Cast<float, Vector<float>>(b)[..wideA.Length];
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
        for (int i = 0; i < wideA.Length; i++)
        {
            Vector.Widen(wideA[i], out Vector<double> aLow, out Vector<double> aHigh);
            Vector.Widen(wideB[i], out Vector<double> bLow, out Vector<double> bHigh);
            low += aLow * bLow;
            high += aHigh * bHigh;
        }
        double sum = Vector.Sum(low + high);
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }

    /// <summary>Whether all are numbers: neither infinite nor NaN.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        // x - x is 0 for a number and NaN for anything else.
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < wide.Length; i++) sum += wide[i] - wide[i];
        float rest = Vector.Sum(sum);
        for (int i = wide.Length * Vector<float>.Count; i < values.Length; i++) rest += values[i] - values[i];
        return rest == 0;
    }
}
