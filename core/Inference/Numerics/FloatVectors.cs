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

    /// <summary>target = a x first + b x second + c x third, number by number.</summary>
    /// <param name="first">As long as <paramref name="target"/>, like the other two.</param>
    /// <param name="a">Its factor, and so on.</param>
    /// <param name="second">Another.</param>
    /// <param name="b">Its factor.</param>
    /// <param name="third">Another.</param>
    /// <param name="c">Its factor.</param>
    /// <param name="target">Receives the sums.</param>
    public static void Mix(ReadOnlySpan<float> first, float a, ReadOnlySpan<float> second, float b, ReadOnlySpan<float> third, float c, Span<float> target)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> wideFirst = Wide(first, wide.Length), wideSecond = Wide(second, wide.Length), wideThird = Wide(third, wide.Length);
        Vector<float> aa = new(a), bb = new(b), cc = new(c);
        for (int i = 0; i < wide.Length; i++) wide[i] = (aa * wideFirst[i]) + (bb * wideSecond[i]) + (cc * wideThird[i]);
        for (int i = wide.Length * Vector<float>.Count; i < target.Length; i++) target[i] = (a * first[i]) + (b * second[i]) + (c * third[i]);
    }

    /// <summary>target = start + first x a + second x b, number by number.</summary>
    /// <param name="start">As long as <paramref name="target"/>, like all others.</param>
    /// <param name="first">A factor.</param>
    /// <param name="a">The other.</param>
    /// <param name="second">A factor.</param>
    /// <param name="b">The other.</param>
    /// <param name="target">Receives the sums.</param>
    public static void AddProducts(ReadOnlySpan<float> start, ReadOnlySpan<float> first, ReadOnlySpan<float> a, ReadOnlySpan<float> second, ReadOnlySpan<float> b, Span<float> target)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> wideStart = Wide(start, wide.Length), wideFirst = Wide(first, wide.Length), wideA = Wide(a, wide.Length);
        ReadOnlySpan<Vector<float>> wideSecond = Wide(second, wide.Length), wideB = Wide(b, wide.Length);
        for (int i = 0; i < wide.Length; i++) wide[i] = wideStart[i] + (wideFirst[i] * wideA[i]) + (wideSecond[i] * wideB[i]);
        for (int i = wide.Length * Vector<float>.Count; i < target.Length; i++) target[i] = start[i] + (first[i] * a[i]) + (second[i] * b[i]);
    }

    /// <summary>Moves each number of <paramref name="follower"/> by a share of its way to <paramref name="goal"/>.</summary>
    /// <param name="goal">As long as <paramref name="follower"/>.</param>
    /// <param name="share">0: stays; 1: arrives.</param>
    /// <param name="follower">Moves.</param>
    public static void Follow(ReadOnlySpan<float> goal, float share, Span<float> follower)
    {
        Span<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(follower);
        ReadOnlySpan<Vector<float>> wideGoal = Wide(goal, wide.Length);
        Vector<float> shares = new(share);
        for (int i = 0; i < wide.Length; i++) wide[i] += (wideGoal[i] - wide[i]) * shares;
        for (int i = wide.Length * Vector<float>.Count; i < follower.Length; i++) follower[i] += (goal[i] - follower[i]) * share;
    }

    /// <summary>
    /// The inner product. Eight products at a time are summed as floats, all else in double: the blendshape solve takes differences of such sums, and
    /// what the eight lose is less than what the positions have lost before.
    /// </summary>
    /// <param name="a">As long as <paramref name="b"/>.</param>
    /// <param name="b">The other factor.</param>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        b = b[..a.Length];
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = Wide(b, wideA.Length);
        Vector<double> low = Vector<double>.Zero, high = Vector<double>.Zero;
        int done = 0;
        for (; done <= wideA.Length - 8; done += 8)
        {
            ReadOnlySpan<Vector<float>> eightA = wideA.Slice(done, 8), eightB = wideB.Slice(done, 8);
            Vector<float> even = (eightA[0] * eightB[0]) + (eightA[2] * eightB[2]) + (eightA[4] * eightB[4]) + (eightA[6] * eightB[6]);
            Vector<float> odd = (eightA[1] * eightB[1]) + (eightA[3] * eightB[3]) + (eightA[5] * eightB[5]) + (eightA[7] * eightB[7]);
            Vector.Widen(even + odd, out Vector<double> sumLow, out Vector<double> sumHigh);
            low += sumLow;
            high += sumHigh;
        }
        for (; done < wideA.Length; done++)
        {
            Vector.Widen(wideA[done] * wideB[done], out Vector<double> productLow, out Vector<double> productHigh);
            low += productLow;
            high += productHigh;
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

    private static ReadOnlySpan<Vector<float>> Wide(ReadOnlySpan<float> values, int count) => MemoryMarshal.Cast<float, Vector<float>>(values)[..count];
}
