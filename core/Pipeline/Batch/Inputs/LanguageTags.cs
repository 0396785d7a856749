using System.Collections.Frozen;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Compares language tags: people write <c>de</c> or <c>de-AT</c>, Matroska <c>ger</c>, MP4 <c>deu</c>.</summary>
/// <remarks>Codes: ISO 639-1 and both kinds of ISO 639-2, for the languages games are made in; others are compared as they are.</remarks>
internal static class LanguageTags
{
    private const string Codes =
        "ar ara, bg bul, ca cat, cs ces cze, cy cym wel, da dan, de deu ger, el ell gre, en eng, es spa, et est, eu eus baq, fa fas per, fi fin, fr fra fre, "
        + "ga gle, he heb, hi hin, hr hrv, hu hun, id ind, is isl ice, it ita, ja jpn, ka kat geo, ko kor, lt lit, lv lav, mk mkd mac, ms msa may, nb nob, "
        + "nl nld dut, no nor, pl pol, pt por, ro ron rum, ru rus, sk slk slo, sl slv, sq sqi alb, sr srp, sv swe, th tha, tr tur, uk ukr, vi vie, zh zho chi";

    private static readonly FrozenDictionary<string, string> _firstOfCode = Codes.Split(", ").Select(row => row.Split(' '))
        .SelectMany(row => row.Select(code => (Code: code, First: row[0]))).ToFrozenDictionary(pair => pair.Code, pair => pair.First, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether two tags name the same language. A region or script counts only when both name one.</summary>
    public static bool AreSame(string? a, string? b)
    {
        if (a is null || b is null) return a == b;
        (string language, string region) = Cut(a);
        (string otherLanguage, string otherRegion) = Cut(b);
        return string.Equals(language, otherLanguage, StringComparison.OrdinalIgnoreCase)
            && (region.Length == 0 || otherRegion.Length == 0 || string.Equals(region, otherRegion, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Language, string Region) Cut(string tag)
    {
        string[] parts = tag.Trim().Replace('_', '-').Split('-', 2);
        return (_firstOfCode.GetValueOrDefault(parts[0], parts[0]), parts.Length > 1 ? parts[1] : "");
    }
}
