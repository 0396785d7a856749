using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Tests;

/// <summary>Curves whose figures follow from a formula, or were reckoned by hand.</summary>
public sealed class CurveComparisonTests
{
    [Theory]
    [InlineData(60, 60)]
    [InlineData(60, 24)]
    [InlineData(30, 60)]
    public void A_sine_that_comes_40_ms_later_is_found(double firstFps, double secondFps)
    {
        // 2 Hz over whole periods: the correlation is cos(w 0.04), the difference a sine of twice the amplitude times sin(w 0.04 / 2).
        double angle = 2 * Math.PI * 2 * 0.04;
        CurveComparison comparison = CurveComparison.Of(Sine(firstFps, 0), Sine(secondFps, 0.04));
        ChannelComparison jaw = Assert.Single(comparison.Channels);
        Assert.Equal(60, comparison.FrameRateFps);
        Assert.InRange(jaw.OffsetMs!.Value, 39.5, 40.5);
        Assert.Equal(Math.Cos(angle), jaw.Correlation!.Value, 0.01);
        Assert.Equal(0.5 * 2 * Math.Sin(angle / 2) / Math.Sqrt(2), jaw.RootMeanSquareError, 0.005);
        Assert.Equal(0.5 * 2 * Math.Sin(angle / 2), jaw.LargestDifference, 0.01);
        // One channel: all together are that one.
        Assert.Equal((jaw.Correlation, jaw.RootMeanSquareError, jaw.OffsetMs), (comparison.Correlation, comparison.RootMeanSquareError!.Value, comparison.OffsetMs));
        Assert.InRange(CurveComparison.Of(Sine(secondFps, 0.04), Sine(firstFps, 0)).OffsetMs!.Value, -40.5, -39.5);
    }

    [Fact]
    public void Small_tables_give_what_the_hand_reckons()
    {
        // Mean 0.2 and 0.22; products about the means 0.12, squares 0.1 and 0.188; every difference is 0.1.
        CurveTable first = new(10, 0, ["jawOpen"], [0, 0.2f, 0.4f, 0.3f, 0.1f]), second = new(10, 0, ["jawOpen"], [0.1f, 0.1f, 0.5f, 0.4f, 0]);
        ChannelComparison jaw = CurveComparison.Of(first, second).Channels[0];
        Assert.Equal(0.12 / Math.Sqrt(0.1 * 0.188), jaw.Correlation!.Value, 6);
        Assert.Equal(0.1, jaw.RootMeanSquareError, 6);
        Assert.Equal(0.1, jaw.LargestDifference, 6);
        // The same line a tenth of a second later in its recording shares four frames: 0.2 0.4 0.3 0.1 against 0.1 0.1 0.5 0.4.
        ChannelComparison later = CurveComparison.Of(first, new CurveTable(10, 0.1, ["jawOpen"], [0.1f, 0.1f, 0.5f, 0.4f, 0])).Channels[0];
        Assert.Equal(Math.Sqrt((0.01 + 0.09 + 0.04 + 0.09) / 4), later.RootMeanSquareError, 6);
        Assert.Equal((0.3, 0.2), (Math.Round(later.LargestDifference, 6), Math.Round(later.LargestAtSeconds, 6)));
    }

    /// <summary>Expected: NumPy's corrcoef, mean and polyfit through the best lag and its neighbours, on the same numbers.</summary>
    [Fact]
    public void Three_channels_give_what_numpy_gives()
    {
        static float A(int channel, int i) => (float)(0.5 + (0.4 * Math.Sin((0.31 * i * (channel + 1) / 2) + channel)));
        static float B(int channel, int i) => (float)(((0.3 + (0.2 * channel)) * A(channel, i - 3)) + (0.05 * Math.Sin((37.0 * i) + channel)));
        static CurveTable Table(Func<int, int, float> curve) => new(25, 0, ["x", "y", "z"], [.. Enumerable.Range(0, 240).Select(i => curve(i % 3, i / 3))]);
        CurveComparison comparison = CurveComparison.Of(Table(A), Table(B));
        Assert.Equal([0.8253021, 0.5840933, 0.1696986], comparison.Channels.Select(channel => Math.Round(channel.Correlation!.Value, 7)));
        Assert.Equal([0.410902, 0.337596, 0.348929], comparison.Channels.Select(channel => Math.Round(channel.RootMeanSquareError, 6)));
        Assert.Equal([(0.68224, 0.44), (0.613702, 1.6), (0.614936, 0.96)], comparison.Channels.Select(channel => (Math.Round(channel.LargestDifference, 6), channel.LargestAtSeconds)));
        Assert.Equal((0.425723, 0.367225), (Math.Round(comparison.Correlation!.Value, 6), Math.Round(comparison.RootMeanSquareError!.Value, 6)));
        Assert.Equal((121.3584, 0.925798), (Math.Round(comparison.OffsetMs!.Value, 4), Math.Round(comparison.OffsetCorrelation!.Value, 6)));
    }

