using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>Timing, rounding, pauses and smoothness on curves drawn by hand.</summary>
public sealed class MotionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    [InlineData(-0.1)]
    public void A_face_that_is_late_has_that_offset(double lateSeconds)
    {
        // Vowels 0.5 open, consonants shut: what AA, K, P and T ask for, but for the heights.
        RecordingScore score = Speech.Measure(Speech.Phrase, time => Speech.Phrase.Any(phone => phone.Name == "AA" && Speech.IsIn(time - lateSeconds, phone.StartSeconds, phone.EndSeconds)) ? 0.5f : 0);
        Assert.Equal(lateSeconds * 1000, score.Figures.OffsetMs, 6);
        // Steps against a reference that glides.
        Assert.InRange(score.Figures.OpeningCorrelation, 0.8, 0.9);
        Assert.Equal(score.Figures.OpeningCorrelation, score.Figures.JawCorrelation, 6);
    }

    [Fact]
    public void Round_lips_at_u_and_spread_ones_at_i_are_told_apart()
    {
        Phone[] phones = [new(0, 0.3, "UW"), new(0.3, 0.6, "IY"), new(0.6, 0.9, "W"), new(0.9, 1.2, "EH")];
        static float Pucker(double time) => Speech.IsIn(time, 0, 0.3) ? 0.8f : Speech.IsIn(time, 0.3, 0.6) ? 0.4f : Speech.IsIn(time, 0.6, 0.9) ? 0.2f : 0;
        // Of four pairs one is the wrong way round: W is flatter than IY.
        Assert.Equal(0.75, Speech.Measure(phones, [("mouthPucker", Pucker)]).Figures.RoundingAuc);
        Assert.Equal(0.25, Speech.Measure(phones, [("mouthPucker", time => 1 - Pucker(time))]).Figures.RoundingAuc);
        Assert.Equal(double.NaN, Speech.Measure(phones[..1], [("mouthPucker", Pucker)]).Figures.RoundingAuc);
    }

    [Fact]
    public void Open_vowels_that_open_less_than_close_ones_go_against_vowel_height()
    {
        string[] vowels = ["AA", "EH", "AH", "IH", "IY"];
        Phone[] phones = [.. vowels.Select((vowel, i) => new Phone(0.2 * i, 0.2 * (i + 1), vowel))];
        double[] heights = [1, 0.65, 0.6, 0.35, 0.25];
        float Height(double time) => (float)heights[Math.Min(4, (int)((time + 0.005) / 0.2))] / 2;
        Assert.Equal(1, Speech.Measure(phones, Height).Figures.VowelHeightCorrelation, 5);
        Assert.Equal(-1, Speech.Measure(phones, time => 0.5f - Height(time)).Figures.VowelHeightCorrelation, 5);
    }

    [Fact]
    public void What_moves_in_a_pause_is_measured_against_speech()
    {
        // 40.4 mm/s in speech, a quarter of it in the pause.
        Phone[] phones = [new(0, 1, "AA"), new(1, 2, "SIL")];
        RecordingScore score = Speech.Measure(phones, time => (float)(time < 1 ? time : 1 + ((time - 1) / 4)));
        Assert.Equal(10.1, score.Figures.PauseSpeed, 2);
        Assert.Equal(0.25, score.Figures.PauseChannelSpeed, 3);
        Assert.Equal(0.25, score.Figures.PauseSpeedRatio, 2);
        Assert.Equal(1, score.Figures.PauseOpenShare);
        // 5th to 95th percentile of a ramp over 40 mm.
        Assert.Equal(0.9 * 40.4 * 0.99, score.Figures.RangeMm, 2);
        Assert.Equal(40.4, score.Figures.Speed99, 2);
    }

    [Fact]
    public void A_still_face_over_a_silent_probe_rests()
    {
        RecordingScore score = Speech.Measure([new(0, 4, "SIL")], _ => 0, "probe_silence");
        Assert.True(score.IsProbe);
        Assert.Equal((0, 0, 0), (score.Figures.PauseSpeed, score.Figures.PauseOpenShare, score.Figures.PauseChannelSpeed));
        Assert.Equal(double.NaN, score.Figures.OpeningCorrelation);
    }

    [Fact]
    public void A_trembling_mouth_is_rough_and_a_slow_one_is_not()
    {
        Phone[] phones = [new(0, 2, "AA")];
        Assert.InRange(Speech.Measure(phones, time => (int)Math.Round(time * 100) % 2 == 0 ? 0.2f : 0.3f).Figures.Jitter, 0.95, 1);
        Assert.InRange(Speech.Measure(phones, time => (float)(0.3 + (0.2 * Math.Sin(Math.PI * time)))).Figures.Jitter, 0, 0.01);
    }

    [Fact]
    public void The_frame_rate_of_a_face_does_not_matter()
    {
        static double Open(double time) => 0.3 + (0.2 * Math.Sin(2 * Math.PI * time));
        RecordingScore At(double rateFps) => RecordingScorer.Measure(new EvaluationRecording("", "a", "", ""), Speech.Phrase,
            new CurveTable(rateFps, 0, ["jawOpen"], [.. Enumerable.Range(0, (int)(2 * rateFps)).Select(frame => (float)Open(frame / rateFps))]), 2);
        Assert.Equal(At(100).Figures.OpeningCorrelation, At(60).Figures.OpeningCorrelation, 3);
        Assert.Equal(At(100).Figures.RangeMm, At(30).Figures.RangeMm, 1);
    }

    [Fact]
    public void Shapes_shown_one_at_a_time_become_curves()
    {
        CurveTable curves = MouthShapes.ToCurves(RigTrack.FromShapeKeys(["X", "D", "A"], [new(0, 0), new(0.5, 1), new(1, 0)], 100, 1), 1.5)!;
        Assert.Equal((100, 150), (curves.FrameRateFps, curves.FrameCount));
        int jaw = curves.IndexOf("jawOpen");
        Assert.Equal((0, 0.55f, 0), (curves[0, jaw], curves[75, jaw], curves[149, jaw]));
        // The change is half done half a frame before its key.
        Assert.Equal(0.55f / 2, (curves[49, jaw] + curves[50, jaw]) / 2, 4);
        Assert.Null(MouthShapes.ToCurves(RigTrack.FromUnitCurves(curves), 1));
        Assert.Null(MouthShapes.ToCurves(RigTrack.FromShapeKeys(["rest", "MBP"], [new(0, 0)], 100, 1), 1));
    }
}
