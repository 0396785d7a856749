namespace Audio2Face.Modkit.Evaluation.Measures;

/// <summary>Whether opening and rounding follow the phones, and how late.</summary>
internal static class CourseMeasure
{
    private const double LongestLagSeconds = 0.3;

    /// <summary>What rounding counts against opening when the lag is sought.</summary>
    private const double RoundingWeight = 0.5;

    /// <summary>Below this sum of correlations no lag is the best one.</summary>
    private const double LeastAgreement = 0.15;

    /// <summary>Lips that move less than this, in mm, stand still.</summary>
    private const double StillMm = 1e-3;

    public static MouthFigures AddTo(MouthFigures figures, MouthCurves curves, PhoneGrid grid)
    {
        int[] speech = grid.SpeechFrames;
        if (speech.Length == 0) return figures;
        double[] openingReference = Statistics.At(grid.OpeningReference(), speech), roundingReference = Statistics.At(grid.RoundingReference(), speech);
        int longest = (int)(LongestLagSeconds * MouthCurves.RateHz), bestLag = 0;
        double best = double.NegativeInfinity, opening = 0, rounding = 0;
        for (int lag = -longest; lag <= longest; lag++)
        {
            double openingHere = Statistics.Correlation(Statistics.At(curves.OpeningMm, speech, lag), openingReference);
            double roundingHere = Statistics.Correlation(Statistics.At(curves.RoundingMm, speech, lag), roundingReference);
            double agreement = openingHere + (RoundingWeight * roundingHere);
            if (agreement <= best) continue;
            (best, bestLag, opening, rounding) = (agreement, lag, openingHere, roundingHere);
        }
        bool isStill = Statistics.Deviation(Statistics.At(curves.OpeningMm, speech)) < StillMm && Statistics.Deviation(Statistics.At(curves.RoundingMm, speech)) < StillMm;
        return figures with
        {
            OpeningCorrelation = opening,
            RoundingCorrelation = rounding,
            OffsetMs = !isStill && best > LeastAgreement ? bestLag * 1000 / MouthCurves.RateHz : double.NaN,
            JawCorrelation = isStill ? 0 : Statistics.Correlation(Statistics.At(curves.Jaw, speech, bestLag), openingReference),
        };
    }
}
