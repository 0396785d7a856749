using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Retargeting.Tests;

public sealed class ShippedProfileTests
{
    [Fact]
    public void All_are_sound_and_in_one_language()
    {
        IReadOnlyList<ProfileEntry> entries = ShippedProfiles.Library.List();
        Assert.Contains("arkit", entries.Select(entry => entry.Name));
        Assert.All(entries, entry =>
        {
            Assert.Empty(entry.Issues);
            Assert.NotEmpty(entry.Profile!.Summary);
            Assert.Equal("MIT", entry.Profile.License);
        });
        Assert.Equal(entries.Count, entries.Select(entry => entry.Profile!.Id).Distinct().Count());
    }

    [Fact]
    public void Every_ARKit_channel_is_used_or_declared_unsupported() =>
        Assert.All(ShippedProfiles.Library.List(), entry =>
        {
            float[] moving = [.. Enumerable.Range(0, 2 * ArkitChannels.All.Count).Select(i => i < ArkitChannels.All.Count ? 0f : 0.5f)];
            FaceTrack face = new() { Weights = new CurveTable(30, 0, ArkitChannels.All, moving) };
            Assert.Empty(new RigMapper(entry.Profile!, new MappingOptions { FrameRateFps = 30 }).Map(face).Report.UnusedFaceChannels);
        });

    [Fact]
    public void The_page_of_games_names_all_with_their_files()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(TestPaths.RepositoryRoot, "docs", "games.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.All(ShippedProfiles.Library.List(), entry =>
        {
            string row = Assert.Single(rows, row => row[..row.IndexOf('|', 1)].Contains($"`{entry.Name}`", StringComparison.Ordinal));
            if (entry.Profile!.Output is { } output) Assert.Contains($"`{output.Path.Replace("{name}", "NAME", StringComparison.Ordinal)}.", row, StringComparison.Ordinal);
        });
    }

    [Theory]
    // Lips sealed over an open jaw, as in a 'p': the gap closes.
    [InlineData("Jaw", 0f, 0.6f, 0.5f, 0f)]
    [InlineData("Closed", 50f, 0.6f, 0.5f, 0f)]
    // Half closed: 60 % less 1.2 x 25 %.
    [InlineData("Jaw", 30f, 0.6f, 0.25f, 0f)]
    [InlineData("Jaw", 60f, 0.6f, 0f, 0f)]
    [InlineData("Jaw", 100f, 1f, 0f, 0f)]
    [InlineData("Brows", 0.5f, 0f, 0f, 1f)]
    [InlineData("Brows", -0.5f, 0f, 0f, -1f)]
    public void Six_shapes_shows_what_the_lips_do(string channel, float expected, float jawOpen, float mouthClose, float brows)
    {
        FaceTrack face = Faces.Pose(
            ("jawOpen", jawOpen), ("mouthClose", mouthClose), ("browInnerUp", Math.Max(0, brows)), ("browDownLeft", Math.Max(0, -brows)));
        float value = Assert.Single(Faces.Map(ShippedProfiles.Library.Load("six-shapes"), face, channel));
        Assert.Equal(expected, value, 1e-3f);
    }

    [Fact]
    public void Six_shapes_narrows_a_rounded_mouth()
    {
        Profile profile = ShippedProfiles.Library.Load("six-shapes");
        (string, float)[] smile = [("mouthSmileLeft", 1), ("mouthSmileRight", 1)];
        Assert.Equal(100, Assert.Single(Faces.Map(profile, Faces.Pose(smile), "Wide")), 1e-3f);
        Assert.Equal(60, Assert.Single(Faces.Map(profile, Faces.Pose([.. smile, ("mouthPucker", 1)]), "Wide")), 1e-3f); // 100 x (1 - 0.5 x 0.8)
    }
}
