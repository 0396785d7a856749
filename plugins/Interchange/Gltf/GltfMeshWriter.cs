using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>
/// Writes the meshes that a model moves as one binary glTF: each frame is a morph target whose weight goes up to 1 at its time and down to 0 at the next,
/// so that vertices go on straight lines from frame to frame. Without faces the meshes are points.
/// </summary>
internal sealed class GltfMeshWriter
{
    /// <summary>As many layers as graphics cards commonly keep morph targets in.</summary>
    private const int MostFrames = 2_048;

    private const int VectorBytes = 12, VertexTarget = 34962, IndexTarget = 34963, Points = 0;
    private const float MetresPerCentimetre = 0.01f;

    // Views of the file: vertices, indices, keys.
    private const int VertexView = 0, IndexView = 1, KeyView = 2;

    private readonly LineInfo _line;
    private readonly FaceTrack _face;
    private readonly IReadOnlyList<VertexTrack> _meshes;
    private readonly uint[][] _triangles;
    private readonly int _frameCount;
    private readonly GltfBuffer _keys = new();
    private readonly List<GltfAccessor> _accessors = [];

    /// <exception cref="ModkitException">FMT61, FMT74 to FMT76: the line has no frames or no mesh, too many frames, or the faces do not fit.</exception>
    public GltfMeshWriter(LineInfo line)
    {
        _line = line;
        _face = line.Face is { Meshes.Count: > 0 } face ? face : throw new ModkitException(GltfIssues.NoMesh(line.Name));
        _meshes = _face.Meshes;
        _frameCount = _face.Weights.FrameCount;
        if (_frameCount == 0) throw new ModkitException(TrackIssues.NoFrames(line.Name));
        int most = (int)Math.Min(MostFrames, Limits.FaceMeshMebibytes * 1048576L / (VectorBytes * _meshes.Sum(mesh => (long)mesh.VertexCount)));
        if (_frameCount > most) throw new ModkitException(GltfIssues.MeshTooLong(line.Name, _frameCount, most));
        _triangles = line.Mesh is { } faces ? ObjFaces.Read(faces, [.. _meshes.Select(mesh => mesh.VertexCount)]) : [.. _meshes.Select(_ => Array.Empty<uint>())];
    }

    private static int MeshNode(int mesh) => 1 + mesh;

    private int VertexBytes => VectorBytes * (1 + _frameCount) * _meshes.Sum(mesh => mesh.VertexCount);

    private int IndexBytes => sizeof(uint) * _triangles.Sum(list => list.Length);

    public void Write(Stream file, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> json = new();
        using Utf8JsonWriter writer = new(json);
        WriteDocument(writer, cancellation);
        writer.Flush();
        Glb.Write(file, json.WrittenSpan, VertexBytes + IndexBytes + _keys.TotalBytes, stream => WriteBinary(stream, cancellation));
    }

    private void WriteDocument(Utf8JsonWriter writer, CancellationToken cancellation)
    {
        int times = _keys.AddScalars([.. Enumerable.Range(0, _frameCount).Select(frame => (float)_face.Weights.TimeSeconds(frame))], isTime: true);
        int weights = _keys.AddScalars(Weights(), isTime: false);
        BoneAnimation? bones = BoneAnimation.Add(_face, unit: 1, _keys);
        writer.WriteStartObject();
        GltfWriter.WriteAsset(writer, _line);
        WriteNodes(writer, bones is not null);
        WriteMeshes(writer, cancellation);
        int firstKey = _accessors.Count;
        writer.WriteStartArray("animations");
        writer.WriteStartObject();
        writer.WriteString("name", _line.Name);
        writer.WriteStartArray("samplers");
        GltfWriter.WriteSampler(writer, firstKey + times, firstKey + weights);
        bones?.WriteSamplers(writer, firstKey);
        writer.WriteEndArray();
        writer.WriteStartArray("channels");
        for (int mesh = 0; mesh < _meshes.Count; mesh++) GltfWriter.WriteChannel(writer, 0, MeshNode(mesh), "weights");
        if (bones is not null) BoneAnimation.WriteChannels(writer, firstSampler: 1, MeshNode(_meshes.Count));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteAccessors(writer);
        WriteViews(writer);
        writer.WriteEndObject();
    }

    /// <summary>Node 0 brings centimetres to metres, node 1 + m shows mesh m; then jaw and eyes.</summary>
    private void WriteNodes(Utf8JsonWriter writer, bool hasBones)
    {
        writer.WriteNumber("scene", 0);
        writer.WriteStartArray("scenes");
        writer.WriteStartObject();
        writer.WriteString("name", _line.Name);
        GltfWriter.WriteIntegers(writer, "nodes", [0]);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("nodes");
        writer.WriteStartObject();
        writer.WriteString("name", "Head");
        GltfWriter.WriteFloats(writer, "scale", [MetresPerCentimetre, MetresPerCentimetre, MetresPerCentimetre]);
        GltfWriter.WriteIntegers(writer, "children", [.. Enumerable.Range(1, _meshes.Count + (hasBones ? BoneAnimation.Nodes.Count : 0))]);
        writer.WriteEndObject();
        for (int mesh = 0; mesh < _meshes.Count; mesh++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", _meshes[mesh].Name);
            writer.WriteNumber("mesh", mesh);
            writer.WriteEndObject();
        }
        if (hasBones) BoneAnimation.WriteNodes(writer);
        writer.WriteEndArray();
    }

