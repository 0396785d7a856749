using System.Text.Json.Nodes;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class GltfReaderTests
{
    [Fact]
    public void Linear_keys_that_lie_unevenly_are_resampled_at_30_fps()
    {
        RigTrack track = GltfFiles.Read(GltfFiles.Text(["a", "b"], [0, 0.1f, 0.4f], GltfFiles.Floats(0, 1, 1, 0, 0.4f, 0)));
        Assert.Equal(30, track.Curves.FrameRateFps);
        Assert.Equal(13, track.Curves.FrameCount);
        float[] a = GltfFiles.Channel(track, "a");
        Assert.Equal(1, a[3], 5);
        Assert.Equal(0.8f, a[6], 4);
        Assert.Equal(0.4f, a[12], 5);
        Assert.Equal(0.66667f, GltfFiles.Channel(track, "b")[1], 4);
    }

    [Fact]
    public void Steps_hold_until_the_next_key()
    {
        float[] a = GltfFiles.Channel(GltfFiles.Read(GltfFiles.Text(["a"], [0, 0.1f, 0.4f], GltfFiles.Floats(0.25f, 1, 0), interpolation: "STEP")), "a");
        Assert.Equal([0.25f, 0.25f, 0.25f, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0], a);
    }

    [Fact]
    public void Cubic_keys_follow_their_slopes()
    {
        // One second, from 0 with slope 3 to 0 with slope -3: the Hermite polynomial 3t - 3t^2, so 0.75 in the middle and 0.5625 at a quarter.
        byte[] weights = GltfFiles.Floats(0, 0, 3, -3, 0, 0, 0, 0, 0);
        RigTrack track = GltfFiles.Read(GltfFiles.Text(["a"], [0, 1, 1.5f], weights, interpolation: "CUBICSPLINE"));
        float[] a = GltfFiles.Channel(track, "a");
        Assert.Equal(0.75f, a[15], 5);
        Assert.Equal(3 * 0.2f - (3 * 0.04f), a[6], 5);
        Assert.Equal(0, a[30]);
    }

    [Theory]
    [InlineData(5121, new byte[] { 0, 255, 51 }, 0.2f)]
    [InlineData(5123, new byte[] { 0, 0, 255, 255, 51, 51 }, 0.2f)]
    [InlineData(5120, new byte[] { 0, 127, 0x81 }, -1f)]
    [InlineData(5122, new byte[] { 0, 0, 0xFF, 0x7F, 0, 0x80 }, -1f)]
    public void Normalised_whole_numbers_become_weights(int componentType, byte[] weights, float last)
    {
        RigTrack track = GltfFiles.Read(GltfFiles.Text(["a"], [0, 0.5f, 1], weights, componentType));
        Assert.Equal(2, track.Curves.FrameRateFps);
        Assert.Equal([0, 1, last], GltfFiles.Channel(track, "a"));
        Assert.Equal(Math.Min(0, last), track.Channels[0].Minimum);
    }

    [SkippableTheory]
    [InlineData("off.glb")]
    [InlineData("off.gltf")]
    public void The_files_of_another_writer_are_read(string name)
    {
        string path = TestPaths.RequireShared("samples", "third_party_writer", name);
        RigTrack track = GltfFiles.Read(File.ReadAllBytes(path), name);
        Assert.Equal(["sil", "PP", "DD", "kk", "SS", "nn", "RR", "aa", "E", "I", "U"], track.Curves.Channels);
        Assert.Equal(60, track.Curves.FrameRateFps);
        Assert.Equal(97, track.Curves.FrameCount);
        // The accessor's own bounds.
        Assert.Equal(0.9418f, track.Curves.Values.ToArray().Max(), 4);
        Assert.Equal(0, track.Curves.Values.ToArray().Min());
    }

    [Fact]
    public void Files_are_told_by_their_first_bytes_or_by_their_name()
    {
        GltfFormat format = new();
        Assert.True(format.CanRead("glTF\u0002"u8, "anything"));
        Assert.True(format.CanRead(" {\"asset\""u8, "Face.GLTF"));
        Assert.False(format.CanRead("{}"u8, "face.json"));
        Assert.False(format.CanRead("Timecode,"u8, "face.gltf"));
    }

    public static TheoryData<string, string, string> Spoiled => new()
    {
        { "FMT65", "", "asset/version=\"1.0\"" },
        { "FMT66", "/meshes/0/extras", "meshes/0/extras/targetNames=[\"a\",\"b\"]" },
        { "FMT66", "/accessors/1", "accessors/1/count=4000000" },
        { "FMT66", "/accessors/0/count", "accessors/0/count=-1" },
        { "FMT66", "/accessors/0", "accessors/0/bufferView=null" },
        { "FMT66", "/animations/0/samplers/0/input", "animations/0/samplers/0/input=9" },
        { "FMT66", "/bufferViews/1", "bufferViews/1/byteLength=2000000000" },
        { "FMT66", "/buffers/0", "buffers/0/uri=\"data:x;base64,!!\"" },
        { "FMT66", "/accessors/1", "accessors/1/componentType=5125" },
        { "FMT67", "/buffers/0", "buffers/0/uri=\"face.bin\"" },
        { "FMT68", "/bufferViews/0/extensions/EXT_meshopt_compression", "bufferViews/0/extensions={\"EXT_meshopt_compression\":{}}" },
        { "FMT68", "/accessors/1/sparse", "accessors/1/sparse={}" },
        { "FMT69", "", "animations=[]" },
        { "FMT69", "", "meshes/0/extras={}" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void What_is_wrong_is_told_with_its_place(string code, string pointer, string change)
    {
        byte[] file = GltfFiles.Text(["a"], [0, 0.5f, 1], GltfFiles.Floats(0, 1, 0), edit: document => Set(document, change));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => GltfFiles.Read(file)).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Equal(pointer.Length == 0 ? "face.gltf" : "face.gltf: " + pointer, issue.Place);
        Assert.NotEmpty(issue.Hint);
    }

    [Theory]
    [InlineData("FMT66", new[] { 0f, 0.5f, 0.5f })]
    [InlineData("FMT66", new[] { 0f, float.NaN, 1f })]
    [InlineData("FMT66", new[] { -1f, 0.5f, 1f })]
    [InlineData("FMT70", new[] { 0f, 1f, 1801f })]
    public void Key_times_must_rise_within_the_limits(string code, float[] times)
    {
        byte[] file = GltfFiles.Text(["a"], times, GltfFiles.Floats(0, 1, 0));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => GltfFiles.Read(file)).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Equal("face.gltf: /accessors/0", issue.Place);
    }

    [Fact]
    public void Damaged_files_give_issues_and_nothing_else()
    {
        byte[] data = [];
        byte[] Text(bool isBinary) => GltfFiles.Text(["a", "b"], [0, 0.1f, 0.4f], GltfFiles.Floats(0, 1, 1, 0, 0.4f, 0), edit: document =>
        {
            JsonObject buffer = document["buffers"]![0]!.AsObject();
            data = Convert.FromBase64String(buffer["uri"]!.GetValue<string>()[37..]);
            if (isBinary) buffer.Remove("uri");
        });
        Mutations.Run(Text(false), stream => new GltfFormat().Read(stream, "x"));
        using MemoryStream file = new();
        Glb.Write(file, Text(true), data.Length, stream => stream.Write(data));
        Mutations.Run(file.ToArray(), stream => new GltfFormat().Read(stream, "x"));
    }

    /// <summary>Sets one value: <c>path/to/it=json</c>; null removes it.</summary>
    private static void Set(JsonNode document, string change)
    {
        string[] sides = change.Split('=', 2);
        string[] path = sides[0].Split('/');
        JsonNode at = document;
        foreach (string step in path[..^1]) at = (at is JsonArray ? at[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : at[step])!;
        if (sides[1] == "null") at.AsObject().Remove(path[^1]);
        else at[path[^1]] = JsonNode.Parse(sides[1]);
    }
}
