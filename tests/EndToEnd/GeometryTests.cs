using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Bones, mesh and gaze of a small model in NVIDIA's layout, as a user gets them.</summary>
public sealed class GeometryTests : IDisposable
{
    private readonly Scene _scene = new();

    private static string Model => TestPaths.RequireShared("golden", "tiny-bundles", "tiny-regression");

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task The_models_own_mesh_is_written_when_asked_for()
    {
        string faces = _scene.Text("face.obj", string.Concat(Enumerable.Repeat("v 0 0 0\n", 8)) + "f 1 2 4 3\n");
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--model", Model, "--to", "gltf", "--set", "geometry=mesh", "--mesh", faces, "--fps", "30", "-o", _scene["v.glb"])).Expect(ExitCodes.Success);
        using JsonDocument json = Json("v.glb");
        JsonElement primitive = json.RootElement.GetProperty("meshes")[0].GetProperty("primitives")[0];
        Assert.Equal(15, primitive.GetProperty("targets").GetArrayLength());
        Assert.Equal(6, json.RootElement.GetProperty("accessors")[primitive.GetProperty("indices").GetInt32()].GetProperty("count").GetInt32());
        Assert.Equal(["Head", "skin", "tongue", "jaw", "eye_R", "eye_L"], Names(json));
    }

    [SkippableFact]
    public async Task Our_head_has_bones_only_with_a_model_that_moves_them()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        (await A2f.RunAsync("animate", voice, "--model", Model, "--to", "gltf", "-o", _scene["a.glb"])).Expect(ExitCodes.Success);
        using (JsonDocument json = Json("a.glb"))
        {
            Assert.Equal(["jaw", "eye_R", "eye_L"], Names(json)[^3..]);
            Assert.Contains(json.RootElement.GetProperty("animations")[0].GetProperty("channels").EnumerateArray(), channel => channel.GetProperty("target").GetProperty("path").GetString() == "translation");
        }
        (await A2f.RunAsync("animate", voice, "--to", "gltf", "-o", _scene["b.glb"])).Expect(ExitCodes.Success);
        using (JsonDocument json = Json("b.glb")) Assert.DoesNotContain("jaw", Names(json));
        A2f.Outcome outcome = (await A2f.RunAsync("animate", voice, "--to", "gltf", "--set", "geometry=mesh", "-o", _scene["c.glb"])).Expect(ExitCodes.Plugin);
        Assert.Contains("FMT74", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("c.glb", _scene.Names);
    }

    [SkippableFact]
    public async Task Eyes_look_when_asked_to()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        (await A2f.RunAsync("animate", voice, "--model", Model, "--to", "a2f-json", "-o", _scene["a.a2f.json"])).Expect(ExitCodes.Success);
        (await A2f.RunAsync("animate", voice, "--model", Model, "--to", "a2f-json", "--eye-look", "-o", _scene["b.a2f.json"])).Expect(ExitCodes.Success);
        Assert.DoesNotContain("\"eyeLook\"", File.ReadAllText(_scene["a.a2f.json.provenance.json"]), StringComparison.Ordinal);
        Assert.Contains("\"eyeLook\": true", File.ReadAllText(_scene["b.a2f.json.provenance.json"]), StringComparison.Ordinal);
        Assert.All(Column("a.a2f.json", "eyeLookOutRight"), weight => Assert.Equal(0, weight));
        Assert.Contains(Column("b.a2f.json", "eyeLookOutRight"), weight => weight > 0.01f);
        Assert.Equal(Column("a.a2f.json", "jawOpen"), Column("b.a2f.json", "jawOpen"));
        Assert.Contains("MOD32", (await A2f.RunAsync("animate", voice, "--eye-look", "-o", _scene["c.a2f.json"])).Expect(ExitCodes.Model).Error, StringComparison.Ordinal);
    }

    private float[] Column(string file, string channel)
    {
        (string[] channels, float[][] frames) = _scene.ReadA2fJson(file);
        int column = Array.IndexOf(channels, channel);
        return [.. frames.Select(frame => frame[column])];
    }

    private JsonDocument Json(string name)
    {
        byte[] file = File.ReadAllBytes(_scene[name]);
        return JsonDocument.Parse(file.AsMemory(20, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12))));
    }

    private static string[] Names(JsonDocument json) => [.. json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!)];
}
