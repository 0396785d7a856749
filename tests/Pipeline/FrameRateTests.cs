using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class FrameRateTests
{
    private static readonly FormatDescription _any = new() { Id = "any", Name = "", Summary = "", Extension = ".x", DefaultFrameRateFps = 25 };

    private static readonly FormatDescription _film = _any with { Id = "film", FrameRatesFps = [30000.0 / 1001, 24], DefaultFrameRateFps = 24 };

    [Theory]
    [InlineData(null, null, 25)]
    [InlineData(null, 30.0, 30)]
    [InlineData(60.0, 30.0, 60)]
    public void A_format_that_holds_any_rate_follows_user_then_profile_then_itself(double? user, double? profile, double expected) =>
        Assert.Equal(expected, FrameRate.Choose(user, profile, _any));

    [Theory]
    [InlineData(null, 60.0, 24)]
    [InlineData(null, 24.0, 24)]
    [InlineData(29.97, null, 29.97002997002997)]
    public void A_format_with_fixed_rates_keeps_them(double? user, double? profile, double expected) =>
        Assert.Equal(expected, FrameRate.Choose(user, profile, _film), 12);

    [Fact]
    public void A_rate_the_format_cannot_hold_is_refused_with_those_it_can()
    {
        Issue issue = Assert.Throws<ModkitException>(() => FrameRate.Choose(60, null, _film)).Issues[0];
        Assert.Equal("OUT13", issue.Code);
        Assert.Contains("24", issue.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(double.NaN)]
    [InlineData(1e9)]
    public void A_rate_nothing_can_be_animated_at_is_refused(double fps) =>
        Assert.Equal("OUT14", Assert.Throws<ModkitException>(() => FrameRate.Choose(fps, null, _any)).Issues[0].Code);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_no_number_is_named_with_its_frame(float bad)
    {
        float[] values = new float[3 * 4];
        values[7] = bad;
        Issue issue = Assert.Throws<ModkitException>(() => FiniteGuard.Check(new CurveTable(30, 0, ["a", "b", "c"], values), "clip.wav", "mapping")).Issues[0];
        Assert.Equal("OUT15", issue.Code);
        Assert.Contains("channel b at frame 2", issue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(24, 72)]
    [InlineData(25, 75)]
    [InlineData(30, 60)]
    [InlineData(50, 100)]
    [InlineData(60, 60)]
    [InlineData(100, 100)]
    public void A_face_is_inferred_at_a_whole_multiple_of_the_rate(double outputFps, double expectedFps) =>
        Assert.Equal(expectedFps, FrameRate.ForInference(outputFps));

    [Fact]
    public void Broadcast_rates_are_multiplied_like_their_round_neighbours() =>
        Assert.Equal(60_000 / 1_001.0, FrameRate.ForInference(30_000 / 1_001.0), 9);
}
