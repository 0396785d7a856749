using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Unreal;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class LiveLinkCsvTests
{
    private const int JawOpen = 17, HeadYaw = 52;

    private readonly LiveLinkCsvFormat _format = new();

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public async Task A_file_is_as_its_description_says(int rateFps)
    {
        const int frames = 150;
        float[,] values = new float[frames, 61];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int i = 0; i < 61; i++) values[frame, i] = (((frame * 61) + i) % 1_000) / 1_000f;
            values[frame, HeadYaw] = -0.75f;
        }
        values[3, 0] = -1e-8f;
        RigTrack track = Track(rateFps, values);
        SpecCheckers.CheckLiveLinkCsv(await MemoryOutput.WriteAsync(_format, track), rateFps, values);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        RigTrack track = TestTracks.Random(_format.Description.FixedChannels!, 30, 40);
        byte[] expected = await MemoryOutput.WriteAsync(_format, track);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.Equal(expected, file);
        // Names are matched without case: an i is an i in every language.
        string shouted = Encoding.ASCII.GetString(file).Replace("MouthSmileLeft", "MOUTHSMILELEFT", StringComparison.Ordinal);
        Assert.True(_format.CanRead(Encoding.ASCII.GetBytes(shouted), "x"));
        Assert.Equal(track.Curves.Values.ToArray(), Read(shouted).Curves.Values.ToArray());
    }

    [Fact]
    public async Task Refuses_tracks_of_another_layout()
    {
        foreach (RigTrack track in (RigTrack[])[TestTracks.Arkit(60, 1), TestTracks.Random(_format.Description.FixedChannels!, 24, 1)])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, track));
            Assert.Equal("FMT20", Assert.Single(exception.Issues).Code);
        }
    }

    [SkippableFact]
    public void Reads_what_another_tool_wrote()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.livelink.csv"));
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "renamed.txt"));
        CurveTable curves = _format.Read(new MemoryStream(file), "off.livelink.csv").Curves;
        string[] lines = Encoding.ASCII.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((60.0, lines.Length - 1), (curves.FrameRateFps, curves.FrameCount));
        Assert.Equal(0.1236f, curves[0, JawOpen]); // read off the file by eye
        Assert.Equal(0.12185f, curves[1, JawOpen]);
        float[] values = [.. lines[1..].SelectMany(line => line.TrimEnd('\r').Split(',')[2..]).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.Equal(values, curves.Values.ToArray());
    }

    [Theory]
    [InlineData("Timecode,BlendShapeCount,JawOpen,MouthClose\n00:00:00:00.000,2,0.5,0.25\n")]
    [InlineData("timecode,BlendshapeCount,mouthClose,jawOpen\r\n10:20:30:59,51,0.25,0.5\r\n\r\n")]
    [InlineData("\uFEFF\"Timecode\", \"BlendShapeCount\", \"JawOpen\", \"Unknown\", \"MOUTHCLOSE\"\n 00:00:00:00.123 , 61 , 5e-1 , abc , 0.25")]
    public void Reads_the_spellings_of_other_writers(string text)
    {
        CurveTable curves = Read(text).Curves;
        Assert.Equal((60.0, 0.0, 1, 61), (curves.FrameRateFps, curves.StartSeconds, curves.FrameCount, curves.Channels.Count));
        Assert.Equal((0.5f, 0.25f, 0.75f), (curves[0, JawOpen], curves[0, 18], curves.Frame(0).ToArray().Sum()));
    }

    [Theory]
    [InlineData(60, "00:00:01:00", "00:00:01:01", "00:00:01:02")]
    [InlineData(60, "00:00:00:58", "00:00:00:59", "00:00:01:00")]
    [InlineData(30, "00:00:00:28", "00:00:00:29", "00:00:01:00")]
    [InlineData(24, "00:59:59:22", "00:59:59:23", "01:00:00:00")]
    [InlineData(25, "00:00:00:23", "00:00:00:24", "00:00:01:00")]
    [InlineData(120, "00:00:00:100", "00:00:00:101", "00:00:00:102")]
    public void Tells_the_rate_from_the_frame_numbers(double rateFps, params string[] timecodes)
    {
        CurveTable curves = Read(Take([.. timecodes.Select((timecode, i) => (timecode, i / 4f))])).Curves;
        Assert.Equal(rateFps, curves.FrameRateFps);
        Assert.Equal([0, 0.25f, 0.5f], Jaw(curves));
    }

    [Fact]
    public void Bridges_dropped_rows_and_uneven_ones()
    {
        CurveTable curves = Read(Take(("00:00:00:10", 0), ("00:00:00:14", 0.4f), ("00:00:00:14.500", 0.5f), ("00:00:00:16.000", 0.8f))).Curves;
        Assert.Equal([0, 0.1f, 0.2f, 0.3f, 0.4f, 0.6f, 0.8f], Jaw(curves), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void A_take_without_rows_has_no_frames() => Assert.Equal(0, Read("Timecode,BlendShapeCount,JawOpen\n").Curves.FrameCount);

    [Theory]
    [InlineData("FMT22", 1, "")]
    [InlineData("FMT22", 1, "Frame,BlendShapeCount,JawOpen\n")]
    [InlineData("FMT22", 1, "Timecode,BlendShapeCount,Bone01\n")]
    [InlineData("FMT22", 1, "Timecode,BlendShapeCount,JawOpen,jawOpen\n")]
    [InlineData("FMT23", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1\n")]
    [InlineData("FMT23", 3, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1,0\n00:00:00:01,1,0,5\n")]
    [InlineData("FMT24", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1,x\n")]
    [InlineData("FMT24", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1,NaN\n")]
    [InlineData("FMT24", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1,1e99\n")]
    [InlineData("FMT24", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:00,1,\n")]
    [InlineData("FMT25", 2, "Timecode,BlendShapeCount,JawOpen\n0.5,1,0\n")]
    [InlineData("FMT25", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:60:00,1,0\n")]
    [InlineData("FMT25", 2, "Timecode,BlendShapeCount,JawOpen\n00:00:00:240,1,0\n")]
    [InlineData("FMT25", 2, "Timecode,BlendShapeCount,JawOpen\n-1:00:00:00,1,0\n")]
    [InlineData("FMT25", 3, "Timecode,BlendShapeCount,JawOpen\n00:00:01:00,1,0\n00:00:00:59,1,0\n")]
    [InlineData("FMT26", 3, "Timecode,BlendShapeCount,JawOpen\n00:00:01:00,1,0\n23:00:00:00,1,0\n")]
    public void Names_the_fault_and_its_line(string code, int line, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues);
        Assert.Equal((code, string.Create(CultureInfo.InvariantCulture, $"take.csv:{line}")), (issue.Code, issue.Place));
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("FMT21", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new HugeStream(), "take.csv")).Issues).Code);

    [Fact]
    public void Mutated_files_never_break_the_reader() =>
        Mutations.Run(Encoding.ASCII.GetBytes(Take(("00:00:00:59.250", 0), ("00:00:01:00.000", 0.5f), ("00:00:01:02", 1))), stream => _format.Read(stream, "take.csv"));

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "take.csv");

    private static string Take(params (string Timecode, float Jaw)[] rows) => "Timecode,BlendShapeCount,JawOpen\n"
        + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Timecode},1,{row.Jaw}\n")));

    private static float[] Jaw(CurveTable curves) => [.. Enumerable.Range(0, curves.FrameCount).Select(frame => curves[frame, JawOpen])];

    private RigTrack Track(double rateFps, float[,] values)
    {
        IReadOnlyList<RigChannel> channels = _format.Description.FixedChannels!;
        return new RigTrack { Curves = new CurveTable(rateFps, 0, [.. channels.Select(channel => channel.Name)], [.. values.Cast<float>()]), Channels = channels };
    }
}
