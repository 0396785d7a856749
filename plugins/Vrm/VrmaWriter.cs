using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>Writes one animation: a node for each expression, whose way along X is the weight, and one that turns with the gaze.</summary>
internal sealed class VrmaWriter
{
    private readonly CurveTable _curves;
    private readonly LineInfo _line;

    // Column of each expression, in file order; nodes, samplers and channels have the same numbers.
    private readonly int[] _expressions;
    private readonly int _yaw, _pitch;
    private readonly Utf8JsonWriter _writer;

    private VrmaWriter(CurveTable curves, LineInfo line, Utf8JsonWriter writer)
    {
        _curves = curves;
        _line = line;
        _yaw = curves.IndexOf(VrmaFormat.YawChannel);
        _pitch = curves.IndexOf(VrmaFormat.PitchChannel);
        _expressions = [.. Enumerable.Range(0, curves.Channels.Count).Where(column => column != _yaw && column != _pitch)];
        _writer = writer;
    }

    private bool HasGaze => _yaw >= 0 || _pitch >= 0;

    private int NodeCount => _expressions.Length + (HasGaze ? 1 : 0);

    /// <summary>Times, then for each expression three floats a frame, then four for the gaze.</summary>
    private int DataBytes => sizeof(float) * _curves.FrameCount * (1 + (3 * _expressions.Length) + (HasGaze ? 4 : 0));

    /// <exception cref="ModkitException">VRM05, VRM06.</exception>
    public static void RequireWritable(CurveTable curves, LineInfo line)
    {
        if (curves.FrameCount == 0) throw VrmIssues.CannotWrite(line.Name, "it has no frames");
        foreach (string channel in curves.Channels)
        {
            if (Array.Exists(VrmaFormat.LookPresets, look => look.Equals(channel, StringComparison.OrdinalIgnoreCase))) throw VrmIssues.LookExpression(line.Name, channel);
        }
        foreach (float value in curves.Values)
        {
            if (!float.IsFinite(value)) throw VrmIssues.CannotWrite(line.Name, "a curve holds a value that is not a number");
        }
    }

    public static void Write(Stream file, CurveTable curves, LineInfo line)
    {
        ArrayBufferWriter<byte> json = new();
        using Utf8JsonWriter writer = new(json);
        VrmaWriter document = new(curves, line, writer);
        document.WriteJson();
        document.WriteContainer(file, json.WrittenSpan);
    }

