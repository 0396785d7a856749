using System.Buffers;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Head;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>Writes the head and one animation of its morph weights as one binary glTF.</summary>
internal sealed class GltfWriter
{
    private const float MetresPerCentimetre = 0.01f;

    private readonly HeadModel _head;
    private readonly GltfBuffer _buffer = new();
    private readonly List<HeadMaterial> _materials = [];
    private readonly Utf8JsonWriter _writer;

    private GltfWriter(HeadModel head, Utf8JsonWriter writer)
    {
        _head = head;
        _writer = writer;
    }

    public static void Write(Stream file, HeadModel head, MorphCurves curves, LineInfo line)
    {
        ArrayBufferWriter<byte> json = new();
        using Utf8JsonWriter writer = new(json);
        GltfWriter document = new(head, writer);
        document.WriteDocument(curves, line);
        Glb.Write(file, json.WrittenSpan, document._buffer.TotalBytes, document._buffer.WriteTo);
    }

    private void WriteDocument(MorphCurves curves, LineInfo line)
    {
        _buffer.ReserveZeros(_head.Meshes.SelectMany(mesh => mesh.Primitives).Max(primitive => primitive.VertexCount));
        _writer.WriteStartObject();
        WriteAsset(_writer, line);
        BoneAnimation? bones = BoneAnimation.Add(line.Face, MetresPerCentimetre, _buffer);
        WriteNodes(line, bones is not null);
        WriteMeshes();
        WriteMaterials();
        WriteAnimation(curves, line, bones);
        WriteAccessors();
        WriteViews();
        _writer.WriteEndObject();
        _writer.Flush();
    }

    public static void WriteAsset(Utf8JsonWriter writer, LineInfo line)
    {
        writer.WriteStartObject("asset");
        writer.WriteString("version", "2.0");
        writer.WriteString("generator", line.Generator);
        writer.WriteStartObject("extras");
        writer.WriteBoolean("synthetic", true);
        writer.WriteString("note", "Synthetic facial animation: made by a machine from a voice recording.");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Node 0 is the head, node 1 + m shows mesh m; then jaw and eyes, where the model moves them.</summary>
    private void WriteNodes(LineInfo line, bool hasBones)
    {
        _writer.WriteNumber("scene", 0);
        _writer.WriteStartArray("scenes");
        _writer.WriteStartObject();
        _writer.WriteString("name", line.Name);
        WriteIntegers(_writer, "nodes", [0]);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
        _writer.WriteStartArray("nodes");
        _writer.WriteStartObject();
        _writer.WriteString("name", "Head");
        WriteIntegers(_writer, "children", [.. Enumerable.Range(1, _head.Meshes.Count + (hasBones ? BoneAnimation.Nodes.Count : 0))]);
        _writer.WriteEndObject();
        for (int m = 0; m < _head.Meshes.Count; m++)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name", _head.Meshes[m].Name);
            _writer.WriteNumber("mesh", m);
            _writer.WriteEndObject();
        }
        if (hasBones) BoneAnimation.WriteNodes(_writer);
        _writer.WriteEndArray();
    }

    private void WriteMeshes()
    {
        _writer.WriteStartArray("meshes");
        foreach (HeadMesh mesh in _head.Meshes)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name", mesh.Name);
            _writer.WriteStartArray("primitives");
            foreach (HeadPrimitive primitive in mesh.Primitives) WritePrimitive(primitive);
            _writer.WriteEndArray();
            if (mesh.TargetNames.Count > 0) WriteTargetNames(mesh.TargetNames);
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
    }

    private void WritePrimitive(HeadPrimitive primitive)
    {
        _writer.WriteStartObject();
        _writer.WriteStartObject("attributes");
        _writer.WriteNumber("POSITION", _buffer.AddVectors(primitive.Positions, isPosition: true));
        _writer.WriteNumber("NORMAL", _buffer.AddVectors(primitive.Normals, isPosition: false));
        _writer.WriteEndObject();
        _writer.WriteNumber("indices", _buffer.AddIndices(primitive.Indices));
        _writer.WriteNumber("material", MaterialIndex(primitive.Material));
        if (primitive.Targets.Count > 0)
        {
            bool turnsNormals = primitive.Targets.Any(target => target?.Normals is not null);
            _writer.WriteStartArray("targets");
            foreach (MorphDelta? target in primitive.Targets)
            {
                _writer.WriteStartObject();
                _writer.WriteNumber("POSITION", target is null ? _buffer.AddZeros(primitive.VertexCount) : _buffer.AddVectors(target.Positions, isPosition: true));
                if (turnsNormals) _writer.WriteNumber("NORMAL", target?.Normals is null ? _buffer.AddZeros(primitive.VertexCount) : _buffer.AddVectors(target.Normals, isPosition: false));
                _writer.WriteEndObject();
            }
            _writer.WriteEndArray();
        }
        _writer.WriteEndObject();
    }

    private int MaterialIndex(HeadMaterial material)
    {
        int index = _materials.IndexOf(material);
        if (index >= 0) return index;
        _materials.Add(material);
        return _materials.Count - 1;
    }