    private void WriteMeshes(Utf8JsonWriter writer, CancellationToken cancellation)
    {
        int vertexOffset = 0, indexOffset = 0;
        writer.WriteStartArray("meshes");
        for (int m = 0; m < _meshes.Count; m++)
        {
            VertexTrack mesh = _meshes[m];
            float[] delta = new float[mesh.Neutral.Length];
            writer.WriteStartObject();
            writer.WriteString("name", mesh.Name);
            writer.WriteStartArray("primitives");
            writer.WriteStartObject();
            writer.WriteStartObject("attributes");
            writer.WriteNumber("POSITION", AddVectors(mesh.Neutral.Span, ref vertexOffset));
            writer.WriteEndObject();
            if (_triangles[m].Length == 0)
            {
                writer.WriteNumber("mode", Points);
            }
            else
            {
                _accessors.Add(new GltfAccessor(IndexView, indexOffset, GltfAccessor.UnsignedInt, _triangles[m].Length, "SCALAR", null, null));
                writer.WriteNumber("indices", _accessors.Count - 1);
                indexOffset += sizeof(uint) * _triangles[m].Length;
            }
            writer.WriteStartArray("targets");
            for (int frame = 0; frame < _frameCount; frame++)
            {
                cancellation.ThrowIfCancellationRequested();
                Subtract(mesh, frame, delta);
                writer.WriteStartObject();
                writer.WriteNumber("POSITION", AddVectors(delta, ref vertexOffset));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private int AddVectors(ReadOnlySpan<float> values, ref int offset)
    {
        float[] low = [.. values[..3]], high = [.. values[..3]];
        for (int i = 3; i < values.Length; i++)
        {
            low[i % 3] = Math.Min(low[i % 3], values[i]);
            high[i % 3] = Math.Max(high[i % 3], values[i]);
        }
        _accessors.Add(new GltfAccessor(VertexView, offset, GltfAccessor.Float, values.Length / 3, "VEC3", low, high));
        offset += sizeof(float) * values.Length;
        return _accessors.Count - 1;
    }

    /// <summary>Frame after frame the weight of its own target is 1.</summary>
    private float[] Weights()
    {
        float[] weights = new float[_frameCount * _frameCount];
        for (int frame = 0; frame < _frameCount; frame++) weights[(frame * _frameCount) + frame] = 1;
        return weights;
    }

    private static void Subtract(VertexTrack mesh, int frame, Span<float> delta)
    {
        ReadOnlySpan<float> neutral = mesh.Neutral.Span, positions = mesh.Frames[frame];
        for (int i = 0; i < delta.Length; i++) delta[i] = positions[i] - neutral[i];
    }

    private void WriteAccessors(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("accessors");
        foreach (GltfAccessor accessor in _accessors) GltfWriter.WriteAccessor(writer, accessor);
        // Without faces there is no view of indices before the keys.
        foreach (GltfAccessor accessor in _keys.Accessors) GltfWriter.WriteAccessor(writer, accessor with { View = IndexBytes == 0 ? IndexView : KeyView });
        writer.WriteEndArray();
    }

    private void WriteViews(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("bufferViews");
        WriteView(writer, 0, VertexBytes, VertexTarget);
        if (IndexBytes > 0) WriteView(writer, VertexBytes, IndexBytes, IndexTarget);
        WriteView(writer, VertexBytes + IndexBytes, _keys.TotalBytes, null);
        writer.WriteEndArray();
        writer.WriteStartArray("buffers");
        writer.WriteStartObject();
        writer.WriteNumber("byteLength", VertexBytes + IndexBytes + _keys.TotalBytes);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteView(Utf8JsonWriter writer, int offset, int length, int? target)
    {
        writer.WriteStartObject();
        writer.WriteNumber("buffer", 0);
        writer.WriteNumber("byteOffset", offset);
        writer.WriteNumber("byteLength", length);
        if (target == VertexTarget) writer.WriteNumber("byteStride", VectorBytes);
        if (target is { } kind) writer.WriteNumber("target", kind);
        writer.WriteEndObject();
    }

    private void WriteBinary(Stream stream, CancellationToken cancellation)
    {
        foreach (VertexTrack mesh in _meshes)
        {
            float[] delta = new float[mesh.Neutral.Length];
            byte[] bytes = new byte[sizeof(float) * delta.Length];
            Write(stream, mesh.Neutral.Span, bytes);
            for (int frame = 0; frame < _frameCount; frame++)
            {
                cancellation.ThrowIfCancellationRequested();
                Subtract(mesh, frame, delta);
                Write(stream, delta, bytes);
            }
        }
        Span<byte> word = stackalloc byte[sizeof(uint)];
        foreach (uint[] triangles in _triangles)
        {
            foreach (uint index in triangles)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(word, index);
                stream.Write(word);
            }
        }
        _keys.WriteTo(stream);
    }

    private static void Write(Stream stream, ReadOnlySpan<float> values, byte[] bytes)
    {
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), values[i]);
        stream.Write(bytes);
    }
}
