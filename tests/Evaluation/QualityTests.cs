using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>Points, groups and formulas with numbers worked out by hand.</summary>
public sealed class QualityTests
{
    private static readonly MouthFigures _perfect = new()
    {
        BilabialJ = 1,
        BilabialAuc = 1,
        LabiodentalJ = 1,
        RoundingAuc = 1,
        OpeningCorrelation = 1,
        OffsetMs = 0,
        PauseSpeedRatio = 0,
        PauseOpenShare = 0,
        RangeMm = 15,
    };

    [Fact]
    public void Perfect_figures_get_100_points_and_none_get_0()
    {
        Assert.Equal(100, LipSyncQuality.Of(_perfect).Lsq, 9);
        Assert.Equal(100, LipSyncQuality.Of(_perfect).PossiblePoints);
        Assert.Equal((0, 0, 0), (LipSyncQuality.Of(new MouthFigures()).Lsq, LipSyncQuality.Of(new MouthFigures()).PossiblePoints, LipSyncQuality.Of(new MouthFigures()).Share));
    }

    [Fact]
    public void Each_part_loses_its_own_points()
    {
        Assert.Equal(15, LipSyncQuality.Of(_perfect with { BilabialJ = -0.3 }).Closure, 9);
        Assert.Equal(22.5, LipSyncQuality.Of(_perfect with { BilabialAuc = 0.75 }).Closure, 9);
        Assert.Equal(4, LipSyncQuality.Of(_perfect with { LabiodentalJ = 0.5 }).Labiodental, 9);
        Assert.Equal(8.5, LipSyncQuality.Of(_perfect with { RoundingAuc = 0.75 }).Rounding, 9);
        Assert.Equal((7.5, 5), (LipSyncQuality.Of(_perfect with { OpeningCorrelation = 0.3 }).Opening, Math.Round(LipSyncQuality.Of(_perfect with { OpeningCorrelation = 0.3 }).Timing, 9)));
        Assert.Equal((10, 5, 5, 0), (Timing(40), Timing(120), Timing(-120), Timing(250)));
        Assert.Equal(0, Timing(double.NaN));
        Assert.Equal(6, LipSyncQuality.Of(_perfect with { PauseSpeedRatio = 0.25, PauseOpenShare = 0.2 }).Calm, 9);
        Assert.Equal(0, LipSyncQuality.Of(_perfect with { RangeMm = 0.5 }).Calm);
    }

    [Fact]
    public void What_a_recording_does_not_tell_is_not_held_against_it()
    {
        LipSyncQuality quality = LipSyncQuality.Of(_perfect with { LabiodentalJ = double.NaN });
        Assert.Equal((92, 92, 1), (quality.Lsq, quality.PossiblePoints, quality.Share));
    }

    [Fact]
    public void A_group_weighs_by_what_was_counted_and_leaves_probes_out()
    {
        RecordingScore[] scores =
        [
            Score("a", "en", 10, new MouthFigures { BilabialCount = 3, BilabialRecall = 1, OffsetMs = 0, OpeningCorrelation = 0.9 }),
            Score("b", "en", 30, new MouthFigures { BilabialCount = 1, BilabialRecall = 0, OffsetMs = 10, OpeningCorrelation = 0.5 }),
            Score("c", "de", 5, new MouthFigures { OffsetMs = 100 }),
            Score("probe_x", "", 1000, new MouthFigures { BilabialCount = 100, BilabialRecall = 0, OffsetMs = 300, OpeningCorrelation = 0 }),
        ];
        IReadOnlyList<GroupScore> groups = GroupScore.AllOf(scores);
        Assert.Equal(["all 3", "de 1", "en 2"], groups.Select(group => $"{group.Name} {group.Count}"));
        Assert.Equal(0.75, groups[0].Figures.BilabialRecall, 9);
        Assert.Equal(0.6, groups[0].Figures.OpeningCorrelation, 9);
        Assert.Equal((10, 50), (groups[0].Figures.OffsetMs, groups[0].OffsetIqrMs));
        Assert.Equal(double.NaN, groups[1].Figures.BilabialRecall);
        Assert.Equal((5, double.NaN), (groups[2].Figures.OffsetMs, groups[2].OffsetIqrMs));
    }

    [Fact]
    public void Roundings_are_pooled_over_a_group()
    {
        // Each recording alone is perfect; together the second's spread lips are rounder than the first's round ones.
        RecordingScore[] scores =
        [
            Score("a", "en", 1, new MouthFigures { RoundingAuc = 1 }) with { RoundedPhones = [1], SpreadPhones = [0] },
            Score("b", "en", 1, new MouthFigures { RoundingAuc = 1 }) with { RoundedPhones = [5], SpreadPhones = [4] },
        ];
        Assert.Equal(0.75, GroupScore.Of("all", scores).Figures.RoundingAuc);
    }

    [Fact]
    public void The_formulas_give_what_a_textbook_does()
    {
        Assert.Equal(2.7, Statistics.Percentile([3, 0, 1, 2], 90), 9);
        Assert.Equal(2.5, Statistics.Median([4, 1, 3, 2]));
        Assert.Equal(0.5, Statistics.Correlation([1, 2, 3], [1, 3, 2]), 9);
        Assert.Equal(0, Statistics.Correlation([1, 1, 1], [1, 3, 2]));
        Assert.Equal(2, Statistics.Deviation([2, 4, 4, 4, 5, 5, 7, 9]));
        // Pairs (1,0) and (3,0), (3,2) won, (1,2) lost, (2,0) won, (2,2) a tie: 4.5 of 6.
        Assert.Equal(0.75, Statistics.Auc([1, 3, 2], [2, 0]));
        Assert.Equal([0, 50, 100, 100], Statistics.Speed([1, 1, 2, 3]));
        double[] step = Statistics.Smooth([.. Enumerable.Repeat(0.0, 50), .. Enumerable.Repeat(1.0, 50)], 0.04);
        // The normal distribution at half a frame's distance from the step, and at one deviation and half a frame.
        Assert.Equal(0.5497, step[50], 3);
        Assert.Equal(0.8697, step[54], 3);
        Assert.Equal((0, 1), (step[0], Math.Round(step[99], 9)));
    }

    private static double Timing(double offsetMs) => Math.Round(LipSyncQuality.Of(_perfect with { OffsetMs = offsetMs }).Timing, 9);

    private static RecordingScore Score(string name, string language, double seconds, MouthFigures figures) => new()
    {
        Name = name,
        Language = language,
        IsProbe = name.StartsWith("probe", StringComparison.Ordinal),
        DurationSeconds = seconds,
        Figures = figures,
        ClosedGapMm = 1,
        ClosureFaults = [],
    };
}
