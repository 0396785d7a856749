using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Curves;
using Audio2Face.Modkit.Plugins.Interchange.Fbx;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;
using Audio2Face.Modkit.Plugins.Usd;
using Audio2Face.Modkit.Plugins.Vrm;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>All 68 channels, which no voice moves, through the formats that take any. MODKIT_WRITE names a folder that keeps the files for tests/third-party.</summary>
public sealed class EveryChannelTests
{
    public static TheoryData<string> Ids => ["curves-json", "gltf", "fbx", "usd-anim", "vrma"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_channel_comes_back_as_it_was_written(string id)
    {
        IReadableFormat format = Format(id);
        RigTrack track = GltfFiles.EveryChannel(30, 150);
        byte[] file = await MemoryOutput.WriteAsync(format, track);
        RigTrack read = format.Read(new MemoryStream(file), "line" + format.Description.Extension);
        Assert.Equal((30.0, 150, 68), (read.Curves.FrameRateFps, read.Curves.FrameCount, read.Curves.Channels.Count));
        foreach (string name in ArkitChannels.All)
            Assert.Equal(GltfFiles.Channel(track, name), GltfFiles.Channel(read, name), (a, b) => Math.Abs(a - b) < 1e-6f);
        if (Environment.GetEnvironmentVariable("MODKIT_WRITE") is not { } folder) return;
        Directory.CreateDirectory(folder);
        await using FileStream kept = new(Path.Combine(folder, "line" + format.Description.Extension), FileMode.Create, FileAccess.Write);
        await kept.WriteAsync(file);
    }

    private static IReadableFormat Format(string id) => id switch
    {
        "curves-json" => new CurvesJsonFormat(),
        "gltf" => new GltfFormat(),
        "fbx" => new FbxFormat(),
        "usd-anim" => new UsdAnimFormat(),
        _ => new VrmaFormat(),
    };
}