    private void WriteTargetNames(IReadOnlyList<string> names)
    {
        _writer.WriteStartArray("weights");
        foreach (string _ in names) _writer.WriteNumberValue(0);
        _writer.WriteEndArray();
        _writer.WriteStartObject("extras");
        _writer.WriteStartArray("targetNames");
        foreach (string name in names) _writer.WriteStringValue(name);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void WriteMaterials()
    {
        _writer.WriteStartArray("materials");
        foreach (HeadMaterial material in _materials)
        {
            _writer.WriteStartObject();
            _writer.WriteString("name", material.Name);
            _writer.WriteStartObject("pbrMetallicRoughness");
            WriteFloats(_writer, "baseColorFactor", [material.Red, material.Green, material.Blue, 1]);
            _writer.WriteNumber("metallicFactor", 0);
            _writer.WriteNumber("roughnessFactor", material.Roughness);
            _writer.WriteEndObject();
            if (material.IsDoubleSided) _writer.WriteBoolean("doubleSided", true);
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
    }

    /// <summary>One animation; every mesh with morphs has a channel, and all channels share the key times.</summary>
    private void WriteAnimation(MorphCurves curves, LineInfo line, BoneAnimation? bones)
    {
        float[] times = new float[curves.FrameCount];
        for (int frame = 0; frame < times.Length; frame++) times[frame] = curves.TimeSeconds(frame);
        int input = _buffer.AddScalars(times, isTime: true);
        int[] nodes = [.. Enumerable.Range(0, _head.Meshes.Count).Where(m => _head.Meshes[m].TargetNames.Count > 0)];
        _writer.WriteStartArray("animations");
        _writer.WriteStartObject();
        _writer.WriteString("name", line.Name);
        _writer.WriteStartArray("samplers");
        foreach (int mesh in nodes) WriteSampler(_writer, input, _buffer.AddScalars(Weights(curves, _head.Meshes[mesh].TargetNames), isTime: false));
        bones?.WriteSamplers(_writer);
        _writer.WriteEndArray();
        _writer.WriteStartArray("channels");
        for (int sampler = 0; sampler < nodes.Length; sampler++) WriteChannel(_writer, sampler, 1 + nodes[sampler], "weights");
        if (bones is not null) BoneAnimation.WriteChannels(_writer, nodes.Length, 1 + _head.Meshes.Count);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    public static void WriteSampler(Utf8JsonWriter writer, int times, int output)
    {
        writer.WriteStartObject();
        writer.WriteNumber("input", times);
        writer.WriteString("interpolation", "LINEAR");
        writer.WriteNumber("output", output);
        writer.WriteEndObject();
    }

    public static void WriteChannel(Utf8JsonWriter writer, int sampler, int node, string path)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sampler", sampler);
        writer.WriteStartObject("target");
        writer.WriteNumber("node", node);
        writer.WriteString("path", path);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static float[] Weights(MorphCurves curves, IReadOnlyList<string> targets)
    {
        float[] weights = new float[curves.FrameCount * targets.Count];
        for (int t = 0; t < targets.Count; t++)
        {
            for (int frame = 0; frame < curves.FrameCount; frame++) weights[(frame * targets.Count) + t] = curves.Weight(frame, targets[t]);
        }
        return weights;
    }

    private void WriteAccessors()
    {
        _writer.WriteStartArray("accessors");
        foreach (GltfAccessor accessor in _buffer.Accessors) WriteAccessor(_writer, accessor);
        _writer.WriteEndArray();
    }

    public static void WriteAccessor(Utf8JsonWriter writer, GltfAccessor accessor)
    {
        writer.WriteStartObject();
        writer.WriteNumber("bufferView", accessor.View);
        if (accessor.OffsetBytes > 0) writer.WriteNumber("byteOffset", accessor.OffsetBytes);
        writer.WriteNumber("componentType", accessor.ComponentType);
        writer.WriteNumber("count", accessor.Count);
        writer.WriteString("type", accessor.Type);
        if (accessor.Minimum is not null) WriteFloats(writer, "min", accessor.Minimum);
        if (accessor.Maximum is not null) WriteFloats(writer, "max", accessor.Maximum);
        writer.WriteEndObject();
    }

    private void WriteViews()
    {
        const int vertexTarget = 34962;
        const int indexTarget = 34963;
        _writer.WriteStartArray("bufferViews");
        for (int view = GltfBuffer.VertexView; view <= GltfBuffer.KeyView; view++)
        {
            _writer.WriteStartObject();
            _writer.WriteNumber("buffer", 0);
            _writer.WriteNumber("byteOffset", _buffer.StartOf(view));
            _writer.WriteNumber("byteLength", _buffer.ViewBytes(view));
            if (view == GltfBuffer.VertexView) _writer.WriteNumber("byteStride", 12);
            if (view != GltfBuffer.KeyView) _writer.WriteNumber("target", view == GltfBuffer.VertexView ? vertexTarget : indexTarget);
            _writer.WriteEndObject();
        }
        _writer.WriteEndArray();
        _writer.WriteStartArray("buffers");
        _writer.WriteStartObject();
        _writer.WriteNumber("byteLength", _buffer.StartOf(GltfBuffer.KeyView + 1));
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    public static void WriteFloats(Utf8JsonWriter writer, string name, ReadOnlySpan<float> values)
    {
        writer.WriteStartArray(name);
        foreach (float value in values) writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    public static void WriteIntegers(Utf8JsonWriter writer, string name, ReadOnlySpan<int> values)
    {
        writer.WriteStartArray(name);
        foreach (int value in values) writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }
}
