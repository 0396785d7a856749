using System.Globalization;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Omniverse;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class A2fJsonTests
{
    private const string Small = """{"exportFps":30,"trackPath":"","numPoses":2,"numFrames":2,"facsNames":["jawOpen","b"],"weightMat":[[0,0.5],[1,0.25]]}""";

    private readonly A2fJsonFormat _format = new();

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(24)]
    public async Task A_file_is_as_its_description_says(int rateFps)
    {
        float[,] weights = { { 0, 1, 0.5f }, { 1e-7f, -1e-7f, 0.123456789f }, { 1 / 3f, -2.5f, 100 } };
        RigTrack track = Track(rateFps, ["jawOpen", "mouth \"x\"", "Ünïcode"], weights);
        SpecCheckers.CheckA2fJson(await MemoryOutput.WriteAsync(_format, track), rateFps, ["jawOpen", "mouth \"x\"", "Ünïcode"], weights);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        RigTrack track = TestTracks.Arkit(30, 20);
        byte[] expected = await MemoryOutput.WriteAsync(_format, track);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.Equal(expected, file);
        Assert.True(_format.CanRead(file, "LINE.A2F.JSON"));
        Assert.Equal(track.Curves.Values.ToArray(), Read(Encoding.UTF8.GetString(file)).Curves.Values.ToArray());
    }

    [Fact]
    public async Task An_empty_line_makes_a_file_without_frames()
    {
        RigTrack track = TestTracks.Arkit(30, 0);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.Equal((0, 52), (Read(Encoding.UTF8.GetString(file)).Curves.FrameCount, Read(Encoding.UTF8.GetString(file)).Curves.Channels.Count));
    }

    [Theory]
    [InlineData(29.97)]
    [InlineData(0.5)]
    public async Task A_broken_rate_is_refused(double rateFps)
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, TestTracks.Arkit(rateFps, 2)));
        Assert.Equal("FMT10", Assert.Single(exception.Issues).Code);
    }

    [SkippableFact]
    public void Reads_what_another_tool_wrote()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.a2f.json"));
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "off.a2f.json"));
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "renamed.txt"));
        RigTrack track = _format.Read(new MemoryStream(file), "off.a2f.json");

        using JsonDocument document = JsonDocument.Parse(file);
        float[] weights = [.. document.RootElement.GetProperty("weightMat").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetSingle())];
        Assert.Equal((60.0, 97, 18), (track.Curves.FrameRateFps, track.Curves.FrameCount, track.Curves.Channels.Count));
        Assert.Equal(("jawOpen", "tongueOut"), (track.Curves.Channels[0], track.Curves.Channels[17]));
        Assert.Equal(0.1236f, track.Curves[0, 0]); // read off the file by eye
        Assert.Equal(weights, track.Curves.Values.ToArray());
    }

    [Theory]
    [InlineData("""{"weightMat":[[0.5,1]],"numFrames":1,"facsNames":["b","a"],"exportFps":60.0}""")]
    [InlineData("""{"exportFps":6e1,"extra":{"deep":[[{}]]},"facsNames":["b","a"],"joints":["jaw"],"rotations":[[[0,0,0,1]]],"weightMat":[[5e-1,1.0]]}""")]
    [InlineData("\uFEFF  {\"exportFps\":60,\"facsNames\":[\"b\",\"a\"],\"weightMat\":[[0.5,1]]}\n")]
    public void Reads_keys_in_any_order_and_passes_over_others(string text)
    {
        CurveTable curves = Read(text).Curves;
        Assert.Equal((60.0, 1), (curves.FrameRateFps, curves.FrameCount));
        Assert.Equal(["b", "a"], curves.Channels);
        Assert.Equal([0.5f, 1f], curves.Values.ToArray());
    }

    [Fact]
    public void Ranges_widen_where_weights_go_beyond()
    {
        RigTrack track = Read("""{"exportFps":30,"facsNames":["a","b"],"weightMat":[[-0.5,0],[2,1]]}""");
        Assert.Equal([new RigChannel("a", -0.5f, 2), new RigChannel("b")], track.Channels);
    }

    [Theory]
    [InlineData("FMT12", "test.json:1:", "{\"exportFps\":30,")]
    [InlineData("FMT12", "test.json:1:", "{\"exportFps\":30} x")]
    [InlineData("FMT12", "test.json:2:", "{\"exportFps\":30,\n\"a\":NaN}")]
    [InlineData("FMT12", "test.json:1:1", "")]
    [InlineData("FMT13", "byte 0", "[]")]
    [InlineData("FMT13", "byte 13 (exportFps)", "{\"exportFps\":\"30\"}")]
    [InlineData("FMT13", "(facsNames)", "{\"facsNames\":{}}")]
    [InlineData("FMT13", "(facsNames[1])", "{\"facsNames\":[\"a\",5]}")]
    [InlineData("FMT13", "(facsNames[0])", "{\"facsNames\":[\"\\ud800\"]}")]
    [InlineData("FMT14", "test.json", "{\"\\ud800\":1}")]
    [InlineData("FMT14", "test.json", "{\"a\":\"\\ud800\"}")]
    [InlineData("FMT13", "(weightMat)", "{\"weightMat\":5}")]
    [InlineData("FMT13", "(weightMat[0])", "{\"weightMat\":[5]}")]
    [InlineData("FMT13", "(weightMat[1][0])", "{\"weightMat\":[[0],[null]]}")]
    [InlineData("FMT14", "test.json", "{\"facsNames\":[\"a\"],\"weightMat\":[]}")]
    [InlineData("FMT14", "test.json", "{\"exportFps\":30,\"weightMat\":[]}")]
    [InlineData("FMT14", "test.json", "{\"exportFps\":30,\"facsNames\":[\"a\"]}")]
    [InlineData("FMT15", "test.json", "{\"exportFps\":30,\"facsNames\":[\"a\"],\"weightMat\":[[0,1]]}")]
    [InlineData("FMT15", "test.json", "{\"exportFps\":30,\"facsNames\":[\"a\"],\"weightMat\":[[0],[0,1]]}")]
    [InlineData("FMT15", "test.json", "{\"exportFps\":30,\"numPoses\":2,\"facsNames\":[\"a\"],\"weightMat\":[[0]]}")]
    [InlineData("FMT15", "test.json", "{\"exportFps\":30,\"numFrames\":2,\"facsNames\":[\"a\"],\"weightMat\":[[0]]}")]
    [InlineData("FMT16", "(exportFps)", "{\"exportFps\":0}")]
    [InlineData("FMT16", "(exportFps)", "{\"exportFps\":1e9}")]
    [InlineData("FMT16", "(numFrames)", "{\"numFrames\":1.5}")]
    [InlineData("FMT16", "(weightMat[0][1])", "{\"weightMat\":[[0,1e99]]}")]
    [InlineData("FMT17", "(facsNames[1])", "{\"facsNames\":[\"a\",\"a\"]}")]
    public void Names_the_fault_and_its_place(string code, string place, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues);
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("test.json", issue.Place, StringComparison.Ordinal);
        Assert.Contains(place, issue.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("FMT11", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new HugeStream(), "test.json")).Issues).Code);

    [Fact]
    public void Mutated_files_never_break_the_reader() => Mutations.Run(Encoding.UTF8.GetBytes(Small), stream => _format.Read(stream, "test.json"));

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.json");

    private static RigTrack Track(double rateFps, string[] names, float[,] weights) => new()
    {
        Curves = new CurveTable(rateFps, 0, names, [.. weights.Cast<float>()]),
        Channels = [.. names.Select(name => new RigChannel(name, -10, 100))],
    };
}
