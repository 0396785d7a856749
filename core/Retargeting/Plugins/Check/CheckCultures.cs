using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Users' languages whose numbers look otherwise: what a format writes must not follow them.</summary>
/// <remarks>
/// Made by hand, because this program runs without a system's culture data. They have the separators and signs of the languages they
/// are named after; their rules for upper and lower case (Turkish has two letters i) cannot be tried this way.
/// </remarks>
internal static class CheckCultures
{
    public static IReadOnlyList<CultureInfo> All { get; } =
    [
        Create(",", ".", "-"),           // German, Turkish
        Create("\u066B", "\u066C", "\u061C-"), // Arabic
        Create(",", "\u00A0", "\u2212"), // Swedish
    ];

    private static CultureInfo Create(string decimalSeparator, string groupSeparator, string negativeSign)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        culture.NumberFormat.NumberGroupSeparator = groupSeparator;
        culture.NumberFormat.NegativeSign = negativeSign;
        culture.DateTimeFormat.TimeSeparator = ".";
        return CultureInfo.ReadOnly(culture);
    }
}
