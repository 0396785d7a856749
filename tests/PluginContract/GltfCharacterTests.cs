using System.Text.Json;
using System.Text.Json.Nodes;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>The user's own glTF file with our animation.</summary>
public sealed class GltfCharacterTests
{
    /// <summary>Head and lashes with morphs, a hat without, an animation that is there already, texts that must survive.</summary>
    private static readonly Action<JsonNode> _people = document =>
    {
        document["asset"]!["copyright"] = "© <me> & \"you\"";
        document["nodes"] = JsonNode.Parse("""[{"mesh":1,"name":"Hat"},{"mesh":0,"name":"Head"},{"mesh":2,"name":"Lashes"},{"mesh":0,"name":"Twin"},{"name":"Bone","translation":[1e-3,0.10,2]}]""");
        document["animations"]![0]!["channels"]![0]!["target"]!["node"] = 1;
        JsonArray meshes = document["meshes"]!.AsArray();
        meshes[0]!["weights"] = new JsonArray(0.0, 0.25, 0.0);
        meshes.Add(JsonNode.Parse("""{"primitives":[{"attributes":{}}]}"""));
        meshes.Add(JsonNode.Parse("""{"primitives":[{"attributes":{},"targets":[{"POSITION":0},{"POSITION":0}]}],"extras":{"targetNames":["EyeBlink_R","tail"]}}"""));
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Our_animation_is_added_and_nothing_else_changes(bool isBinary)
    {
        byte[] mesh = Mesh(isBinary, _people);
        RigTrack track = TestTracks.Arkit(30, 7);
        byte[] file = await AnimateAsync(mesh, track, isBinary ? "me.glb" : "me.gltf");
        (JsonElement before, byte[] oldData) = Open(mesh);
        (JsonElement after, byte[] data) = Open(file);
        foreach (JsonProperty property in before.EnumerateObject().Where(p => p.Name is not ("accessors" or "bufferViews" or "buffers" or "animations")))
            Assert.True(JsonElement.DeepEquals(property.Value, after.GetProperty(property.Name)), property.Name);
        Assert.Contains("[1e-3,0.10,2]", after.GetProperty("nodes").GetRawText(), StringComparison.Ordinal);
        foreach (string list in (string[])["accessors", "bufferViews", "animations"])
        {
            Assert.All(before.GetProperty(list).EnumerateArray().Zip(after.GetProperty(list).EnumerateArray()), pair => Assert.True(JsonElement.DeepEquals(pair.First, pair.Second), list));
        }
        Assert.Equal(oldData, data[..oldData.Length]);
        Assert.Equal(2, after.GetProperty("animations").GetArrayLength());
        JsonElement added = after.GetProperty("animations")[1];
        Assert.Equal("line", added.GetProperty("name").GetString());

        // Head and Twin show one mesh and share a sampler; the middle morph has no curve and keeps its own weight.
        Dictionary<int, float[]> weights = Outputs(after, added, data);
        Assert.Equal([1, 2, 3], weights.Keys.Order());
        float[] jaw = GltfFiles.Channel(track, "jawOpen"), blink = GltfFiles.Channel(track, "eyeBlinkRight"), smile = GltfFiles.Channel(track, "mouthSmileLeft");
        Assert.Equal([.. Enumerable.Range(0, 7).SelectMany(i => (float[])[jaw[i], 0.25f, smile[i]])], weights[1]);
        Assert.Equal(weights[1], weights[3]);
        Assert.Equal(2, added.GetProperty("samplers").GetArrayLength());
        Assert.Equal([.. Enumerable.Range(0, 7).SelectMany(i => (float[])[blink[i], 0])], weights[2]);
    }

    [SkippableFact]
    public async Task A_real_head_is_animated()
    {
        byte[] mesh = await File.ReadAllBytesAsync(TestPaths.RequireShared("meshes", "ict_facekit_face52.glb"));
        RigTrack track = TestTracks.Arkit(60, 30);
        RigTrack read = GltfFiles.Read(await AnimateAsync(mesh, track, "ict.glb"), "x.glb");
        Assert.Equal(ArkitChannels.Face.Except(["tongueOut"]).Order(StringComparer.Ordinal), read.Curves.Channels.Order(StringComparer.Ordinal));
        foreach (string name in read.Curves.Channels) Assert.Equal(GltfFiles.Channel(track, name), GltfFiles.Channel(read, name));
    }

    [Theory]
    [InlineData("FMT67", "{\"buffers\":[{\"byteLength\":4,\"uri\":\"face.bin\"}]}")]
    [InlineData("FMT71", "{\"meshes\":[{\"primitives\":[{\"attributes\":{}}]}]}")]
    [InlineData("FMT71", "{\"meshes\":[{\"primitives\":[{\"attributes\":{},\"targets\":[{\"POSITION\":0}]}]}]}")]
    [InlineData("FMT72", "{\"meshes\":[{\"primitives\":[{\"attributes\":{},\"targets\":[{\"POSITION\":0}]}],\"extras\":{\"targetNames\":[\"smile\"]}}]}")]
    [InlineData("FMT66", "{\"meshes\":[]}")]
    public async Task What_is_wrong_with_a_character_is_told(string code, string change)
    {
        byte[] mesh = Mesh(true, document =>
        {
            foreach ((string key, JsonNode? value) in JsonNode.Parse(change)!.AsObject()) document[key] = value!.DeepClone();
        });
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => AnimateAsync(mesh, TestTracks.Arkit(30, 2), "me.glb"));
        Issue issue = Assert.Single(exception.Issues);
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("me.glb", issue.Place, StringComparison.Ordinal);
    }

