using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>A face that stays still always has a stated reason.</summary>
public sealed class MappingReportTests
{
    [Fact]
    public void Names_face_channels_that_moved_for_nothing()
    {
        MappingReport report = Report(
            "channels: [{name: A, sources: {jawOpen: 1}}]\nunsupported: [cheekPuff, tongue]\n",
            ("jawOpen", [0, 1]), ("cheekPuff", [0, 1]), ("tongueUp", [0, 1]), ("noseSneerLeft", [0.2f, 0]), ("eyeBlinkLeft", [0, 0.005f]));
        Assert.Equal(["noseSneerLeft"], report.UnusedFaceChannels);
        Issue issue = Assert.Single(report.ToIssues("line"));
        Assert.Equal(("MAP06", IssueSeverity.Warning, "line"), (issue.Code, issue.Severity, issue.Place));
        Assert.Contains("noseSneerLeft", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_how_often_a_channel_is_cut_off()
    {
        MappingReport report = Report(
            """
            channels:
              - {name: High, sources: {jawOpen: 2}}
              - {name: Both, sources: {jawOpen: 4}, min: -1, offset: -2, rest: 0}
              - {name: AtRest, sources: {jawOpen: -1}}
            """,
            ("jawOpen", [0, 0.25f, 0.5f, 0.75f, 1]));
        // High: 0 0.5 1 1.5 2; Both: -2 -1 0 1 2; AtRest ends where it rests.
        Assert.Equal([new ChannelSaturation("High", 0.4), new ChannelSaturation("Both", 0.4)], report.SaturatedRigChannels);
        Issue issue = Assert.Single(report.ToIssues("line"));
        Assert.Equal("MAP07", issue.Code);
        Assert.Contains("High in 40 % of the frames", issue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{name: A}", "it has no sources in the profile", true)]
    [InlineData("{name: A, sources: {mouthPucker: 1, mouthFunnel: 1}}", "its sources stay still in this line (mouthPucker, mouthFunnel)", false)]
    [InlineData("{name: A, sources: {jawOpen: 1}, offset: 2, rest: 0}", "it is cut off at the end of its range throughout", false)]
    [InlineData("{name: A, sources: {jawOpen: -1}}", "it moves only outside its range", false)]
    [InlineData("{name: A, sources: [{of: jawOpen, when: {mouth.FV: [0.2, 0.4]}}]}", "its conditions never open in this line (when mouth.FV)", false)]
    public void A_still_channel_has_a_reason(string channel, string reason, bool isUnmapped)
    {
        MappingReport report = Report($"channels: [{channel}, {{name: B, sources: {{jawOpen: 1}}}}]\n", ("jawOpen", [0, 1]));
        Assert.Equal([new ChannelNote("A", reason)], isUnmapped ? report.UnmappedRigChannels : report.StillRigChannels);
        Assert.Empty(isUnmapped ? report.StillRigChannels : report.UnmappedRigChannels);
    }

    [Theory]
    [InlineData("{match: cheekPuff, with: {A: 1}}", "match: cheekPuff")]
    [InlineData("{fade: A, by: C, amount: 4}, {limit: [A, B], to: 2}", "fade by: C, limit")]
    [InlineData("{reduce: A, by: C}", "reduce by: C")]
    public void A_rule_that_keeps_a_channel_at_rest_is_told(string rules, string told)
    {
        MappingReport report = Report(
            $"channels: [{{name: A, sources: {{jawOpen: 1}}}}, {{name: B, sources: {{jawOpen: 1}}}}, {{name: C, sources: {{mouthClose: 1}}}}]\ncombine: [{rules}]\n",
            ("jawOpen", [0, 1]), ("mouthClose", [0, 1]));
        Assert.Equal([new ChannelNote("A", $"a combine rule holds it at rest ({told})")], report.StillRigChannels);
    }

    [Theory]
    [InlineData("mouth.TH", false)]
    [InlineData("mouth.FV", false)]
    [InlineData("mouth.AA", true)]
    public void A_class_the_model_does_not_give_is_told(string source, bool isGiven)
    {
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: [{{name: A, sources: {{{source}: 1}}}}]\n");
        FaceTrack face = new() { Weights = new CurveTable(30, 0, ["jawOpen"], [0, 1]) };
        MappingReport report = new RigMapper(profile, new MappingOptions { FrameRateFps = 30 }).Map(face).Report;
        Assert.Equal(isGiven ? [] : [new ChannelNote("A", "the face model gives none of its sources")], report.UnmappedRigChannels);
        Assert.Equal(isGiven ? [] : ["jawOpen"], report.UnusedFaceChannels);
    }

    [Fact]
    public void A_source_the_model_does_not_give_is_told()
    {
        Profile profile = ProfileText.Read(ProfileText.Head + "channels: [{name: A, sources: {tongueUp: 1}}, {name: B, sources: {jawOpen: 1}}]\n");
        FaceTrack face = new() { Weights = new CurveTable(30, 0, ["jawOpen"], [0, 1]) };
        MappingReport report = new RigMapper(profile, new MappingOptions { FrameRateFps = 30 }).Map(face).Report;
        Assert.Equal([new ChannelNote("A", "the face model gives none of its sources")], report.UnmappedRigChannels);
        Assert.Equal("MAP05", Assert.Single(report.ToIssues("line")).Code);
    }

    [Fact]
    public void Channels_the_format_lacks_are_told()
    {
        RigMapper mapper = new(ProfileText.Read(ProfileText.Smallest), new MappingOptions { FrameRateFps = 30, FixedChannels = [new("jawOpen")] });
        MappingReport report = mapper.Map(Faces.Pose(("jawOpen", 1))).Report;
        Assert.Equal(51, report.DroppedRigChannels.Count);
        Issue issue = Assert.Single(report.ToIssues("line"));
        Assert.Equal("MAP04", issue.Code);
        Assert.Contains("and 43 more", issue.Text, StringComparison.Ordinal);
    }

    private static MappingReport Report(string body, params (string, float[])[] curves) =>
        new RigMapper(ProfileText.Read(ProfileText.Head + body), new MappingOptions { FrameRateFps = 30 }).Map(Faces.Of(30, curves)).Report;
}
