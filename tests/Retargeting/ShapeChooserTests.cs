using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>One shape at a time. Rows of scores are drawn by hand, two digits a frame; shapes are shown as letters, one a frame.</summary>
public sealed class ShapeChooserTests
{
    private const double Hold = 2.0 / 30;

    /// <summary>Shapes X (rest), M (closes), F (lip at the teeth), A and O.</summary>
    private static readonly IReadOnlyList<int> _ranks = [0, 2, 1, 0, 0];

    [Theory]
    // Speech starts and stops: rest, open, rest.
    [InlineData("XXXXAAAAAXXXXXXX", "A: 00 00 00 00 60 80 90 80 60 00 00 00 00 00 00 00")]
    // A closure of one frame, in the middle of a vowel, is stretched to two.
    [InlineData("AAAAMMAAAA", "A: 80 80 80 80 00 80 80 80 80 80", "M: 00 00 00 00 90 00 00 00 00 00")]
    // Also when the mouth is louder around it than in it.
    [InlineData("AAAAMMAAAA", "A: 99 99 99 99 10 99 99 99 99 99", "M: 00 00 00 00 25 00 00 00 00 00")]
    // A vowel of one frame is noise.
    [InlineData("AAAAAAAAAA", "A: 80 80 80 80 00 80 80 80 80 80", "O: 00 00 00 00 90 00 00 00 00 00")]
    // Two that are nearly alike do not flicker.
    [InlineData("AAAAAAAAAA", "A: 50 50 50 50 50 50 50 50 50 50", "O: 45 45 55 55 45 45 55 55 55 55")]
    [InlineData("AAAAOOOOOO", "A: 50 50 50 50 50 50 50 50 50 50", "O: 45 45 55 55 62 62 62 55 55 55")]
    // What fades goes, though nothing beats it by much.
    [InlineData("AAAAOOOO", "A: 50 40 30 20 14 14 14 14", "O: 18 18 18 18 18 18 18 18")]
    // A lip at the teeth gives way to closed lips, and interrupts vowels.
    [InlineData("AAFFFFAAAA", "A: 80 80 20 20 20 20 80 80 80 80", "F: 00 00 70 70 70 70 00 00 00 00")]
    [InlineData("AAAAMMMAAA", "A: 80 80 80 20 20 20 20 80 80 80", "F: 00 00 00 70 00 00 00 00 00 00", "M: 00 00 00 00 90 90 90 00 00 00")]
    // Silence: what mumbles under 0.3 for long is rest; a short dip between words is not.
    [InlineData("AAAXXXXXXXXX", "A: 80 80 80 20 20 20 20 20 20 20 20 20")]
    [InlineData("AAAAAAAAAA", "A: 80 80 80 20 20 20 20 80 80 80")]
    // A shape too short before a closure is left out.
    [InlineData("XXXXXXXMMMXX", "A: 00 00 00 00 00 00 80 00 00 00 00 00", "M: 00 00 00 00 00 00 00 90 90 90 00 00")]
    // The first frame has its shape; a closure at the end is still shown.
    [InlineData("MMAAAA", "M: 90 90 00 00 00 00", "A: 00 00 90 90 90 90")]
    [InlineData("AAAAAM", "M: 00 00 00 00 00 90", "A: 90 90 90 90 90 00")]
    public void Shows_what_speaks_loudest_without_flicker(string expected, params string[] rows)
    {
        IReadOnlyList<ShapeKey> keys = Choose(rows, expected.Length, 30, Hold);
        Assert.Equal(expected, Letters(keys, expected.Length, 30));
        Assert.Equal(0, keys[0].TimeSeconds);
        Assert.Equal(0, keys[^1].Shape);
        Assert.Equal(expected[^1] == 'X' ? expected.TrimEnd('X').Length / 30.0 : expected.Length / 30.0, keys[^1].TimeSeconds, 1e-9);
    }

    [Theory]
    [InlineData(30, 0.1, "AAAAAAMMMAAA")]
    [InlineData(30, 0.2, "AAAAAAMMMMMM")]
    [InlineData(30, 0, "AAAAAAMAAAAA")]
    [InlineData(60, 0.05, "AAAAAAMMMAAA")]
    [InlineData(30, 0.25, "MMMMMMMMXXXX")] // the vowels before and after it are themselves too short to be shown
    public void A_closure_lasts_as_long_as_asked(double rateFps, double holdSeconds, string expected) =>
        Assert.Equal(expected, Letters(Choose(
            ["A: 80 80 80 80 80 80 00 80 80 80 80 80", "M: 00 00 00 00 00 00 90 00 00 00 00 00"], 12, rateFps, holdSeconds), 12, rateFps));

