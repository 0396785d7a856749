namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>Closures by hand: in the phrase K, T and the two inner vowels need none, P needs one.</summary>
public sealed class ClosureTests
{
    [Fact]
    public void A_mouth_shut_at_p_alone_is_perfect()
    {
        RecordingScore score = Speech.Measure(Speech.Phrase, time => Speech.IsIn(time, 0.9, 1.0) ? 0 : 0.5f);
        MouthFigures figures = score.Figures;
        Assert.Equal((1, 4), (figures.BilabialCount, figures.OtherCount));
        Assert.Equal((1, 0, 1, 1, 1), (figures.BilabialRecall, figures.BilabialFalseRate, figures.BilabialJ, figures.BilabialAuc, figures.BilabialPrecision));
        Assert.Empty(score.ClosureFaults);
        // Half of the jaw's 40.4 mm, of which 15 % is more than the limit.
        Assert.Equal(2.5, score.ClosedGapMm);
    }

    [Fact]
    public void A_mouth_always_shut_gets_no_credit()
    {
        MouthFigures figures = Speech.Measure(Speech.Phrase, _ => 0).Figures;
        Assert.Equal((1, 1, 0, 0.5), (figures.BilabialRecall, figures.BilabialFalseRate, figures.BilabialJ, figures.BilabialAuc));
        // 20 frames within 50 ms of the P, of the 134 that lie 80 ms from both pauses.
        Assert.Equal(20 / 134.0, figures.BilabialPrecision, 9);
        Assert.Equal(double.NaN, figures.OffsetMs);
        Assert.Equal(0, LipSyncQuality.Of(figures).Lsq);
    }

    [Fact]
    public void A_mouth_always_open_gets_no_credit()
    {
        RecordingScore score = Speech.Measure(Speech.Phrase, _ => 0.35f);
        MouthFigures figures = score.Figures;
        Assert.Equal((0, 0, 0, 0.5, 0), (figures.BilabialRecall, figures.BilabialFalseRate, figures.BilabialJ, figures.BilabialAuc, figures.BilabialPrecision));
        Assert.Equal(0, LipSyncQuality.Of(figures).Lsq);
        ClosureFault fault = Assert.Single(score.ClosureFaults);
        Assert.Equal(("P", "AA", "AA", true), (fault.Phone.Name, fault.Before, fault.After, fault.IsMissed));
        Assert.Equal(0.9, fault.Phone.StartSeconds);
        Assert.Equal(0.35 * 40.4, fault.SmallestGapMm, 5);
    }

    [Fact]
    public void A_closure_nobody_spoke_is_counted_and_told()
    {
        RecordingScore score = Speech.Measure(Speech.Phrase, time => Speech.IsIn(time, 0.9, 1.0) || Speech.IsIn(time, 0.53, 0.55) ? 0 : 0.5f);
        Assert.Equal(0.25, score.Figures.BilabialFalseRate);
        Assert.Equal(0.75, score.Figures.BilabialJ);
        Assert.Equal(10 / 12.0, score.Figures.BilabialPrecision, 9);
        ClosureFault fault = Assert.Single(score.ClosureFaults);
        Assert.Equal(("K", false, 0), (fault.Phone.Name, fault.IsMissed, fault.SmallestGapMm));
    }

    [Fact]
    public void A_closure_may_come_50_ms_beside_its_phone_and_no_more()
    {
        Assert.Equal(1, Speech.Measure(Speech.Phrase, time => Speech.IsIn(time, 0.85, 0.86) ? 0 : 0.5f).Figures.BilabialRecall);
        Assert.Equal(0, Speech.Measure(Speech.Phrase, time => Speech.IsIn(time, 0.84, 0.85) ? 0 : 0.5f).Figures.BilabialRecall);
    }

    [Fact]
    public void Lips_that_meet_over_an_open_jaw_are_shut()
    {
        RecordingScore score = Speech.Measure(Speech.Phrase, [("JawOpen", _ => 0.5f), ("face.mouth_Close", time => Speech.IsIn(time, 0.9, 1.0) ? 0.5f : 0)]);
        Assert.Equal(1, score.Figures.BilabialJ);
        Assert.Equal(0, score.Figures.JawCorrelation);
    }

    [Fact]
    public void F_wants_a_small_gap_and_open_vowels_do_not()
    {
        Phone[] phones = [new(0, 0.3, "AA"), new(0.3, 0.4, "F"), new(0.4, 0.7, "AE")];
        // 35 % of the vowels' 20.2 mm are 7.07 mm.
        Assert.Equal(1, Speech.Measure(phones, time => Speech.IsIn(time, 0.3, 0.4) ? 0.17f : 0.5f).Figures.LabiodentalJ);
        Assert.Equal(0, Speech.Measure(phones, time => Speech.IsIn(time, 0.3, 0.4) ? 0.18f : 0.5f).Figures.LabiodentalJ);
        Assert.Equal(0, Speech.Measure(phones, _ => 0).Figures.LabiodentalJ);
        Assert.Equal(double.NaN, Speech.Measure(Speech.Phrase, _ => 0).Figures.LabiodentalJ);
    }
}
