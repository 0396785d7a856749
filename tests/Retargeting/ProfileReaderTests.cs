using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class ProfileReaderTests
{
    [Fact]
    public void Reads_every_field()
    {
        Profile profile = ProfileText.Read(
            """
            schema: 1
            id: someone.some-game.hero
            version: 2.0.1-beta.1
            name: "Hero: the face"
            summary: All fields
            authors: [A, 'B']
            license: CC-BY-4.0
            game: {id: some-game, edition: GOTY, versions: ">= 1.2"}
            target:
              plugin: modkit.unreal
              api_level: 1
              format: livelink-csv
            channels:
              - name: Jaw
                sources: {jawOpen: 1.5, MOUTHCLOSE: -0.25}
                gain: 100
                offset: 5
                min: -10
                max: 120
                rest: 6
              - {name: Lips, sources: {mouthClose: 1}}
              - {name: Ears}
            combine:
              - {reduce: Jaw, by: Lips, amount: 0.5}
              - {fade: Lips, by: Jaw}
            timing: {rate_fps: 24}
            model: {face: {LOWERFaceStrength: 1.2, lipOpenOffset: -0.2}, solver: ADMM, identity: Claire, emotions: {joy: 0.5}}
            unsupported: [tongueOut, tongue]
            extensions: {x-note: anything, x-more: {a: 1}}
            """);
        Assert.Equal("someone.some-game.hero", profile.Id);
        Assert.Equal(new SemanticVersion(2, 0, 1, "beta.1"), profile.Version);
        Assert.Equal("Hero: the face", profile.Name);
        Assert.Equal("All fields", profile.Summary);
        Assert.Equal(["A", "B"], profile.Authors);
        Assert.Equal("CC-BY-4.0", profile.License);
        Assert.Equal(new ProfileGame("some-game", "GOTY", ">= 1.2"), profile.Game);
        Assert.Equal(("modkit.unreal", 1, "livelink-csv"), (profile.Target.Plugin, profile.Target.ApiLevel, profile.Target.Format));
        ProfileChannel jaw = profile.Channels[0];
        Assert.Equal(new RigChannel("Jaw", -10, 120, 6), jaw.Rig);
        Assert.Equal((100f, 5f), (jaw.Gain, jaw.Offset));
        Assert.Equal([new ProfileTerm("jawOpen", 1.5f), new ProfileTerm("mouthClose", -0.25f)], jaw.Terms);
        Assert.Equal(new RigChannel("Lips", 0, 1, 0), profile.Channels[1].Rig);
        Assert.Empty(profile.Channels[2].Terms);
        Assert.Equal([(CombineOperation.Reduce, 0, 1, 0.5f), (CombineOperation.Fade, 1, 0, 1f)], profile.CombineRules.Select(rule => (rule.Operation, rule.Channels.Single(), rule.By, rule.Amount)));
        Assert.Equal(24, profile.Timing.FrameRateFps);
        Assert.Equal(0.5f, profile.Model.Emotions["joy"]);
        Assert.Equal((1.2f, -0.2f, 2), (profile.Model.Face["lowerFaceStrength"], profile.Model.Face["lipOpenOffset"], profile.Model.Face.Count));
        Assert.Equal(("Claire", FaceSolver.Admm), (profile.Model.Identity, profile.Model.Solver));
        Assert.Equal(17, profile.UnsupportedFaceChannels.Count);
    }

    [Theory]
    [InlineData("{name: A, rest: 50, max: 100}", 50, 50)]
    [InlineData("{name: A, offset: 0.25}", 0.25, 0.25)]
    [InlineData("{name: A, offset: 0.25, rest: 0.5}", 0.25, 0.5)]
    [InlineData("{name: A, offset: -3}", -3, 0)]
    [InlineData("{name: A, min: 1, max: 2}", 1, 1)]
    public void Offset_and_rest_speak_for_each_other(string channel, float offset, float rest)
    {
        ProfileChannel read = ProfileText.Read(ProfileText.Head + $"channels: [{channel}]\n").Channels[0];
        Assert.Equal((offset, rest), (read.Offset, read.Rig.Rest));
    }

    [Theory]
    [InlineData("arkit", 52)]
    [InlineData("arkit-tongue", 68)]
    public void Short_forms_give_the_ARKit_channels_themselves(string word, int count)
    {
        Profile profile = ProfileText.Read(ProfileText.Head + $"channels: {word}\n");
        Assert.Equal(count, profile.Channels.Count);
        Assert.Equal("eyeBlinkLeft", profile.Channels[0].Rig.Name);
        Assert.Equal([new ProfileTerm("jawOpen", 1)], profile.Channels[17].Terms);
    }

    [Fact]
    public void Tells_everything_wrong_at_once_with_line_and_column()
    {
        IReadOnlyList<Issue> issues = ProfileText.Refuse(
            """
            schema: 1
            id: Test Rig
            version: 1
            nmae: Test rig
            authors: []
            license: MIT
            target: {plugin: modkit.omniverse}
            channels:
              - {name: Jaw, sources: {jawOpne: 1}, max: .nan}
              - {name: Jaw, min: 2, max: 1}
            """);
        (string, string)[] found = [.. issues.Select(issue => (issue.Code, issue.Place))];
        Assert.Equal(
            [
                ("PRO12", "test.yaml:2:5"), ("PRO12", "test.yaml:3:10"), ("PRO08", "test.yaml:1:1"), ("PRO09", "test.yaml:5:10"),
                ("PRO08", "test.yaml:7:9"), ("PRO14", "test.yaml:9:27"), ("PRO10", "test.yaml:9:45"), ("PRO17", "test.yaml:10:5"), ("PRO15", "test.yaml:10:5"),
                ("PRO07", "test.yaml:4:1"),
            ], found);
        Assert.Contains("'name'", issues[^1].Hint, StringComparison.Ordinal);
        Assert.Contains("'jawOpen'", issues[5].Hint, StringComparison.Ordinal);
    }
}
