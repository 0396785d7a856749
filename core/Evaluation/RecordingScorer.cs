using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Measures a face against the phones of one recording. Pure: the same curves and phones give the same figures.</summary>
/// <remarks>A port of the project's reference scorer, whose figures it gives.</remarks>
public static class RecordingScorer
{
    internal const double LeastClosedMm = 0.75;

    private const double ClosedShare = 0.15, MostClosedMm = 2.5;

    /// <summary>At f, v the gap is small when it is at most this share of the vowels' 90th percentile, or <see cref="LeastSmallMm"/>.</summary>
    private const double SmallShare = 0.35, LeastSmallMm = 1.5;

    private const double ShortestOpenVowelSeconds = 0.05, ShortestVowelSeconds = 0.04;

    /// <summary>Fewer vowels tell no correlation.</summary>
    private const int FewestVowels = 5;

    /// <summary>Measures one recording.</summary>
    /// <param name="recording">Its name and language.</param>
    /// <param name="phones">Its phones, as <see cref="AlignmentReader"/> gives them.</param>
    /// <param name="curves">The face: columns with names of ARKit, any frame rate, at least one frame.</param>
    /// <param name="durationSeconds">The recording's length, above 0.</param>
    public static RecordingScore Measure(EvaluationRecording recording, IReadOnlyList<Phone> phones, CurveTable curves, double durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(phones);
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentOutOfRangeException.ThrowIfZero(phones.Count);
        ArgumentOutOfRangeException.ThrowIfZero(curves.FrameCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(durationSeconds);
        MouthCurves mouth = new(curves, durationSeconds);
        PhoneGrid grid = new(phones, durationSeconds, mouth.Count);
        double openGap = OpenGap(mouth, grid), closedGap = ClosedGap(openGap);

        ClosureMeasure closures = new(mouth, grid, closedGap);
        double[] rounded = Rounding(mouth, grid, traits => traits.IsRounded), spread = Rounding(mouth, grid, traits => traits.IsSpread);
        Phone[] vowels = [.. phones.Where(phone => PhoneTable.Of(phone).IsVowel && phone.DurationSeconds >= ShortestVowelSeconds)];
        double[] vowelGaps = [.. vowels.Select(vowel => Statistics.Maximum(mouth.OpeningMm.AsSpan(grid.Around(vowel))))];
        double[] vowelOpenings = [.. vowels.Select(vowel => PhoneTable.Of(vowel).Opening)];

        MouthFigures figures = closures.AddTo(new MouthFigures
        {
            LabiodentalCount = phones.Count(phone => PhoneTable.Of(phone).IsLabiodental),
            LabiodentalJ = LabiodentalJ(mouth, grid, Math.Max(SmallShare * openGap, LeastSmallMm)),
            RoundingAuc = Statistics.Auc(rounded, spread),
            VowelHeightCorrelation = VowelHeight(vowelGaps, vowelOpenings),
        });
        figures = CourseMeasure.AddTo(figures, mouth, grid);
        return new RecordingScore
        {
            Name = recording.Name,
            Language = recording.Language,
            IsProbe = recording.IsProbe,
            DurationSeconds = durationSeconds,
            Figures = MotionMeasure.AddTo(figures, mouth, grid, openGap),
            ClosedGapMm = closedGap,
            ClosureFaults = closures.Faults,
            RoundedPhones = rounded,
            SpreadPhones = spread,
            VowelGaps = vowelGaps,
            VowelOpenings = vowelOpenings,
        };
    }

    /// <summary>How openness and gap of vowels go together; NaN for too few of them.</summary>
    internal static double VowelHeight(IReadOnlyList<double> gaps, IReadOnlyList<double> openings) =>
        gaps.Count < FewestVowels ? double.NaN : Statistics.Correlation([.. gaps], [.. openings]);

    /// <summary>The gap, in mm, up to which the lips of a mouth count as shut that opens so wide in vowels.</summary>
    internal static double ClosedGap(double openGapMm) => Math.Clamp(ClosedShare * openGapMm, LeastClosedMm, MostClosedMm);

    /// <summary>How wide the mouth opens in this recording's vowels: the 90th percentile of the gap.</summary>
    private static double OpenGap(MouthCurves mouth, PhoneGrid grid)
    {
        List<double> gaps = [];
        foreach (Phone phone in grid.Phones)
        {
            if (PhoneTable.Of(phone).IsVowel) gaps.AddRange(mouth.OpeningMm.AsSpan(grid.Around(phone)));
        }
        return gaps.Count == 0 ? 0 : Statistics.Percentile([.. gaps], 90);
    }

    private static double LabiodentalJ(MouthCurves mouth, PhoneGrid grid, double smallGap)
    {
        int labiodentals = 0, reached = 0, openVowels = 0, small = 0;
        foreach (Phone phone in grid.Phones)
        {
            PhoneTraits traits = PhoneTable.Of(phone);
            bool isOpenVowel = traits.IsOpenVowel && phone.DurationSeconds >= ShortestOpenVowelSeconds;
            if (!traits.IsLabiodental && !isOpenVowel) continue;
            bool isSmall = Statistics.Median(mouth.OpeningMm.AsSpan(grid.Middle(phone))) <= smallGap;
            if (isOpenVowel) (openVowels, small) = (openVowels + 1, small + (isSmall ? 1 : 0));
            else (labiodentals, reached) = (labiodentals + 1, reached + (isSmall ? 1 : 0));
        }
        return labiodentals == 0 || openVowels == 0 ? double.NaN : ((double)reached / labiodentals) - ((double)small / openVowels);
    }

    private static double[] Rounding(MouthCurves mouth, PhoneGrid grid, Func<PhoneTraits, bool> isOf) =>
        [.. grid.Phones.Where(phone => isOf(PhoneTable.Of(phone))).Select(phone => Statistics.Mean(mouth.RoundingMm.AsSpan(grid.Middle(phone))))];
}
