using System.Numerics;

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
        Vector<float> factors = new(factor);
        int i = 0;
        for (; i <= target.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Span<float> piece = target.Slice(i, Vector<float>.Count);
            (new Vector<float>(piece) + (factors * new Vector<float>(row.Slice(i, Vector<float>.Count)))).CopyTo(piece);
        }
        for (; i < target.Length; i++) target[i] += factor * row[i];
    }

    /// <summary>The inner product, summed in double: the blendshape solve takes differences of such sums.</summary>
    /// <param name="a">As long as <paramref name="b"/>.</param>
    /// <param name="b">The other factor.</param>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(a.Slice(i, Vector<float>.Count)), out Vector<double> aLow, out Vector<double> aHigh);
            Vector.Widen(new Vector<float>(b.Slice(i, Vector<float>.Count)), out Vector<double> bLow, out Vector<double> bHigh);
            low += aLow * bLow;
            high += aHigh * bHigh;
        }
        double sum = Vector.Sum(low + high);
        for (; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }

    /// <summary>Whether all are numbers: neither infinite nor NaN.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        // x - x is 0 for a number and NaN for anything else.
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> piece = new(values.Slice(i, Vector<float>.Count));
            sum += piece - piece;
        }
        float rest = Vector.Sum(sum);
        for (; i < values.Length; i++) rest += values[i] - values[i];
        return rest == 0;
    }
}