    [Fact]
    public void Random_scores_give_keys_that_a_format_may_rely_on()
    {
        Random random = new(5);
        for (int round = 0; round < 500; round++)
        {
            int frames = random.Next(0, 120);
            float[] scores = [.. Enumerable.Range(0, frames * 5).Select(_ => random.Next(3) == 0 ? random.NextSingle() : 0)];
            CurveTable table = new(30, 0, ["X", "M", "F", "A", "O"], scores);
            IReadOnlyList<ShapeKey> keys = new ShapeChooser(table, 0, _ranks, Hold).Choose();
            Assert.Equal((0, 0), (keys[0].TimeSeconds, keys[^1].Shape));
            for (int i = 1; i < keys.Count; i++)
            {
                Assert.NotEqual(keys[i - 1].Shape, keys[i].Shape);
                bool lastsLongEnough = keys[i].TimeSeconds - keys[i - 1].TimeSeconds > Hold - 1e-9;
                Assert.True(lastsLongEnough || (i == keys.Count - 1 && _ranks[keys[i - 1].Shape] > 0), $"round {round}, key {i}");
            }
        }
    }

    [Fact]
    public void A_profile_turns_classes_into_shapes()
    {
        Profile profile = ProfileText.Read(ProfileText.Head +
            """
            channels:
              - {name: closed, sources: {mouth.MBP: 1}, gain: 1.3, max: 1.3}
              - {name: open, sources: {mouth.AA: 1}}
              - {name: tongue, sources: {mouth.TH: 1}}
              - {name: rest}
            timing: {shape_hold_ms: 100}
            """);
        MappingOptions options = new()
        {
            FrameRateFps = 30,
            FixedChannels = [new("rest"), new("closed"), new("open"), new("tongue")],
            Shapes = new DiscreteShapes("rest"),
        };
        float[] jaw = [0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        float[] press = [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        float[] tongue = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.4f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        RigTrackMapping mapping = new RigMapper(profile, options).Map(
            Faces.Of(30, ("jawOpen", jaw), ("mouthPressLeft", press), ("mouthPressRight", press), ("tongueOut", tongue)));
        // The closure of one frame lasts for the profile's 100 ms, and so does the vowel of two frames after it.
        Assert.Equal([new(0, 0), new(3 / 30.0, 2), new(7 / 30.0, 1), new(10 / 30.0, 2), new(13 / 30.0, 0)], mapping.Track.ShapeKeys!);
        Assert.Equal(1.3f, mapping.Track.Curves[7, 1], 1e-5f); // though the format says 1
        Assert.Equal(new RigChannel("closed", 0, 1.3f), mapping.Track.Channels[1]);
        Assert.Equal([new ChannelNote("tongue", "another shape always speaks louder; its own highest score is 0.26")], mapping.Report.StillRigChannels);
        Assert.Empty(mapping.Report.ToIssues("line"));
    }

    [Fact]
    public void A_format_whose_rest_shape_is_nowhere_is_refused()
    {
        MappingOptions options = new() { FrameRateFps = 30, Shapes = new DiscreteShapes("REST") };
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => new RigMapper(ProfileText.Read(ProfileText.Smallest), options)).Issues);
        Assert.Equal("MAP08", issue.Code);
        Assert.Contains("REST", issue.Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ShapeKey> Choose(string[] rows, int frames, double rateFps, double holdSeconds)
    {
        const string shapes = "XMFAO";
        float[] scores = new float[frames * shapes.Length];
        foreach (string row in rows)
        {
            string[] cells = row[3..].Split(' ');
            Assert.Equal(frames, cells.Length);
            for (int frame = 0; frame < frames; frame++)
                scores[(frame * shapes.Length) + shapes.IndexOf(row[0], StringComparison.Ordinal)] = int.Parse(cells[frame], System.Globalization.CultureInfo.InvariantCulture) / 100f;
        }
        return new ShapeChooser(new CurveTable(rateFps, 0, ["X", "M", "F", "A", "O"], scores), 0, _ranks, holdSeconds).Choose();
    }

    private static string Letters(IReadOnlyList<ShapeKey> keys, int frames, double rateFps) =>
        string.Concat(Enumerable.Range(0, frames).Select(frame => "XMFAO"[keys.Last(key => key.TimeSeconds <= (frame / rateFps) + 1e-9).Shape]));
}