    private void WriteContainer(Stream file, ReadOnlySpan<byte> json)
    {
        int jsonBytes = (json.Length + 3) & ~3;
        Span<byte> header = stackalloc byte[VrmaFormat.HeaderBytes];
        VrmaFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], VrmaFormat.ContainerVersion);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], VrmaFormat.HeaderBytes + (2 * VrmaFormat.ChunkHeaderBytes) + jsonBytes + DataBytes);
        file.Write(header);
        WriteChunkHeader(file, VrmaFormat.JsonChunk, jsonBytes);
        file.Write(json);
        file.Write("   "u8[..(jsonBytes - json.Length)]);
        WriteChunkHeader(file, VrmaFormat.BinaryChunk, DataBytes);
        WriteData(file);
    }

    private static void WriteChunkHeader(Stream file, int type, int contentBytes)
    {
        Span<byte> header = stackalloc byte[VrmaFormat.ChunkHeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, contentBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], type);
        file.Write(header);
    }

    private float TimeSeconds(int frame) => (float)(frame / _curves.FrameRateFps);

    private void WriteData(Stream file)
    {
        byte[] data = new byte[DataBytes];
        int at = 0;
        for (int frame = 0; frame < _curves.FrameCount; frame++) Put(TimeSeconds(frame));
        foreach (int column in _expressions)
        {
            for (int frame = 0; frame < _curves.FrameCount; frame++)
            {
                Put(_curves[frame, column]);
                at += 2 * sizeof(float);
            }
        }
        Span<float> rotation = stackalloc float[4];
        for (int frame = 0; HasGaze && frame < _curves.FrameCount; frame++)
        {
            Gaze.ToRotation(_yaw < 0 ? 0 : _curves[frame, _yaw], _pitch < 0 ? 0 : _curves[frame, _pitch], rotation);
            foreach (float part in rotation) Put(part);
        }
        file.Write(data);

        void Put(float value)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(at), value);
            at += sizeof(float);
        }
    }

    private void WriteJson()
    {
        _writer.WriteStartObject();
        _writer.WriteStartObject("asset");
        _writer.WriteString("version", "2.0");
        _writer.WriteString("generator", _line.Generator);
        _writer.WriteStartObject("extras");
        _writer.WriteBoolean("synthetic", true);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        List("extensionsUsed", 1, _ => _writer.WriteStringValue(VrmaFormat.Extension));
        WriteExtension();
        _writer.WriteNumber("scene", 0);
        List("scenes", 1, _ => Object(() => List("nodes", NodeCount, node => _writer.WriteNumberValue(node))));
        List("nodes", NodeCount, node => Object(() => _writer.WriteString("name", node < _expressions.Length ? _curves.Channels[_expressions[node]] : "lookAt")));
        List("animations", 1, _ => Object(WriteAnimation));
        List("accessors", 1 + NodeCount, accessor => Object(() => WriteAccessor(accessor)));
        List("bufferViews", 1, _ => Object(() =>
        {
            _writer.WriteNumber("buffer", 0);
            _writer.WriteNumber("byteLength", DataBytes);
        }));
        List("buffers", 1, _ => Object(() => _writer.WriteNumber("byteLength", DataBytes)));
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private void WriteExtension()
    {
        _writer.WriteStartObject("extensions");
        _writer.WriteStartObject(VrmaFormat.Extension);
        _writer.WriteString("specVersion", VrmaFormat.SpecVersion);
        _writer.WriteStartObject("expressions");
        WriteExpressions("preset", isPreset: true);
        WriteExpressions("custom", isPreset: false);
        _writer.WriteEndObject();
        if (HasGaze)
        {
            _writer.WriteStartObject("lookAt");
            _writer.WriteNumber("node", _expressions.Length);
            _writer.WriteEndObject();
        }
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private void WriteExpressions(string kind, bool isPreset)
    {
        int[] nodes = [.. Enumerable.Range(0, _expressions.Length).Where(node => VrmaFormat.Presets.Contains(_curves.Channels[_expressions[node]]) == isPreset)];
        if (nodes.Length == 0) return;
        _writer.WriteStartObject(kind);
        foreach (int node in nodes)
        {
            _writer.WriteStartObject(_curves.Channels[_expressions[node]]);
            _writer.WriteNumber("node", node);
            _writer.WriteEndObject();
        }
        _writer.WriteEndObject();
    }

    private void WriteAnimation()
    {
        _writer.WriteString("name", _line.Name);
        List("samplers", NodeCount, node => Object(() =>
        {
            _writer.WriteNumber("input", 0);
            _writer.WriteString("interpolation", "LINEAR");
            _writer.WriteNumber("output", 1 + node);
        }));
        List("channels", NodeCount, node => Object(() =>
        {
            _writer.WriteNumber("sampler", node);
            _writer.WriteStartObject("target");
            _writer.WriteNumber("node", node);
            _writer.WriteString("path", node < _expressions.Length ? "translation" : "rotation");
            _writer.WriteEndObject();
        }));
    }

    /// <summary>Accessor 0 holds the times, accessor 1 + n the values of node n.</summary>
    private void WriteAccessor(int accessor)
    {
        bool isTime = accessor == 0;
        bool isGaze = accessor == 1 + _expressions.Length;
        _writer.WriteNumber("bufferView", 0);
        if (!isTime) _writer.WriteNumber("byteOffset", sizeof(float) * _curves.FrameCount * (1 + (3 * (accessor - 1))));
        _writer.WriteNumber("componentType", VrmaFormat.FloatComponent);
        _writer.WriteNumber("count", _curves.FrameCount);
        _writer.WriteString("type", isTime ? "SCALAR" : isGaze ? "VEC4" : "VEC3");
        if (!isTime) return;
        List("min", 1, _ => _writer.WriteNumberValue(TimeSeconds(0)));
        List("max", 1, _ => _writer.WriteNumberValue(TimeSeconds(_curves.FrameCount - 1)));
    }

    private void List(string name, int count, Action<int> writeItem)
    {
        _writer.WriteStartArray(name);
        for (int i = 0; i < count; i++) writeItem(i);
        _writer.WriteEndArray();
    }

    private void Object(Action write)
    {
        _writer.WriteStartObject();
        write();
        _writer.WriteEndObject();
    }
}
