using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The one way a number is kept and written: invariant, at most six decimals, no exponent.</summary>
internal static class CanonicalNumber
{
    private const int Decimals = 6;

    public static double Round(double value) => Math.Round(value, Decimals);

    /// <summary>The number's canonical text; <paramref name="text"/> itself when it is none.</summary>
    public static string Write(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? Write(value) : text;

    /// <summary>The number's canonical text.</summary>
    public static string Write(double value)
    {
        // Adding 0 turns a negative zero into a zero.
        return (Round(value) + 0).ToString("0.######", CultureInfo.InvariantCulture);
    }
}