    private static async Task<byte[]> AnimateAsync(byte[] mesh, RigTrack track, string name)
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = "line", DurationSeconds = 1, Mesh = new NamedFile(name, mesh) };
        await new GltfFormat().WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(".glb");
    }

    private static byte[] Mesh(bool isBinary, Action<JsonNode> edit)
    {
        byte[] data = [];
        byte[] text = GltfFiles.Text(["jawOpen", "fin", "MOUTHSMILE_L"], [0, 0.5f], GltfFiles.Floats(0, 0, 0, 1, 1, 1), edit: document =>
        {
            edit(document);
            if (!isBinary || document["buffers"]![0]!["uri"]!.GetValue<string>() is not { Length: > 37 } uri) return;
            data = [.. Convert.FromBase64String(uri[37..]), 7, 7, 7, 7];
            document["buffers"]![0]!.AsObject().Remove("uri");
        });
        if (!isBinary) return text;
        using MemoryStream file = new();
        Glb.Write(file, text, data.Length, stream => stream.Write(data));
        return file.ToArray();
    }

    /// <summary>JSON and data of a file; of one with data as text, the data of its last buffer.</summary>
    private static (JsonElement Root, byte[] Data) Open(byte[] file)
    {
        if (file[0] == (byte)'{') return (JsonDocument.Parse(file).RootElement, []);
        int length = BitConverter.ToInt32(file, 12);
        JsonElement root = JsonDocument.Parse(file.AsMemory(20, length)).RootElement;
        Assert.Equal(file.Length, BitConverter.ToInt32(file, 8));
        JsonElement buffer = root.GetProperty("buffers").EnumerateArray().Last();
        byte[] data = buffer.TryGetProperty("uri", out JsonElement uri) ? Convert.FromBase64String(uri.GetString()![37..]) : file[(28 + length)..];
        return (root, data);
    }

    /// <summary>By node the weights that an animation gives it.</summary>
    private static Dictionary<int, float[]> Outputs(JsonElement root, JsonElement animation, byte[] data) =>
        animation.GetProperty("channels").EnumerateArray().ToDictionary(channel => channel.GetProperty("target").GetProperty("node").GetInt32(), channel =>
        {
            Assert.Equal("weights", channel.GetProperty("target").GetProperty("path").GetString());
            JsonElement sampler = animation.GetProperty("samplers")[channel.GetProperty("sampler").GetInt32()];
            JsonElement accessor = root.GetProperty("accessors")[sampler.GetProperty("output").GetInt32()];
            JsonElement view = root.GetProperty("bufferViews")[accessor.GetProperty("bufferView").GetInt32()];
            JsonElement input = root.GetProperty("accessors")[sampler.GetProperty("input").GetInt32()];
            Assert.Equal((7, 0f, 0.2f), (input.GetProperty("count").GetInt32(), input.GetProperty("min")[0].GetSingle(), input.GetProperty("max")[0].GetSingle()));
            int start = (view.TryGetProperty("byteOffset", out JsonElement offset) ? offset.GetInt32() : 0) + accessor.GetProperty("byteOffset").GetInt32();
            Assert.Equal(0, start % 4);
            return (float[])[.. Enumerable.Range(0, accessor.GetProperty("count").GetInt32()).Select(i => BitConverter.ToSingle(data, start + (4 * i)))];
        });
}