    [Fact]
    public void A_straight_line_is_the_same_at_any_rate()
    {
        static CurveTable Ramp(double rateFps, double height) => new(rateFps, 0, ["x"], [.. Enumerable.Range(0, (int)(2 * rateFps) + 1).Select(i => (float)((i / rateFps / 4) + height))]);
        CurveComparison comparison = CurveComparison.Of(Ramp(24, 0), Ramp(50, 0.125));
        ChannelComparison ramp = comparison.Channels[0];
        Assert.Equal((50, 101), (comparison.FrameRateFps, comparison.FrameCount));
        Assert.Equal(0.125, ramp.RootMeanSquareError, 6);
        Assert.Equal(1, ramp.Correlation!.Value, 6);
    }

    [Fact]
    public void Channels_are_joined_by_what_their_names_mean()
    {
        float[] row = new float[8];
        CurveComparison comparison = CurveComparison.Of(
            new CurveTable(30, 0, ["EyeBlinkLeft", "jawOpen", "tongueTipUp", "mine"], row),
            new CurveTable(30, 0, ["TongueTipUp", "head.eyeBlink_L", "Mine", "jawOpen"], row));
        Assert.Equal([("EyeBlinkLeft", "head.eyeBlink_L"), ("jawOpen", "jawOpen"), ("tongueTipUp", "TongueTipUp"), ("mine", "Mine")], comparison.Channels.Select(channel => (channel.Name, channel.OtherName)));
        // The very name wins; what is left stands alone.
        comparison = CurveComparison.Of(new CurveTable(30, 0, ["JawOpen", "jawOpen", "a"], row[..6]), new CurveTable(30, 0, ["jawOpen", "b"], row[..4]));
        Assert.Equal([("jawOpen", "jawOpen")], comparison.Channels.Select(channel => (channel.Name, channel.OtherName)));
        Assert.Equal(["JawOpen", "a"], comparison.OnlyInFirst);
        Assert.Equal(["b"], comparison.OnlyInSecond);
    }

    [Fact]
    public void What_stands_still_has_no_correlation_and_no_offset()
    {
        float[] values = [.. Enumerable.Range(0, 60).SelectMany(i => new[] { 0.5f, (float)Math.Sin(i), 0 })];
        float[] others = [.. Enumerable.Range(0, 60).SelectMany(i => new[] { 0.25f, 0.5f, 0 })];
        CurveComparison comparison = CurveComparison.Of(new CurveTable(30, 0, ["still", "half", "none"], values), new CurveTable(30, 0, ["still", "half", "none"], others));
        Assert.All(comparison.Channels, channel => Assert.Equal((null, null, null), (channel.Correlation, channel.OffsetMs, channel.OffsetCorrelation)));
        Assert.Equal([(false, false), (true, false), (false, false)], comparison.Channels.Select(channel => (channel.MovesInFirst, channel.MovesInSecond)));
        Assert.Equal((null, null), (comparison.Correlation, comparison.OffsetMs));
        Assert.Equal(0.25, comparison.Channels[0].RootMeanSquareError, 6);
        // Only the middle one moves.
        Assert.Equal(comparison.Channels[1].RootMeanSquareError, comparison.RootMeanSquareError);
        Assert.Null(CurveComparison.Of(new CurveTable(30, 0, ["x"], [1, 1, 1]), new CurveTable(30, 0, ["x"], [1, 1, 1])).RootMeanSquareError);
    }

    [Fact]
    public void An_offset_beyond_the_window_is_none()
    {
        // A bump 0.4 s later is no peak within 0.2 s, and is one within 0.5 s.
        static CurveTable Bump(double at) => new(60, 0, ["x"], [.. Enumerable.Range(0, 240).Select(i => (float)Math.Exp(-0.5 * Math.Pow(((i / 60.0) - at) / 0.15, 2)))]);
        Assert.Null(CurveComparison.Of(Bump(1.5), Bump(1.9), windowMs: 200).OffsetMs);
        Assert.Equal(400, CurveComparison.Of(Bump(1.5), Bump(1.9), windowMs: 500).OffsetMs!.Value, 1);
    }

    [Fact]
    public void What_has_nothing_in_common_is_refused()
    {
        CurveTable jaw = new(30, 0, ["jawOpen"], new float[30]);
        foreach (CurveTable other in (CurveTable[])[new(30, 0, ["browInnerUp"], new float[30]), new(30, 5, ["jawOpen"], new float[30]), new(30, 0, ["jawOpen"], []), new(30, 0, ["jawOpen"], [.. Enumerable.Repeat(float.NaN, 30)])])
            Assert.Equal("EVA11", Assert.Single(Assert.Throws<ModkitException>(() => CurveComparison.Of(jaw, other)).Issues).Code);
    }

    private static CurveTable Sine(double rateFps, double lateSeconds) =>
        new(rateFps, 0, ["jawOpen"], [.. Enumerable.Range(0, (int)(10 * rateFps)).Select(i => (float)(0.5 + (0.5 * Math.Sin(2 * Math.PI * 2 * ((i / rateFps) - lateSeconds)))))]);
}
