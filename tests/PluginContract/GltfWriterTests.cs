using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class GltfWriterTests
{
    [Fact]
    public async Task A_line_comes_back_as_it_was_written()
    {
        RigTrack track = GltfFiles.EveryChannel(30, 150);
        RigTrack read = GltfFiles.Read(await MemoryOutput.WriteAsync(new GltfFormat(), track), "line.glb");
        Assert.Equal(30, read.Curves.FrameRateFps);
        Assert.Equal(150, read.Curves.FrameCount);
        foreach (string name in ArkitChannels.All) Assert.Equal(GltfFiles.Channel(track, name), GltfFiles.Channel(read, name));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(29.97)]
    [InlineData(30000.0 / 1001)]
    [InlineData(60)]
    [InlineData(120)]
    public async Task The_rate_of_the_track_is_kept(double frameRateFps)
    {
        RigTrack read = GltfFiles.Read(await MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(frameRateFps, 90)), "line.glb");
        Assert.Equal(frameRateFps, read.Curves.FrameRateFps, 2);
        Assert.Equal(90, read.Curves.FrameCount);
    }

    [Fact]
    public async Task Bytes_are_the_same_in_every_culture_and_on_every_run()
    {
        byte[] expected = await MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(30, 80));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["de-DE", "tr-TR", "ar-SA"])
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                byte[] file = await MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(30, 80));
                Assert.True(expected.AsSpan().SequenceEqual(file), culture);
                Assert.Equal(80, GltfFiles.Read(file, "line.glb").Curves.FrameCount);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Other_spellings_move_the_same_morphs_and_strangers_are_left_out()
    {
        CurveTable curves = new(30, 0, ["JAWOPEN", "eyeBlink_L", "mouthSmile_R", "tail"], [0, 0, 0, 0, 0.5f, 0.25f, 0.75f, 1]);
        RigTrack read = GltfFiles.Read(await MemoryOutput.WriteAsync(new GltfFormat(), RigTrack.FromUnitCurves(curves)), "line.glb");
        Assert.Equal([0, 0.5f], GltfFiles.Channel(read, "jawOpen"));
        Assert.Equal([0, 0.25f], GltfFiles.Channel(read, "eyeBlinkLeft"));
        Assert.Equal([0, 0.75f], GltfFiles.Channel(read, "mouthSmileRight"));
        Assert.Equal([0, 0], GltfFiles.Channel(read, "eyeBlinkRight"));
        Assert.Equal(-1, read.Curves.IndexOf("tail"));
    }

    [Fact]
    public async Task A_five_second_clip_stays_small_and_says_that_it_is_synthetic()
    {
        byte[] file = await MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(30, 150));
        Assert.InRange(file.Length, 100_000, 4_000_000);
        using JsonDocument json = JsonDocument.Parse(file.AsMemory(20, BitConverter.ToInt32(file, 12)));
        JsonElement asset = json.RootElement.GetProperty("asset");
        Assert.True(asset.GetProperty("extras").GetProperty("synthetic").GetBoolean());
        Assert.Equal("Audio2Face Modkit", asset.GetProperty("generator").GetString());
        Assert.Equal("line", json.RootElement.GetProperty("animations")[0].GetProperty("name").GetString());
        Assert.False(json.RootElement.TryGetProperty("extensionsUsed", out _));
    }

    [Theory]
    [InlineData("FMT61", new[] { "jawOpen" }, new float[0])]
    [InlineData("FMT62", new[] { "tail", "wing" }, new float[] { 0, 1 })]
    [InlineData("FMT63", new[] { "jawOpen", "JawOpen" }, new float[] { 0, 1 })]
    [InlineData("FMT64", new[] { "jawOpen" }, new[] { float.NaN })]
    public async Task A_track_that_cannot_be_told_is_refused(string code, string[] channels, float[] values)
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(30, 0, channels, values));
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(new GltfFormat(), track));
        Assert.Equal(code, Assert.Single(exception.Issues).Code);
    }
}
