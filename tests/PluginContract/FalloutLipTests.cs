using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interplay;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class FalloutLipTests
{
    private const int Rest = 0, Teeth = 2, LipsPressed = 5, Open = 7, Round = 8;

    private static readonly IReadableFormat _format = (IReadableFormat)new InterplayPlugin().Formats[0];

    [Fact]
    public async Task Shapes_stand_on_steps_of_4000_bytes()
    {
        // 0.5 s is byte 22050, 5.5 steps; 0.6 s is 6.6 steps; 0.8 s is 8.8 steps; 1.0 s is 11.0 steps.
        byte[] file = await WriteAsync("Cas0103", 2, (0, Rest), (0.5, LipsPressed), (0.6, Open), (0.8, Round), (1.0, Teeth), (1.5, Rest));
        Assert.Equal([(0, 0), (24_000, 25), (28_000, 8), (36_000, 9), (44_000, 19), (68_000, 0)], BioSpecCheckers.Fallout(file, "Cas0103", 88_200));
    }

    [Fact]
    public async Task Pressed_lips_are_never_lost()
    {
        // 0.90 to 0.94 s round to step 10: lips stay pressed for it, the last of the others follows on the next.
        byte[] file = await WriteAsync("a", 3, (0, Open), (0.3, Rest), (0.6, Open), (0.90, Teeth), (0.91, LipsPressed), (0.92, Round), (0.93, Open), (1.5, Rest));
        Assert.Equal([(0, 8), (12_000, 0), (28_000, 8), (40_000, 25), (44_000, 8), (68_000, 0)], BioSpecCheckers.Fallout(file, "a", 132_300));
    }

    [Theory]
    [InlineData(0.3, 13_230)]
    [InlineData(0.001, 44)]
    [InlineData(5, 220_500)]
    public async Task A_line_with_little_to_show_gets_the_markers_the_game_asks_for(double seconds, int audioBytes)
    {
        byte[] file = await WriteAsync("quiet", seconds, (0, Rest));
        Assert.All(BioSpecCheckers.Fallout(file, "quiet", audioBytes), step => Assert.Equal(0, step.Code));
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        (double, int)[] shapes = [.. Enumerable.Range(0, 20).Select(i => (i * 8_000 / 44_100.0, i % 9)), (20 * 8_000 / 44_100.0, Rest)];
        byte[] file = await WriteAsync("line_01", 5, shapes);
        Assert.True(_format.CanRead(file.AsSpan(0, 64), "x"));
        RigTrack read = _format.Read(new MemoryStream(file), "x.lip");
        Assert.Equal(shapes.Select(shape => new ShapeKey(shape.Item1, shape.Item2)), read.ShapeKeys!);
        Assert.Equal((30.0, 150), (read.Curves.FrameRateFps, read.Curves.FrameCount));
    }

    [SkippableFact]
    public void Reads_a_file_made_by_hand()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "fo2_handmade.lip"));
        Assert.True(_format.CanRead(file, "x.lip"));
        RigTrack track = _format.Read(new MemoryStream(file), "sample.lip");
        // Codes 0, 25, 6, 1, 0 are pictures 0, 5, 1, 3, 0; markers at 0, 2000, 6000, 9000, 14000 of 44100 bytes.
        Assert.Equal([0, 5, 1, 3, 0], track.ShapeKeys!.Select(key => key.Shape));
        Assert.Equal([0, 2_000, 6_000, 9_000, 14_000], track.ShapeKeys!.Select(key => (int)Math.Round(key.TimeSeconds * 44_100)));
        Assert.Equal(30, track.Curves.FrameCount);
    }

    [Theory]
    [InlineData("ninechars")]
    [InlineData("")]
    [InlineData("über")]
    [InlineData("a.b")]
    public async Task A_name_the_game_cannot_store_is_refused(string name) =>
        Assert.Equal("ITP02", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(name, 1, (0, Rest)))).Issues).Code);

    [Theory]
    [InlineData("ITP03", 3_601)]
    [InlineData("ITP03", double.NaN)]
    [InlineData("ITP04", 0)]
    [InlineData("ITP04", 0.0002)]
    public async Task A_length_that_does_not_do_is_refused(string code, double seconds) =>
        Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => WriteAsync("a", seconds, (0, Rest)))).Issues).Code);

    [Fact]
    public async Task Refuses_tracks_without_keys_or_out_of_order()
    {
        RigTrack noKeys = TestTracks.Random(_format.Description.FixedChannels!, 30, 30);
        foreach (RigTrack track in (RigTrack[])[noKeys, TestTracks.Arkit(30, 30), Track((0.5, Open), (0.5, Rest)), Track((0, 9))])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, track));
            Assert.Equal("ITP01", Assert.Single(exception.Issues).Code);
        }
    }

    [Fact]
    public async Task Names_the_fault_and_its_offset()
    {
        byte[] file = await WriteAsync("a", 1, (0, Rest), (0.2, Open), (0.4, Teeth), (0.6, Open), (0.8, Rest)); // 5 codes: markers from 49 on
        Check(file, 0, [0, 0, 0, 1], "ITP05", "offset 0 is 1");
        Check(file[..43], 0, [], "ITP05", "header of 44 bytes");
        Check(file, 16, [255], "ITP06", "bytes of sound");
        Check(file, 16, [127], "ITP03", "hour");
        Check(file, 20, [255], "ITP06", "codes");
        Check(file, 20, [0, 0, 0, 7], "ITP06", "6 markers");
        Check(file, 28, [0, 0, 0, 7], "ITP06", "offset 28");
        Check(file, 46, [42], "ITP06", "offset 46 is 42");
        Check(file, 53, [0, 0, 0, 1], "ITP06", "offset 49 stands at 1");
        Check(file, 69, [0, 0, 0, 1], "ITP06", "offset 65 stands at 1");
        Check(file, 93, [127], "ITP06", "offset 89");
        Check([.. file, 0], 0, [], "ITP06", "but it has 98");
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("ITP03", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new HugeStream(), "x.lip")).Issues).Code);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        byte[] expected = await WriteAsync("LINE", 1.5, (0, Open), (0.7, Rest));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await WriteAsync("LINE", 1.5, (0, Open), (0.7, Rest)));
    }

    [Fact]
    public async Task Mutated_files_never_break_the_reader() =>
        Mutations.Run(await WriteAsync("a", 5, [.. Enumerable.Range(0, 25).Select(i => (i / 5.0, i % 9))]), stream => _format.Read(stream, "x.lip"));

    private static void Check(byte[] sound, int offset, byte[] bytes, string code, string words)
    {
        byte[] file = [.. sound];
        bytes.CopyTo(file, offset);
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new MemoryStream(file), "x.lip")).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(words, issue.Text, StringComparison.Ordinal);
    }

    private static RigTrack Track(params (double Seconds, int Shape)[] shapes)
    {
        IReadOnlyList<RigChannel> channels = _format.Description.FixedChannels!;
        CurveTable curves = new(30, 0, [.. channels.Select(channel => channel.Name)], new float[9 * 30]);
        return new RigTrack { Curves = curves, Channels = channels, ShapeKeys = [.. shapes.Select(shape => new ShapeKey(shape.Seconds, shape.Shape))] };
    }

    private static async Task<byte[]> WriteAsync(string name, double voiceSeconds, params (double Seconds, int Shape)[] shapes)
    {
        MemoryOutput output = new();
        await _format.WriteAsync(Track(shapes), new LineInfo { Name = name, DurationSeconds = voiceSeconds }, output, CancellationToken.None);
        return output.Bytes(".lip");
    }
}
