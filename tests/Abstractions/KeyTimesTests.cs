namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class KeyTimesTests
{
    [Theory]
    [InlineData(30, new double[] { 0, 0.033333, 0.066667, 0.1 })]
    [InlineData(24, new double[] { 1, 1.041667, 1.083333 })]
    [InlineData(2, new double[] { 0.5, 1 })]
    [InlineData(12.5, new double[] { 0, 0.08, 0.16 })]
    [InlineData(30, new double[] { 0, 0.1, 0.4 })]
    [InlineData(30, new double[] { 0, 5, 10 })]
    [InlineData(30, new double[] { 0.25 })]
    [InlineData(30, new double[] { 1, 1 })]
    public void Even_keys_tell_their_rate(double rateFps, double[] seconds)
        => Assert.Equal(rateFps, KeyTimes.FrameRateFps(seconds), 9);

    [Fact]
    public void Television_frames_keep_their_odd_rate()
    {
        double[] seconds = [.. Enumerable.Range(0, 151).Select(i => Math.Round(i * 1.001 / 30, 6))];
        Assert.Equal(29.97002997, KeyTimes.FrameRateFps(seconds), 8);
    }

    [Fact]
    public void A_key_a_rounding_away_from_a_frame_is_the_frame()
    {
        RigChannel[] channels = [new("a")];
        // 100/30 s as a single float lies 1e-7 s before the frame; on the steep line after it that would show.
        CurveKey[] keys = [new(0, 0), new((float)(100 / 30.0), 0.25f), new((float)(101 / 30.0), 1)];
        RigTrack track = RigTrack.FromCurveKeys(channels, [keys], 30, 102 / 30.0);
        Assert.Equal(0.25f, track.Curves[100, 0]);
        Assert.Equal(1f, track.Curves[101, 0]);
    }
}
