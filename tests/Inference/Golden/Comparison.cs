namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>One array of a case, ours against the reference's.</summary>
/// <param name="Array">Its name.</param>
/// <param name="LargestError">Largest |a - b|.</param>
/// <param name="LargestShare">Largest part of its tolerance that an error takes up; above 1 it is not met.</param>
/// <param name="Tolerance">What is allowed.</param>
/// <param name="Failure">Where it is not met first, or null.</param>
internal sealed record Comparison(string Array, double LargestError, double LargestShare, Tolerance Tolerance, string? Failure)
{
    public static Comparison Of(string array, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Tolerance tolerance)
    {
        if (expected.Length != actual.Length) return new(array, double.NaN, double.NaN, tolerance, $"{array}: {actual.Length} numbers instead of {expected.Length}");
        double largest = 0, largestShare = 0;
        string? failure = null;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs((double)expected[i] - actual[i]);
            largest = Math.Max(largest, error);
            if (error > 0) largestShare = Math.Max(largestShare, error / tolerance.At(expected[i]));
            if (!(error <= tolerance.At(expected[i])))
                failure ??= FormattableString.Invariant($"{array}[{i}]: {actual[i]} instead of {expected[i]}, {error:g3} apart where {tolerance} is allowed");
        }
        return new(array, largest, largestShare, tolerance, failure);
    }

    public static Comparison Of(string array, ReadOnlySpan<long> expected, ReadOnlySpan<long> actual)
    {
        if (expected.Length != actual.Length) return new(array, double.NaN, double.NaN, default, $"{array}: {actual.Length} numbers instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i] != actual[i]) return new(array, Math.Abs(expected[i] - actual[i]), double.PositiveInfinity, default, $"{array}[{i}]: {actual[i]} instead of {expected[i]}");
        }
        return new(array, 0, 0, default, null);
    }
}
