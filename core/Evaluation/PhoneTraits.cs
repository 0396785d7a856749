namespace Audio2Face.Modkit.Evaluation;

/// <summary>What the mouth does at a phone.</summary>
/// <param name="Opening">How far it opens, 0 shut to 1 as at AA.</param>
internal sealed record PhoneTraits(double Opening)
{
    /// <summary>How far it is open at the end; for all but diphthongs the same as <see cref="Opening"/>.</summary>
    public double FinalOpening { get; init; } = Opening;

    /// <summary>1 fully rounded, below 0 spread.</summary>
    public double Rounding { get; init; }

    /// <summary>Rounding at the end.</summary>
    public double FinalRounding { get; init; }

    public bool IsSilence { get; init; }

    public bool IsVowel { get; init; }

    /// <summary>p, b, m: the lips must shut.</summary>
    public bool IsBilabial { get; init; }

    /// <summary>f, v: the lower lip meets the teeth.</summary>
    public bool IsLabiodental { get; init; }

    /// <summary>Sounds at which shut lips are neither right nor wrong: f, v, w, u and the Spanish approximant.</summary>
    public bool MayNearlyClose { get; init; }

    /// <summary>Among the sounds that are clearly rounded.</summary>
    public bool IsRounded { get; init; }

    /// <summary>Among the sounds that are clearly spread.</summary>
    public bool IsSpread { get; init; }

    /// <summary>A vowel that no mouth speaks nearly shut.</summary>
    public bool IsOpenVowel { get; init; }
}
