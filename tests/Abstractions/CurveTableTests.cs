namespace Audio2Face.Modkit.Abstractions.Tests;

public sealed class CurveTableTests
{
    [Fact]
    public void Values_are_found_by_frame_channel_and_time()
    {
        CurveTable table = new(30, 0.5, ["jawOpen", "mouthClose"], [1, 2, 3, 4, 5, 6]);
        Assert.Equal(3, table.FrameCount);
        Assert.Equal(4f, table[1, 1]);
        Assert.Equal([5f, 6f], table.Frame(2).ToArray());
        Assert.Equal(0.6, table.TimeSeconds(3), 12);
        Assert.Equal(1, table.IndexOf("mouthClose"));
        Assert.Equal(-1, table.IndexOf("MouthClose"));
    }

    [Fact]
    public void A_table_without_channels_or_frames_is_empty()
    {
        Assert.Equal(0, new CurveTable(60, 0, [], []).FrameCount);
        Assert.Equal(0, new CurveTable(60, 0, ["jawOpen"], []).FrameCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_no_rate_is_refused(double frameRateFps) =>
        Assert.Throws<ArgumentException>(nameof(frameRateFps), () => new CurveTable(frameRateFps, 0, ["jawOpen"], [1]));

    [Fact]
    public void Values_that_do_not_fill_rows_are_refused()
    {
        Assert.Throws<ArgumentException>("values", () => new CurveTable(30, 0, ["jawOpen", "jawLeft"], [1, 2, 3]));
        Assert.Throws<ArgumentException>("values", () => new CurveTable(30, 0, [], [1]));
    }

    [Fact]
    public void A_name_that_is_there_twice_is_refused() =>
        Assert.Throws<ArgumentException>("channels", () => new CurveTable(30, 0, ["jawOpen", "jawOpen"], [1, 2]));

    [Fact]
    public void Unit_curves_make_a_rig_from_0_to_1_at_rest_at_0()
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(30, 0, ["A", "B"], [0, 1]));
        Assert.Equal([new RigChannel("A", 0, 1, 0), new RigChannel("B", 0, 1, 0)], track.Channels);
    }
}
