using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>How well faces fit a group of recordings.</summary>
/// <param name="Name">The group's name: <c>all</c> or a language.</param>
/// <param name="Count">Number of recordings.</param>
/// <param name="Figures">
/// Means weighted by what was counted (p, b, m; f, v) or by length; the median of the offsets; rounding and vowels pooled over all recordings.
/// </param>
/// <param name="OffsetIqrMs">Interquartile range of the offsets in milliseconds; NaN for fewer than three.</param>
public sealed record GroupScore(string Name, int Count, MouthFigures Figures, double OffsetIqrMs)
{
    /// <summary>The points.</summary>
    public LipSyncQuality Quality => LipSyncQuality.Of(Figures);

    /// <summary>Sums up recordings; probes belong to no group.</summary>
    public static GroupScore Of(string name, IEnumerable<RecordingScore> scores)
    {
        RecordingScore[] group = [.. scores.Where(score => !score.IsProbe)];
        double Mean(Func<MouthFigures, double> figure, Func<RecordingScore, double> weight)
        {
            double sum = 0, weights = 0;
            foreach (RecordingScore score in group)
            {
                double value = figure(score.Figures), own = Math.Max(weight(score), 1e-6);
                if (double.IsNaN(value)) continue;
                sum += own * value;
                weights += own;
            }
            return weights > 0 ? sum / weights : double.NaN;
        }
        double ByBilabials(Func<MouthFigures, double> figure) => Mean(figure, score => score.Figures.BilabialCount);
        double ByLength(Func<MouthFigures, double> figure) => Mean(figure, score => score.DurationSeconds);

        double[] offsets = [.. group.Select(score => score.Figures.OffsetMs).Where(offset => !double.IsNaN(offset))];
        MouthFigures figures = new()
        {
            BilabialCount = group.Sum(score => score.Figures.BilabialCount),
            OtherCount = group.Sum(score => score.Figures.OtherCount),
            LabiodentalCount = group.Sum(score => score.Figures.LabiodentalCount),
            BilabialRecall = ByBilabials(figure => figure.BilabialRecall),
            BilabialPrecision = ByBilabials(figure => figure.BilabialPrecision),
            BilabialFalseRate = ByBilabials(figure => figure.BilabialFalseRate),
            BilabialJ = ByBilabials(figure => figure.BilabialJ),
            BilabialAuc = ByBilabials(figure => figure.BilabialAuc),
            LabiodentalJ = Mean(figure => figure.LabiodentalJ, score => score.Figures.LabiodentalCount),
            RoundingAuc = Statistics.Auc([.. group.SelectMany(score => score.RoundedPhones)], [.. group.SelectMany(score => score.SpreadPhones)]),
            OpeningCorrelation = ByLength(figure => figure.OpeningCorrelation),
            JawCorrelation = ByLength(figure => figure.JawCorrelation),
            RoundingCorrelation = ByLength(figure => figure.RoundingCorrelation),
            VowelHeightCorrelation = RecordingScorer.VowelHeight([.. group.SelectMany(score => score.VowelGaps)], [.. group.SelectMany(score => score.VowelOpenings)]),
            OffsetMs = Statistics.Median(offsets),
            PauseSpeed = ByLength(figure => figure.PauseSpeed),
            PauseSpeedRatio = ByLength(figure => figure.PauseSpeedRatio),
            PauseOpenShare = ByLength(figure => figure.PauseOpenShare),
            PauseChannelSpeed = ByLength(figure => figure.PauseChannelSpeed),
            Speed99 = ByLength(figure => figure.Speed99),
            Jitter = ByLength(figure => figure.Jitter),
            RangeMm = ByLength(figure => figure.RangeMm),
        };
        double spread = offsets.Length > 2 ? Statistics.Percentile(offsets, 75) - Statistics.Percentile(offsets, 25) : double.NaN;
        return new GroupScore(name, group.Length, figures, spread);
    }

    /// <summary>The groups there are: all recordings, then each language in order.</summary>
    public static IReadOnlyList<GroupScore> AllOf(IReadOnlyList<RecordingScore> scores)
    {
        IEnumerable<GroupScore> languages = scores.Where(score => !score.IsProbe && score.Language.Length > 0).GroupBy(score => score.Language, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, group));
        return [Of("all", scores), .. languages];
    }
}
