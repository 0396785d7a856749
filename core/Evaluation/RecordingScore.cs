namespace Audio2Face.Modkit.Evaluation;

/// <summary>How well a face fits one recording.</summary>
public sealed record RecordingScore
{
    /// <summary>The recording's name without folder and extension.</summary>
    public required string Name { get; init; }

    /// <summary>Its language, such as <c>en</c>; empty when nobody says.</summary>
    public required string Language { get; init; }

    /// <summary>Whether it is a probe: silence or noise in which a face must keep still.</summary>
    public required bool IsProbe { get; init; }

    /// <summary>Its length.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The figures.</summary>
    public required MouthFigures Figures { get; init; }

    /// <summary>Up to this gap, in millimetres, lips count as shut: 15 % of the 90th percentile in vowels, within 0.75..2.5.</summary>
    public required double ClosedGapMm { get; init; }

    /// <summary>Closures missed and invented, in the order of time.</summary>
    public required IReadOnlyList<ClosureFault> ClosureFaults { get; init; }

    /// <summary>Rounding in mm at each rounded phone; groups pool them.</summary>
    internal IReadOnlyList<double> RoundedPhones { get; init; } = [];

    /// <summary>Rounding in mm at each spread phone.</summary>
    internal IReadOnlyList<double> SpreadPhones { get; init; } = [];

    /// <summary>By vowel its widest gap in mm.</summary>
    internal IReadOnlyList<double> VowelGaps { get; init; } = [];

    /// <summary>By vowel how open it should be.</summary>
    internal IReadOnlyList<double> VowelOpenings { get; init; } = [];
}
