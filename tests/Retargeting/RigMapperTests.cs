using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Expected values are worked out by hand from the formula in docs/profiles.md.</summary>
public sealed class RigMapperTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("{name: A, sources: {jawOpen: 1}}", 0.5f)]
    [InlineData("{name: A, sources: {jawOpen: 0.5, mouthClose: -1}}", 0.05f)] // 0.25 - 0.2
    [InlineData("{name: A, sources: {jawOpen: 1}, gain: 100, max: 100}", 50f)]
    [InlineData("{name: A, sources: {jawOpen: 1}, gain: 100, max: 40}", 40f)]
    [InlineData("{name: A, sources: {jawOpen: -1}, min: -1}", -0.5f)]
    [InlineData("{name: A, sources: {jawOpen: -1}}", 0f)]
    [InlineData("{name: A, sources: {jawOpen: 1}, rest: 0.25}", 0.75f)]
    [InlineData("{name: A, sources: {jawOpen: 1}, offset: 0.1, rest: 0.25}", 0.6f)]
    [InlineData("{name: A, sources: {jawOpen: 2}, gain: 10, offset: -5, min: -20, max: 20}", 5f)]
    [InlineData("{name: A, rest: 0.25}", 0.25f)]
    public void Mixes_scales_shifts_and_holds_the_range(string channel, float expected)
    {
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: [{channel}]\n");
        Assert.Equal([expected], Faces.Map(profile, Faces.Pose(("jawOpen", 0.5f), ("mouthClose", 0.2f)), "A"), Near);
    }

    [Theory]
    [InlineData("reduce: A, by: B", 0.3f)] // 0.8 - 0.5
    [InlineData("reduce: A, by: B, amount: 2", 0f)] // 0.8 - 1.0, not below rest
    [InlineData("fade: A, by: B", 0.4f)] // 0.8 x (1 - 0.5)
    [InlineData("fade: A, by: B, amount: 0.5", 0.6f)] // 0.8 x (1 - 0.25)
    [InlineData("reduce: A, by: C", 0.6f)] // C is a fifth of the way from rest 50 to 100
    [InlineData("reduce: C, by: B", 50f)] // 0.2 - 0.5, not below rest
    [InlineData("fade: C, by: B", 55f)] // 50 + 50 x 0.2 x (1 - 0.5)
    [InlineData("reduce: D, by: B, amount: 0.5", -0.15f)] // 0.4 below rest becomes 0.15
    public void Combine_rules_move_a_channel_towards_rest(string rule, float expected)
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: A, sources: {jawOpen: 1}}
              - {name: B, sources: {mouthClose: 1}}
              - {name: C, sources: {jawLeft: 100}, max: 100, rest: 50}
              - {name: D, sources: {jawRight: -1}, min: -1}

            """ + $"combine: [{{{rule}}}]\n");
        string channel = rule.Split(' ', ',')[1];
        FaceTrack face = Faces.Pose(("jawOpen", 0.8f), ("mouthClose", 0.5f), ("jawLeft", 0.1f), ("jawRight", 0.4f));
        Assert.Equal([expected], Faces.Map(profile, face, channel), Near);
    }

    [Fact]
    public void Combine_rules_run_in_order()
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: A, sources: {jawOpen: 1}}
              - {name: B, sources: {mouthClose: 1}}
            combine: [{reduce: A, by: B}, {reduce: B, by: A}]
            """);
        FaceTrack face = Faces.Pose(("jawOpen", 0.8f), ("mouthClose", 0.5f));
        Assert.Equal([0.3f], Faces.Map(profile, face, "A"), Near);
        Assert.Equal([0.2f], Faces.Map(profile, face, "B"), Near); // 0.5 - the 0.3 that was left
    }

    [Theory]
    [InlineData(60, 30, new[] { 0f, 0.2f, 0.4f })]
    [InlineData(60, 60, new[] { 0f, 0.1f, 0.2f, 0.3f, 0.4f })]
    [InlineData(60, 24, new[] { 0f, 0.25f })] // 5/60 s x 24 = 2 frames, at 0 and 2.5
    [InlineData(30, 60, new[] { 0f, 0.05f, 0.1f, 0.15f, 0.2f, 0.25f, 0.3f, 0.35f, 0.4f, 0.4f })]
    [InlineData(30, 20, new[] { 0f, 0.15f, 0.3f, 0.4f })] // 3.33 frames, rounded up; the last is held
    public void Resamples_on_straight_lines_and_keeps_the_length(double from, double to, float[] expected)
    {
        FaceTrack face = Faces.Of(from, ("jawOpen", [0, 0.1f, 0.2f, 0.3f, 0.4f]));
        Assert.Equal(expected, Faces.Map(ProfileText.Read(ProfileText.Smallest), face, "jawOpen", to), Near);
    }

    [Theory]
    [InlineData(600, 60, 30, 300)]
    [InlineData(601, 60, 30, 301)]
    [InlineData(100, 30000.0 / 1001, 30000.0 / 1001, 100)]
    [InlineData(1000, 60, 24, 400)]
    public void Frame_count_is_the_length_times_the_rate_rounded_up(int frames, double from, double to, int expected) =>
        Assert.Equal(expected, Faces.Map(ProfileText.Read(ProfileText.Smallest), Faces.Of(from, ("jawOpen", new float[frames])), "jawOpen", to).Length);

    [Fact]
    public void Fixed_columns_are_filled_by_name_and_rest_otherwise()
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: jawOpen, sources: {jawOpen: 1}}
              - {name: Smile, sources: {mouthSmileLeft: 2}, max: 3}
              - {name: Lost, sources: {tongueOut: 1}}
            """);
        RigChannel[] columns = [new("Head", -1, 1, 0.5f), new("Smile"), new("JawOpen")];
        RigMapper mapper = new(profile, new MappingOptions { FrameRateFps = 30, FixedChannels = columns });
        RigTrackMapping mapping = mapper.Map(Faces.Pose(("jawOpen", 0.25f), ("mouthSmileLeft", 0.75f)));
        Assert.Equal(["Head", "Smile", "JawOpen"], mapping.Track.Curves.Channels);
        Assert.Equal([0.5f, 1f, 0.25f], mapping.Track.Curves.Values.ToArray(), Near); // Smile wants 1.5, the format ends at 1
        Assert.Equal(columns, mapping.Track.Channels);
        Assert.Equal([new ChannelNote("Head", "the profile has no such channel")], mapping.Report.UnmappedRigChannels);
        Assert.Equal([new ChannelNote("Lost", "the format has no such channel")], mapping.Report.DroppedRigChannels);
        Assert.Equal([new ChannelSaturation("Smile", 1)], mapping.Report.SaturatedRigChannels);
        Assert.Equal(["MAP04", "MAP07"], mapping.Report.ToIssues("line").Select(issue => issue.Code)); // none for Head
    }

    [Fact]
    public void Exact_names_go_before_similar_ones()
    {
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: jaw, rest: 0.1}, {name: JAW, rest: 0.2}, {name: Jaw, rest: 0.3}]\n");
        RigMapper mapper = new(profile, new MappingOptions { FrameRateFps = 30, FixedChannels = [new("JAW"), new("jAW")] });
        Assert.Equal([0.2f, 0.1f], mapper.Map(Faces.Pose(("jawOpen", 1))).Track.Curves.Values.ToArray());
    }

    [Fact]
    public void Identity_gives_the_face_back()
    {
        float[] values = [.. Enumerable.Range(0, 52 * 3).Select(i => i / 200f)];
        FaceTrack face = new() { Weights = new CurveTable(60, 0, ArkitChannels.Face, values) };
        RigTrackMapping mapping = new RigMapper(ShippedProfiles.Library.Load("arkit"), new MappingOptions { FrameRateFps = 60 }).Map(face);
        Assert.Equal(ArkitChannels.Face, mapping.Track.Curves.Channels);
        Assert.Equal(values, mapping.Track.Curves.Values.ToArray());
        Assert.Empty(mapping.Report.ToIssues("line"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(1001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_rates_that_make_no_sense(double rate) =>
        Assert.Equal("MAP01", CodeOf(() => new RigMapper(ProfileText.Read(ProfileText.Smallest), new MappingOptions { FrameRateFps = rate })));

    [Fact]
    public void Refuses_a_format_without_any_of_the_channels() =>
        Assert.Equal("MAP02", CodeOf(() => new RigMapper(
            ProfileText.Read(ProfileText.Smallest), new MappingOptions { FrameRateFps = 30, FixedChannels = [new RigChannel("Bone01")] })));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Refuses_a_face_that_is_not_finite(float bad)
    {
        RigMapper mapper = new(ProfileText.Read(ProfileText.Smallest), new MappingOptions { FrameRateFps = 30 });
        FaceTrack face = Faces.Of(30, ("jawOpen", [0, 0, bad]));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => mapper.Map(face)).Issues);
        Assert.Equal(("MAP03", "jawOpen"), (issue.Code, issue.Place));
        Assert.Contains("frame 2", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocates_only_its_result_by_the_frame()
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: A, sources: [{of: mouth.AA, when: {mouth.gap: [0.1, 0.3]}}, {of: jawOpen}], mix: max, curve: [[0, 0], [1, 0.5]]}
              - {name: B, sources: {mouth.MBP: 1}}
            combine: [{limit: [A, B]}, {lead: [A, B]}, {match: mouth.gap, with: {A: 0.2, B: 0.1}}, {fade: A, by: B}]
            """);
        RigMapper mapper = new(profile, new MappingOptions { FrameRateFps = 30 });
        FaceTrack once = Faces.Of(30, ("jawOpen", new float[4_000])), twice = Faces.Of(30, ("jawOpen", new float[8_000]));
        long Allocated(FaceTrack face)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            mapper.Map(face);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(once);
        Assert.Equal(4_000 * 2 * sizeof(float), Allocated(twice) - Allocated(once));
    }

    private static string CodeOf(Func<object> action) => Assert.Single(Assert.Throws<ModkitException>(action).Issues).Code;

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected));
}
