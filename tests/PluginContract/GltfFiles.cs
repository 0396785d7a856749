using System.Text;
using System.Text.Json.Nodes;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Small glTF files written by hand, and lines for our writer.</summary>
internal static class GltfFiles
{
    /// <summary>A .gltf with one mesh of named morphs and one animation; <paramref name="edit"/> may spoil it.</summary>
    public static byte[] Text(string[] names, float[] times, byte[] weights, int componentType = 5126, string interpolation = "LINEAR", Action<JsonNode>? edit = null)
    {
        byte[] data = new byte[times.Length * 4 + weights.Length];
        for (int i = 0; i < times.Length; i++) BitConverter.GetBytes(times[i]).CopyTo(data, i * 4);
        weights.CopyTo(data, times.Length * 4);
        int size = componentType switch { 5126 => 4, 5122 or 5123 => 2, _ => 1 };
        JsonNode document = new JsonObject
        {
            ["asset"] = new JsonObject { ["version"] = "2.0" },
            ["nodes"] = new JsonArray(new JsonObject { ["mesh"] = 0 }),
            ["meshes"] = new JsonArray(new JsonObject
            {
                ["primitives"] = new JsonArray(new JsonObject { ["attributes"] = new JsonObject(), ["targets"] = new JsonArray([.. names.Select(_ => (JsonNode)new JsonObject { ["POSITION"] = 0 })]) }),
                ["extras"] = new JsonObject { ["targetNames"] = new JsonArray([.. names.Select(name => (JsonNode)JsonValue.Create(name)!)]) },
            }),
            ["animations"] = new JsonArray(new JsonObject
            {
                ["samplers"] = new JsonArray(new JsonObject { ["input"] = 0, ["output"] = 1, ["interpolation"] = interpolation }),
                ["channels"] = new JsonArray(new JsonObject { ["sampler"] = 0, ["target"] = new JsonObject { ["node"] = 0, ["path"] = "weights" } }),
            }),
            ["accessors"] = new JsonArray(
                new JsonObject { ["bufferView"] = 0, ["componentType"] = 5126, ["count"] = times.Length, ["type"] = "SCALAR" },
                new JsonObject { ["bufferView"] = 1, ["componentType"] = componentType, ["normalized"] = componentType != 5126, ["count"] = weights.Length / size, ["type"] = "SCALAR" }),
            ["bufferViews"] = new JsonArray(
                new JsonObject { ["buffer"] = 0, ["byteOffset"] = 0, ["byteLength"] = times.Length * 4 },
                new JsonObject { ["buffer"] = 0, ["byteOffset"] = times.Length * 4, ["byteLength"] = weights.Length }),
            ["buffers"] = new JsonArray(new JsonObject { ["byteLength"] = data.Length, ["uri"] = "data:application/octet-stream;base64," + Convert.ToBase64String(data) }),
        };
        edit?.Invoke(document);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static RigTrack Read(byte[] file, string name = "face.gltf") => new GltfFormat().Read(new MemoryStream(file), name);

    /// <summary>The values of one channel over all frames.</summary>
    public static float[] Channel(RigTrack track, string name)
    {
        int column = track.Curves.IndexOf(name);
        Assert.True(column >= 0, $"no channel {name}");
        return [.. Enumerable.Range(0, track.Curves.FrameCount).Select(frame => track.Curves[frame, column])];
    }

    /// <summary>A track that brings every channel up to 1 and back, one after the other.</summary>
    public static RigTrack EveryChannel(double frameRateFps, int frameCount)
    {
        IReadOnlyList<string> names = ArkitChannels.All;
        float[] values = new float[frameCount * names.Count];
        for (int channel = 0; channel < names.Count; channel++)
        {
            int peak = 2 + (channel * (frameCount - 4) / names.Count);
            values[(peak * names.Count) + channel] = 1;
            values[((peak + 1) * names.Count) + channel] = 0.5f;
        }
        return RigTrack.FromUnitCurves(new CurveTable(frameRateFps, 0, names, values));
    }
}
