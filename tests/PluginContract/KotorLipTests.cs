using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Bioware;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class KotorLipTests
{
    private const int Neutral = 0, Ah = 3, Fv = 8, Mpb = 11;

    private static readonly IReadableFormat _format = (IReadableFormat)new BiowarePlugin().Formats[0];

    [Fact]
    public async Task Keys_are_placed_as_by_hand()
    {
        byte[] file = await WriteAsync(2.25, (0, Neutral), (0.5, Mpb), (0.6, Ah), (1.0, Fv), (1.1, Ah), (1.25, Neutral));
        (float length, (float, int)[] keys) = BioSpecCheckers.Kotor(file);
        Assert.Equal(2.25f, length);
        Assert.Equal(
        [
            (0, Neutral), (0.4f, Neutral), // silence holds until the lips begin to close
            (0.5f, Mpb), (0.56f, Mpb), // pressed until 40 ms before they part
            (0.6f, Ah), (0.9f, Ah), // a long vowel holds
            (1.0f, Fv), (1.1f, Ah), // short shapes do not
            (1.25f, Neutral), (2.25f, Neutral),
        ], keys);
    }

    [Theory]
    [InlineData(1.0)] // ends where the voice ends
    [InlineData(0.9)] // goes on after it
    public async Task The_last_key_is_rest_at_the_end_of_the_voice(double voiceSeconds)
    {
        (float length, (float Time, int Shape)[] keys) = BioSpecCheckers.Kotor(await WriteAsync(voiceSeconds, (0, Ah), (0.5, Fv), (0.7, Ah), (voiceSeconds, Neutral), (1.5, Ah)));
        Assert.Equal((float)voiceSeconds, length);
        Assert.Equal([Ah, Ah, Fv, Ah, Neutral], keys.Where(key => key.Time < 0.79f || key.Time == length).Select(key => key.Shape));
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        (double, int)[] shapes = [(0, Neutral), (0.5, Mpb), (0.6, Ah), (1.0, Fv), (1.1, 15), (1.5, Neutral)];
        byte[] file = await WriteAsync(2, shapes);
        Assert.True(_format.CanRead(file.AsSpan(0, 16), "x"));
        RigTrack read = _format.Read(new MemoryStream(file), "x.lip");
        Assert.Equal(shapes.Select(shape => new ShapeKey((float)shape.Item1, shape.Item2)), read.ShapeKeys!);
        Assert.Equal((30.0, 60), (read.Curves.FrameRateFps, read.Curves.FrameCount));
        Assert.Equal(1, read.Curves[16, Mpb]);
    }

    [SkippableFact]
    public void Reads_the_test_file_of_PyKotor()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "kotor_pykotor_test.lip"));
        RigTrack track = _format.Read(new MemoryStream(file), "test.lip");
        Assert.Equal([0, 5, 10], track.ShapeKeys!.Select(key => key.Shape));
        Assert.Equal([0, 0.7777f, 1.25f], track.ShapeKeys!.Select(key => (float)key.TimeSeconds));
        Assert.Equal(45, track.Curves.FrameCount);
    }

    [Theory]
    [InlineData("BIO03", "LIP V1.0", "4C49502056312E31 0000803F 00000000")]
    [InlineData("BIO04", "header", "4C49502056312E30 0000803F 000000")]
    [InlineData("BIO04", "offset 8", "4C49502056312E30 0000C07F 00000000")]
    [InlineData("BIO04", "offset 8", "4C49502056312E30 000080BF 00000000")]
    [InlineData("BIO02", "offset 8", "4C49502056312E30 0000007F 00000000")]
    [InlineData("BIO04", "4294967295 keys", "4C49502056312E30 0000803F FFFFFFFF 0000000000")]
    [InlineData("BIO04", "21 bytes, but it has 22", "4C49502056312E30 0000803F 01000000 0000000000 00")]
    [InlineData("BIO04", "offset 21 has the time 0 s", "4C49502056312E30 0000803F 02000000 0000000000 0000000001")]
    [InlineData("BIO04", "offset 16 has the time 2 s", "4C49502056312E30 0000803F 01000000 0000004000")]
    [InlineData("BIO04", "offset 16 has the time NaN s", "4C49502056312E30 0000803F 01000000 0000C07F00")]
    [InlineData("BIO04", "offset 20 is 16", "4C49502056312E30 0000803F 01000000 0000000010")]
    public void Names_the_fault_and_its_offset(string code, string words, string hex)
    {
        byte[] file = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new MemoryStream(file), "x.lip")).Issues);
        Assert.Equal((code, "x.lip"), (issue.Code, issue.Place));
        Assert.Contains(words, issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_tracks_without_keys_or_out_of_order()
    {
        RigTrack noKeys = TestTracks.Random(_format.Description.FixedChannels!, 30, 10);
        foreach (RigTrack track in (RigTrack[])[noKeys, TestTracks.Arkit(30, 1), Track((0.5, Ah), (0.5, Fv)), Track((0, 16)), Track((double.NaN, 1))])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, track));
            Assert.Equal("BIO01", Assert.Single(exception.Issues).Code);
        }
    }

    [Fact]
    public async Task A_line_beyond_an_hour_is_refused() =>
        Assert.Equal("BIO02", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(3_601, (0, Neutral)))).Issues).Code);

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("BIO02", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new HugeStream(), "x.lip")).Issues).Code);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        byte[] expected = await WriteAsync(1.5, (0, Ah), (0.7, Fv), (1.1, Neutral));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await WriteAsync(1.5, (0, Ah), (0.7, Fv), (1.1, Neutral)));
    }

    [Fact]
    public async Task Mutated_files_never_break_the_reader() =>
        Mutations.Run(await WriteAsync(3, [.. Enumerable.Range(0, 30).Select(i => (i / 10.0, i % 16))]), stream => _format.Read(stream, "x.lip"));

    private static RigTrack Track(params (double Seconds, int Shape)[] shapes)
    {
        IReadOnlyList<RigChannel> channels = _format.Description.FixedChannels!;
        CurveTable curves = new(30, 0, [.. channels.Select(channel => channel.Name)], new float[16 * 30]);
        return new RigTrack { Curves = curves, Channels = channels, ShapeKeys = [.. shapes.Select(shape => new ShapeKey(shape.Seconds, shape.Shape))] };
    }

    private static async Task<byte[]> WriteAsync(double voiceSeconds, params (double Seconds, int Shape)[] shapes)
    {
        MemoryOutput output = new();
        await _format.WriteAsync(Track(shapes), new LineInfo { Name = "line", DurationSeconds = voiceSeconds }, output, CancellationToken.None);
        return output.Bytes(".lip");
    }
}
