using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;
using Audio2Face.Modkit.Plugins.Vrm;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class VrmaTests
{
    private readonly VrmaFormat _format = new();

    private static RigChannel[] Channels =>
        [new("aa"), new("blinkLeft"), new("jawOpen"), new("lookAt.yaw", -90, 90), new("lookAt.pitch", -90, 90)];

    /// <summary>Two frames: aa 0.25 then 1; the eyes 90 degrees to the character's own left, then 60 degrees down.</summary>
    private static RigTrack Simple() =>
        new() { Curves = new CurveTable(30, 0, [.. Channels.Select(c => c.Name)], [0.25f, 0, 0.5f, 90, 0, 1, 0, 0.75f, 0, 60]), Channels = Channels };

    [Fact]
    public async Task A_file_is_as_the_specification_says()
    {
        byte[] file = await MemoryOutput.WriteAsync(_format, Simple());
        Assert.Equal(("glTF", 2, file.Length), (Encoding.ASCII.GetString(file, 0, 4), Int(file, 4), Int(file, 8)));
        Assert.Equal(("JSON", 0), (Encoding.ASCII.GetString(file, 16, 4), Int(file, 12) % 4));
        int binary = 20 + Int(file, 12);
        Assert.Equal(("BIN\0", file.Length - binary - 8), (Encoding.ASCII.GetString(file, binary + 4, 4), Int(file, binary)));
        using JsonDocument document = JsonDocument.Parse(file.AsMemory(20, Int(file, 12)), new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement root = document.RootElement;
        Assert.Equal("VRMC_vrm_animation", root.GetProperty("extensionsUsed")[0].GetString());
        JsonElement vrm = root.GetProperty("extensions").GetProperty("VRMC_vrm_animation");
        Assert.Equal("1.0", vrm.GetProperty("specVersion").GetString());
        Assert.Equal(["aa", "blinkLeft"], vrm.GetProperty("expressions").GetProperty("preset").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["jawOpen"], vrm.GetProperty("expressions").GetProperty("custom").EnumerateObject().Select(p => p.Name));

        // X of a translation is the weight; Y and Z are nothing.
        Assert.Equal([0.25f, 0, 0, 1, 0, 0], Output(root, file, binary, vrm.GetProperty("expressions").GetProperty("preset").GetProperty("aa"), "translation"));
        // A quarter turn about +Y turns +Z, where the face looks, to +X, its own left; a positive turn about +X looks down. w is last.
        float half = 0.70710678f;
        Assert.Equal([0, half, 0, half, 0.5f, 0, 0, 0.8660254f], Output(root, file, binary, vrm.GetProperty("lookAt"), "rotation"), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    public async Task A_line_comes_back_as_it_was_written(double rateFps)
    {
        RigTrack track = TestTracks.Random([.. ArkitChannels.Face.Select(name => new RigChannel(name)), .. Channels.Where(c => c.Name != "jawOpen")], rateFps, 400);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "line.VRMA"));
        Assert.False(new GltfFormat().CanRead(file.AsSpan(0, 4096), "line.vrma"));
        RigTrack read = Read(file);
        Assert.Equal((rateFps, 400), (read.Curves.FrameRateFps, read.Curves.FrameCount));
        foreach (RigChannel channel in track.Channels)
        {
            float tolerance = channel.Name.StartsWith("lookAt", StringComparison.Ordinal) ? 1e-3f : 0;
            Assert.Equal(GltfFiles.Channel(track, channel.Name), GltfFiles.Channel(read, channel.Name), (a, b) => Math.Abs(a - b) <= tolerance);
        }
    }

    [SkippableFact]
    public void The_file_of_the_makers_of_the_format_is_read()
    {
        RigTrack track = Read(File.ReadAllBytes(TestPaths.RequireShared("samples", "three-vrm_test.vrma")));
        Assert.Equal(["happy", "lookAt.yaw", "lookAt.pitch"], track.Curves.Channels);
        // Three seconds, as the player shows it.
        Assert.Equal(3, (track.Curves.FrameCount - 1) / track.Curves.FrameRateFps, 2);
        Assert.Equal(1, GltfFiles.Channel(track, "happy").Max(), 5);
        Assert.InRange(GltfFiles.Channel(track, "lookAt.yaw").Max(), 1, 90);
    }

    [SkippableFact]
    public void The_file_of_another_writer_is_read()
    {
        RigTrack track = Read(File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.vrma")));
        Assert.Equal(["aa", "ih", "ou", "ee"], track.Curves.Channels);
        Assert.Equal((60.0, 97), (track.Curves.FrameRateFps, track.Curves.FrameCount));
        // The accessors' own bounds.
        Assert.Equal((0.0054f, 0.44f), (GltfFiles.Channel(track, "aa").Min(), GltfFiles.Channel(track, "aa").Max()));
        Assert.Equal(0.4688f, GltfFiles.Channel(track, "ih").Max());
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        byte[] expected = await MemoryOutput.WriteAsync(_format, Simple());
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await MemoryOutput.WriteAsync(_format, Simple()));
    }

    [Theory]
    [InlineData("VRM05", "lookLeft", 0.5f)]
    [InlineData("VRM06", "aa", float.NaN)]
    public async Task What_the_format_forbids_is_not_written(string code, string channel, float value)
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(30, 0, [channel], [value]));
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, track));
        Assert.Equal(code, Assert.Single(exception.Issues).Code);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        byte[] file = await MemoryOutput.WriteAsync(_format, Simple());
        Refused("VRM01", "not a glTF"u8.ToArray());
        Refused("VRM01", Spoiled(file, root => root["extensions"] = new JsonObject()));
        Refused("VRM02", file[..^4]);
        Refused("VRM02", Spoiled(file, root => root["accessors"]![1]!["count"] = 2_000_000_000));
        Refused("VRM02", Spoiled(file, root => root["accessors"]![1]!["bufferView"] = 7));
        Refused("VRM02", Spoiled(file, root => root["bufferViews"]![0]!["byteLength"] = 1_000_000_000));
        Refused("VRM02", Spoiled(file, root => root["extensions"]!["VRMC_vrm_animation"]!["expressions"]!["preset"]!["aa"] = 3));
        Refused("VRM03", Spoiled(file, root => root["animations"] = new JsonArray(new JsonObject())));
        using HugeStream huge = new();
        Assert.Equal("VRM04", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(huge, "x")).Issues).Code);
    }

    [Fact]
    public async Task Damaged_files_give_issues_and_nothing_else() =>
        Mutations.Run(await MemoryOutput.WriteAsync(_format, Simple()), stream => _format.Read(stream, "x"));

    private RigTrack Read(byte[] file) => _format.Read(new MemoryStream(file), "x.vrma");

    private void Refused(string code, byte[] file)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(file)).Issues);
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("x.vrma", issue.Place, StringComparison.Ordinal);
    }

    private static byte[] Spoiled(byte[] file, Action<JsonNode> edit)
    {
        JsonNode root = JsonNode.Parse(file.AsSpan(20, Int(file, 12)))!;
        edit(root);
        byte[] json = Encoding.UTF8.GetBytes(root.ToJsonString());
        byte[] spoiled = [.. file[..20], .. json, .. file[(20 + Int(file, 12))..]];
        BinaryPrimitives.WriteInt32LittleEndian(spoiled.AsSpan(12), json.Length);
        return spoiled;
    }

    private static int Int(byte[] file, int offset) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(offset));

    /// <summary>The floats that move the node an object names.</summary>
    private static float[] Output(JsonElement root, byte[] file, int binary, JsonElement ofNode, string path)
    {
        int node = ofNode.GetProperty("node").GetInt32();
        JsonElement animation = root.GetProperty("animations")[0];
        JsonElement channel = animation.GetProperty("channels").EnumerateArray().Single(c => c.GetProperty("target").GetProperty("node").GetInt32() == node);
        Assert.Equal(path, channel.GetProperty("target").GetProperty("path").GetString());
        JsonElement accessor = root.GetProperty("accessors")[animation.GetProperty("samplers")[channel.GetProperty("sampler").GetInt32()].GetProperty("output").GetInt32()];
        int width = accessor.GetProperty("type").GetString()![3] - '0';
        int start = binary + 8 + accessor.GetProperty("byteOffset").GetInt32();
        return [.. Enumerable.Range(0, width * accessor.GetProperty("count").GetInt32()).Select(i => BitConverter.ToSingle(file, start + (4 * i)))];
    }
}
