using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>An opened file: its JSON, and its numbers. Every offset is checked before it is followed.</summary>
internal sealed class VrmaDocument : IDisposable
{
    private readonly JsonDocument _json;
    private readonly ReadOnlyMemory<byte> _data;
    private readonly string _file;

    private VrmaDocument(JsonDocument json, ReadOnlyMemory<byte> data, string file)
    {
        _json = json;
        _data = data;
        _file = file;
    }

    public JsonElement Root => _json.RootElement;

    public void Dispose() => _json.Dispose();

    /// <exception cref="ModkitException">VRM01, VRM02, VRM04.</exception>
    public static VrmaDocument Open(Stream stream, string file)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw VrmIssues.TooLarge(file, FormattableString.Invariant($"{stream.Length} bytes"));
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        ReadOnlyMemory<byte> rest = bytes.AsMemory(0, length);
        if (length < VrmaFormat.HeaderBytes || !rest.Span.StartsWith(VrmaFormat.Magic) || BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]) != VrmaFormat.ContainerVersion)
            throw VrmIssues.NotVrma(file, "it is not a binary glTF of version 2");
        rest = rest[VrmaFormat.HeaderBytes..];
        ReadOnlyMemory<byte> json = NextChunk(ref rest, VrmaFormat.JsonChunk, file, length);
        ReadOnlyMemory<byte> data = rest.Length > 0 ? NextChunk(ref rest, VrmaFormat.BinaryChunk, file, length) : default;
        try
        {
            return new VrmaDocument(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 }), data, file);
        }
        catch (JsonException exception)
        {
            throw VrmIssues.Broken(FormattableString.Invariant($"{file}: line {exception.LineNumber + 1}"), "The JSON cannot be read.");
        }
    }

    private static ReadOnlyMemory<byte> NextChunk(ref ReadOnlyMemory<byte> rest, int type, string file, int fileLength)
    {
        string place = FormattableString.Invariant($"{file}: offset {fileLength - rest.Length}");
        if (rest.Length < VrmaFormat.ChunkHeaderBytes) throw VrmIssues.Broken(place, "The file ends within the header of a chunk.");
        uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        if (BinaryPrimitives.ReadInt32LittleEndian(rest.Span[4..]) != type) throw VrmIssues.Broken(place, "The chunk is of another kind than belongs here.");
        rest = rest[VrmaFormat.ChunkHeaderBytes..];
        if (bytes > rest.Length) throw VrmIssues.Broken(place, "The chunk reaches beyond the end of the file.");
        ReadOnlyMemory<byte> chunk = rest[..(int)bytes];
        rest = rest[(int)bytes..];
        return chunk;
    }

    /// <summary>The floats of accessor <paramref name="index"/>, <paramref name="width"/> an element.</summary>
    public float[] Floats(int index, int width)
    {
        JsonElement accessor = Item("accessors", index);
        string place = FormattableString.Invariant($"{_file}: /accessors/{index}");
        string type = width == 1 ? "SCALAR" : FormattableString.Invariant($"VEC{width}");
        if (Text(accessor, "type") != type || Integer(accessor, "componentType", place) != VrmaFormat.FloatComponent) throw VrmIssues.Broken(place, $"These are not floats of type {type}.");
        if (accessor.TryGetProperty("sparse", out _)) throw VrmIssues.Broken(place, "Sparse data is not read.");
        JsonElement view = Item("bufferViews", Integer(accessor, "bufferView", place));
        int stride = Integer(view, "byteStride", place, sizeof(float) * width);
        long start = Integer(view, "byteOffset", place, 0), length = Integer(view, "byteLength", place), offset = Integer(accessor, "byteOffset", place, 0);
        if (Integer(view, "buffer", place) != 0 || start + length > _data.Length) throw VrmIssues.Broken(place, "The data is not inside the file.");
        int count = Integer(accessor, "count", place);
        if (stride < sizeof(float) * width || (count > 0 && offset + ((count - 1L) * stride) + (sizeof(float) * width) > length))
            throw VrmIssues.Broken(place, "The accessor reaches beyond the end of its view.");
        ReadOnlySpan<byte> data = _data.Span.Slice((int)start, (int)length);
        float[] values = new float[count * width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(data[(int)(offset + ((long)(i / width) * stride) + (sizeof(float) * (i % width)))..]);
            if (!float.IsFinite(values[i])) throw VrmIssues.Broken(place, FormattableString.Invariant($"Number {i} is not finite."));
        }
        return values;
    }

    /// <summary>An item of a top-level list.</summary>
    public JsonElement Item(string list, int index) => Item(Root, list, index);

    public JsonElement Item(JsonElement parent, string list, int index) =>
        TryGet(parent, list, JsonValueKind.Array, out JsonElement items) && index < items.GetArrayLength()
            ? items[index]
            : throw VrmIssues.Broken(FormattableString.Invariant($"{_file}: {list}/{index}"), "There is no such item.");

    /// <summary>A whole number of 0 or more.</summary>
    public static int Integer(JsonElement parent, string name, string place, int? ifAbsent = null)
    {
        if (TryGet(parent, name, JsonValueKind.Number, out JsonElement element) && element.TryGetInt32(out int value) && value >= 0) return value;
        if (ifAbsent is { } absent && parent.ValueKind == JsonValueKind.Object && !parent.TryGetProperty(name, out _)) return absent;
        throw VrmIssues.Broken(place, $"'{name}' is not a whole number of 0 or more.");
    }

    /// <summary>A text, or null when there is none that can be read.</summary>
    public static string? Text(JsonElement parent, string name)
    {
        try
        {
            return TryGet(parent, name, JsonValueKind.String, out JsonElement element) ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool TryGet(JsonElement parent, string name, JsonValueKind kind, out JsonElement element)
    {
        element = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out element) && element.ValueKind == kind;
    }
}
