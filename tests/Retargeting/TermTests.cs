using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Terms, how they join and respond, and the rules between groups; expected values by hand from docs/profiles.md.</summary>
public sealed class TermTests
{
    [Theory]
    [InlineData("sources: [{of: jawOpen}]", 0.5f)]
    [InlineData("sources: [{of: jawOpen, weight: 0.5}, {of: JAWOPEN, weight: 0.25}]", 0.375f)]
    [InlineData("sources: {jawOpen: 1, cheekPuff: 1, tongueUp: 1}, mix: max", 0.8f)]
    [InlineData("sources: {jawOpen: 1, cheekPuff: 1}, mix: min", 0.5f)]
    [InlineData("sources: {jawOpen: -1, tongueUp: 1}, mix: max, min: -1", 0f)] // tongueUp is 0
    [InlineData("sources: {jawOpen: -1}, mix: max, min: -1", -0.5f)]
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.6, 1]}}]", 0.25f)] // half way up
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [1, 0.6]}}]", 0.25f)] // half way down
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.1, 0.2]}}]", 0.5f)]
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.2, 0.1]}}]", 0f)]
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.8, 0.8]}}]", 0.5f)]
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.9, 0.9]}}]", 0f)]
    [InlineData("sources: [{of: jawOpen, when: {cheekPuff: [0.6, 1], jawOpen: [0, 1]}}]", 0.125f)]
    [InlineData("sources: [{of: jawOpen, when: {mouth.gap: [0, 0.646]}}]", 0.25f)] // a jaw at 0.5 parts the lips by 0.323
    [InlineData("sources: {jawOpen: 1}, curve: [[0, 0], [0.25, 0.1], [0.75, 0.9]]", 0.5f)]
    [InlineData("sources: {jawOpen: 1}, curve: [[0.6, 0.2], [1, 1]]", 0.2f)]
    [InlineData("sources: {jawOpen: 1, cheekPuff: 1}, curve: [[0, 0], [1, 0.7]]", 0.7f)]
    [InlineData("sources: {jawOpen: 1}, curve: [[0, 1], [1, 0]], gain: 10, max: 10, offset: 2", 7f)] // 2 + 10 x 0.5
    public void A_channel_joins_its_terms(string channel, float expected)
    {
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: [{{name: A, {channel}}}]\n");
        Assert.Equal(expected, Assert.Single(Faces.Map(profile, Faces.Pose(("jawOpen", 0.5f), ("cheekPuff", 0.8f)), "A")), 1e-5f);
    }

    [Theory]
    [InlineData("limit: [A, B, C]", 0.4f, 0.2f, 0.4f)] // 0.8 + 0.4 + 0.8 of the way, halved
    [InlineData("limit: [A, B, C], to: 2", 0.8f, 0.4f, 0.8f)]
    [InlineData("limit: [A, B], to: 0.6", 0.4f, 0.2f, 0.8f)]
    [InlineData("lead: [A, B, C]", 0.8f, 0.2f, 0.4f)] // of equals the first
    [InlineData("lead: [B, C], others: 0.25", 0.8f, 0.1f, 0.8f)]
    [InlineData("lead: [B]", 0.8f, 0.4f, 0.8f)]
    [InlineData("match: cheekPuff, with: {A: 0.5, B: 0.25}", 0.96f, 0.48f, 0.8f)] // 0.8 wanted, 0.5 shown: 1.2 is the most
    [InlineData("match: cheekPuff, with: {A: 0.5, B: 0.25}, most: 2", 1f, 0.64f, 0.8f)] // x 1.6, the range ends at 1
    [InlineData("match: cheekPuff, with: {A: 1, B: 3}", 0.32f, 0.16f, 0.8f)] // 0.8 wanted, 2 shown
    [InlineData("match: tongueUp, with: {A: 1, B: 3}", 0f, 0f, 0.8f)]
    [InlineData("match: tongueUp, with: {A: 0.03}", 0.8f, 0.4f, 0.8f)] // 0.024 shown is nothing to scale
    public void Rules_scale_groups(string rule, float a, float b, float c)
    {
        // C counts the same in units of its own: 80 % of the way from its rest.
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: A, sources: {cheekPuff: 1}}
              - {name: B, sources: {cheekPuff: 0.5}}
              - {name: C, sources: {cheekPuff: -10}, min: -5, rest: 5, max: 6}

            """ + $"combine: [{{{rule}}}]\n");
        FaceTrack face = Faces.Pose(("cheekPuff", 0.8f));
        Assert.Equal(a, Assert.Single(Faces.Map(profile, face, "A")), 1e-5f);
        Assert.Equal(b, Assert.Single(Faces.Map(profile, face, "B")), 1e-5f);
        Assert.Equal(c, (5 - Assert.Single(Faces.Map(profile, face, "C"))) / 10, 1e-5f);
    }

    [Fact]
    public void Timing_is_read()
    {
        ProfileTiming timing = ProfileText.Read(ProfileText.Smallest +
            "timing: {rate_fps: 24, lead_ms: -40, hold_ms: 50, settle_ms: 300, smooth_ms: 20, key_tolerance: 0.01, shape_hold_ms: 80}\n").Timing;
        Assert.Equal((24, -40, 50, 300), (timing.FrameRateFps, timing.LeadMilliseconds, timing.HoldMilliseconds, timing.SettleMilliseconds));
        Assert.Equal((20, 0.01, 80), (timing.SmoothMilliseconds, timing.KeyTolerance, timing.ShapeHoldMilliseconds));
    }

    [Theory]
    [InlineData("PRO14", "sources: {mouth.MPB: 1}", "'mouth.MBP'")]
    [InlineData("PRO14", "sources: [{of: jawopened}]", "'jawOpen'")]
    [InlineData("PRO14", "sources: [{of: jawOpen, when: {mouth.gab: [0, 1]}}]", "'mouth.gap'")]
    [InlineData("PRO14", "sources: {jawOpen: 1}, mix: may", "'max'")]
    [InlineData("PRO06", "sources: {mouth.gap: 1, mouth.GAP: 1}", "Keep one")]
    [InlineData("PRO06", "sources: [{of: jawOpen, when: {mouth.gap: [0, 1], mouth.Gap: [0, 1]}}]", "Keep one")]
    [InlineData("PRO07", "sources: [{of: jawOpen, wen: {mouth.gap: [0, 1]}}]", "'when'")]
    [InlineData("PRO08", "sources: [{weight: 1}]", "Add 'of")]
    [InlineData("PRO09", "sources: 1", "a map")]
    [InlineData("PRO09", "sources: [{of: jawOpen, when: mouth.gap}]", "a map")]
    [InlineData("PRO09", "sources: [{of: jawOpen, when: {mouth.gap: 0.1}}]", "two numbers")]
    [InlineData("PRO09", "sources: [{of: jawOpen, when: {mouth.gap: [0, 1, 2]}}]", "two numbers")]
    [InlineData("PRO10", "sources: [{of: jawOpen, when: {mouth.gap: [0, wide]}}]", "digits")]
    [InlineData("PRO09", "sources: {jawOpen: 1}, curve: [[0, 0]]", "2 to 64 points")]
    [InlineData("PRO09", "sources: {jawOpen: 1}, curve: [0, 1]", "2 to 64 points")]
    [InlineData("PRO09", "sources: {jawOpen: 1}, curve: [[0, 0], [0, 1]]", "rising")]
    [InlineData("PRO10", "sources: {jawOpen: 1}, curve: [[0, 0], [1, .inf]]", "digits")]
    public void Names_faults_of_terms(string code, string channel, string hint)
    {
        Issue issue = Assert.Single(ProfileText.Refuse(ProfileText.Head + $"channels: [{{name: A, {channel}}}]\n"));
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("test.yaml:8:", issue.Place, StringComparison.Ordinal);
        Assert.Contains(hint, issue.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRO09", "limit: A")]
    [InlineData("PRO09", "limit: []")]
    [InlineData("PRO06", "limit: [A, A]")]
    [InlineData("PRO14", "limit: [A, X1]")]
    [InlineData("PRO07", "limit: [A, B], by: B")]
    [InlineData("PRO11", "lead: [A, B], others: 2")]
    [InlineData("PRO09", "lead: [A], limit: [B]")]
    [InlineData("PRO08", "match: mouth.gap")]
    [InlineData("PRO09", "match: mouth.gap, with: {}")]
    [InlineData("PRO11", "match: mouth.gap, with: {A: 0}")]
    [InlineData("PRO14", "match: gaps, with: {A: 1}")]
    [InlineData("PRO14", "match: mouth.gap, with: {a: 1}")]
    public void Names_faults_of_rules(string code, string rule)
    {
        string text = ProfileText.Head + $"channels: [{{name: A}}, {{name: B}}]\ncombine: [{{{rule}}}]\n";
        Issue issue = Assert.Single(ProfileText.Refuse(text));
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("test.yaml:9:", issue.Place, StringComparison.Ordinal);
    }
}
