using System.Collections.Frozen;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>The phones there are, and what the mouth does at each.</summary>
/// <remarks>Openings and roundings are the project's own table (the reference scorer's), after articulatory phonetics' vowel chart.</remarks>
internal static class PhoneTable
{
    private static readonly FrozenSet<string> _bilabial = Names("P B M"), _labiodental = Names("F V"), _near = Names("F V W BH UW"),
        _rounded = Names("W UW UH OW AO OY SH ZH CH JH"), _spread = Names("IY IH EY EH AE S Z"), _open = Names("AA AE AO AY AW AH EH OW");

    private static readonly FrozenDictionary<string, PhoneTraits> _traits = new (string Name, double Opening, double FinalOpening, double Rounding, double FinalRounding)[]
    {
        ("AA", 1, 1, 0, 0), ("AE", 0.9, 0.9, -0.25, -0.25), ("AO", 0.75, 0.75, 0.5, 0.5), ("AH", 0.6, 0.6, 0, 0), ("AY", 1, 0.35, 0, 0),
        ("AW", 1, 0.3, 0, 0.7), ("EH", 0.65, 0.65, -0.2, -0.2), ("ER", 0.4, 0.4, 0.35, 0.35), ("EY", 0.5, 0.25, -0.4, -0.4), ("IH", 0.35, 0.35, -0.25, -0.25),
        ("IY", 0.25, 0.25, -0.5, -0.5), ("OW", 0.55, 0.3, 0.6, 0.9), ("OY", 0.65, 0.3, 0.7, 0), ("UH", 0.35, 0.35, 0.7, 0.7), ("UW", 0.2, 0.2, 0.9, 0.9),
        ("HH", 0.35, 0.35, 0, 0), ("P", 0, 0, 0, 0), ("B", 0, 0, 0, 0), ("M", 0, 0, 0, 0), ("BH", 0.1, 0.1, 0, 0), ("F", 0.08, 0.08, 0, 0), ("V", 0.08, 0.08, 0, 0),
        ("W", 0.15, 0.15, 1, 1), ("S", 0.1, 0.1, -0.25, -0.25), ("Z", 0.1, 0.1, -0.25, -0.25), ("SH", 0.15, 0.15, 0.6, 0.6), ("ZH", 0.15, 0.15, 0.6, 0.6),
        ("CH", 0.15, 0.15, 0.6, 0.6), ("JH", 0.15, 0.15, 0.6, 0.6), ("T", 0.15, 0.15, 0, 0), ("D", 0.18, 0.18, 0, 0), ("N", 0.2, 0.2, 0, 0), ("L", 0.3, 0.3, 0, 0),
        ("R", 0.22, 0.22, 0.35, 0.35), ("TH", 0.2, 0.2, 0, 0), ("DH", 0.2, 0.2, 0, 0), ("K", 0.28, 0.28, 0, 0), ("G", 0.28, 0.28, 0, 0), ("NG", 0.3, 0.3, 0, 0),
        ("Y", 0.2, 0.2, -0.3, -0.3), (Phone.Silence, 0.03, 0.03, 0, 0),
    }.ToFrozenDictionary(row => row.Name, row => new PhoneTraits(row.Opening)
    {
        FinalOpening = row.FinalOpening,
        Rounding = row.Rounding,
        FinalRounding = row.FinalRounding,
        IsSilence = row.Name == Phone.Silence,
        IsVowel = "AEIOU".Contains(row.Name[0], StringComparison.Ordinal),
        IsBilabial = _bilabial.Contains(row.Name),
        IsLabiodental = _labiodental.Contains(row.Name),
        MayNearlyClose = _near.Contains(row.Name),
        IsRounded = _rounded.Contains(row.Name),
        IsSpread = _spread.Contains(row.Name),
        IsOpenVowel = _open.Contains(row.Name),
    }, StringComparer.Ordinal);

    /// <summary>Other spellings: those of pauses in common aligners, and the reduced sounds of TIMIT.</summary>
    private static readonly FrozenDictionary<string, string> _otherNames = new Dictionary<string, string>
    {
        [""] = Phone.Silence,
        ["SP"] = Phone.Silence,
        ["PAU"] = Phone.Silence,
        ["_"] = Phone.Silence,
        ["#"] = Phone.Silence,
        ["H#"] = Phone.Silence,
        ["<P:>"] = Phone.Silence,
        ["AX"] = "AH",
        ["IX"] = "IH",
        ["UX"] = "UW",
        ["AXR"] = "ER",
        ["DX"] = "D",
        ["HV"] = "HH",
        ["EL"] = "L",
        ["EM"] = "M",
        ["EN"] = "N",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every name, for messages.</summary>
    public static IReadOnlyList<string> All => _traits.Keys;

    /// <summary>The phone a label names, whatever its case and stress digit, or null when it names none.</summary>
    public static string? Fold(string label)
    {
        string name = label.Trim().ToUpperInvariant();
        if (_otherNames.TryGetValue(name, out string? usual)) return usual;
        if (name.Length > 2 && name[^1] is >= '0' and <= '2') name = name[..^1];
        return _traits.ContainsKey(name) ? name : _otherNames.GetValueOrDefault(name);
    }

    /// <summary>What the mouth does at a phone of the table.</summary>
    public static PhoneTraits Of(Phone phone) => _traits[phone.Name];

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
