using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>What is worth a look in a mouth, on curves drawn by hand. One of jawOpen is a gap of 40.4 mm.</summary>
public sealed class MouthOverviewTests
{
    [Fact]
    public void Lips_that_shut_between_two_openings_are_counted()
    {
        // Open at 0.5..1, 1.2..1.5, 1.8..2.5 of 3 s: two closures between them; before and after the mouth rests.
        MouthOverview mouth = Measure(3, time => Speech.IsIn(time, 0.5, 1) || Speech.IsIn(time, 1.2, 1.5) || Speech.IsIn(time, 1.8, 2.5) ? 0.4f : 0);
        Assert.Equal(2, mouth.ClosureCount);
        Assert.Equal(0.4 * 40.4, mouth.PeakOpeningMm, 3);
        Assert.Equal(300, mouth.OpeningMm.Length);
    }

    [Theory]
    // Vowels 16.16 mm wide: lips count as shut up to 15 % of it, 2.424 mm.
    [InlineData(2.4, 1)]
    [InlineData(2.5, 0)]
    [InlineData(-3, 1)]
    public void Shut_is_what_the_scorer_calls_shut(double gapMm, int closures)
    {
        Assert.Equal(closures, Measure(2, time => Speech.IsIn(time, 0.9, 1.1) ? (float)(gapMm / 40.4) : 0.4f).ClosureCount);
    }

    [Fact]
    public void A_whispering_mouth_must_come_nearer_to_count_as_shut()
    {
        // Vowels of 4 mm; 15 % would be 0.6 mm, but 0.75 mm are allowed.
        Assert.Equal(1, Measure(2, time => (Speech.IsIn(time, 0.9, 1.1) ? 0.7f : 4) / 40.4f).ClosureCount);
        Assert.Equal(0, Measure(2, time => (Speech.IsIn(time, 0.9, 1.1) ? 0.8f : 4) / 40.4f).ClosureCount);
    }

    [Fact]
    public void Mouth_close_shuts_what_the_jaw_opens()
    {
        CurveTable curves = Speech.Curves(2, ("jawOpen", _ => 0.5f), ("mouthClose", time => Speech.IsIn(time, 0.9, 1.1) ? 0.5f : 0));
        Assert.Equal(1, MouthOverview.Measure(curves).ClosureCount);
    }

    [Fact]
    public void A_mouth_that_moves_half_the_time_moves_half_the_time()
    {
        // Up and down within a second, 1.6 weights a second; then still. An eye that blinks is no mouth.
        CurveTable curves = Speech.Curves(2, ("jawOpen", time => time < 0.5 ? 1.6f * (float)time : time < 1 ? 1.6f * (float)(1 - time) : 0), ("eyeBlinkLeft", time => (float)(time % 0.1)));
        Assert.InRange(MouthOverview.Measure(curves).MovingShare, 0.49, 0.51);
    }

    [Fact]
    public void Jitter_is_the_scorers()
    {
        Assert.InRange(Measure(2, time => (int)Math.Round(time * 100) % 2 == 0 ? 0.2f : 0.3f).Jitter, 0.95, 1);
        Assert.InRange(Measure(2, time => (float)(0.3 + (0.2 * Math.Sin(Math.PI * time)))).Jitter, 0, 0.01);
        Assert.Equal(0, Measure(2, _ => 0.3f).Jitter);
    }

    [Fact]
    public void Nothing_is_measured_of_nothing()
    {
        MouthOverview mouth = MouthOverview.Measure(new CurveTable(30, 0, ["jawOpen"], []));
        Assert.Equal((0, 0.0, 0.0, 0.0, 0), (mouth.ClosureCount, mouth.Jitter, mouth.MovingShare, mouth.PeakOpeningMm, mouth.OpeningMm.Length));
    }

    private static MouthOverview Measure(double seconds, Func<double, float> jawOpen) => MouthOverview.Measure(Speech.Curves(seconds, ("jawOpen", jawOpen)));
}
