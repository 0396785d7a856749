using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>An opened file: its JSON, and typed access to its embedded data. Every offset is checked before it is followed.</summary>
internal sealed class GltfDocument : IDisposable
{
    private const string Base64Mark = ";base64,";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private readonly JsonDocument _json;
    private readonly Dictionary<string, byte[]> _decoded = new(StringComparer.Ordinal);

    private GltfDocument(JsonDocument json, ReadOnlyMemory<byte>? binary, string fileName)
    {
        _json = json;
        Binary = binary;
        Root = new GltfElement(json.RootElement, fileName, "");
    }

    public GltfElement Root { get; }

    /// <summary>The binary chunk, or null when there is none.</summary>
    public ReadOnlyMemory<byte>? Binary { get; }

    public void Dispose() => _json.Dispose();

    public static GltfDocument Open(Stream stream, string fileName)
    {
        const long mostBytes = Limits.AnimationFileMebibytes * 1024L * 1024L;
        if (stream.Length > mostBytes) throw new ModkitException(GltfIssues.TooLarge(fileName, "bytes", stream.Length, mostBytes));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        ReadOnlyMemory<byte> json = bytes;
        ReadOnlyMemory<byte>? binary = null;
        if (bytes.AsSpan().StartsWith(Glb.Magic)) (json, binary) = Unpack(bytes, fileName);
        else if (bytes.AsSpan().StartsWith(ByteOrderMark)) json = json[3..];
        GltfDocument document;
        try
        {
            document = new GltfDocument(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 }), binary, fileName);
        }
        catch (JsonException exception)
        {
            string place = FormattableString.Invariant($"{fileName}: line {exception.LineNumber + 1}");
            throw new ModkitException(GltfIssues.Broken(place, "The JSON cannot be read."), exception);
        }
        if (document.Root.Find("asset")?.Text("version")?.StartsWith("2.", StringComparison.Ordinal) == true) return document;
        document.Dispose();
        throw new ModkitException(GltfIssues.NotGltf(fileName, "This is not glTF 2.0: asset.version is not '2.0'."));
    }

    /// <summary>Single numbers of an accessor as floats; whole numbers must be normalised and become 0..1 or -1..1.</summary>
    public float[] Scalars(GltfElement accessor)
    {
        if (accessor.Find("sparse") is { } sparse) throw new ModkitException(GltfIssues.Unsupported(sparse.Place, "Animation data in a sparse accessor is not read."));
        if (accessor.Text("type") != "SCALAR") throw accessor.Broken("Animation data is not of type SCALAR.");
        int componentType = accessor.Integer("componentType");
        int size = componentType switch
        {
            GltfAccessor.SignedByte or GltfAccessor.UnsignedByte => 1,
            GltfAccessor.SignedShort or GltfAccessor.UnsignedShort => 2,
            GltfAccessor.Float => 4,
            _ => throw accessor.Broken("The component type is none that animations may have."),
        };
        if (componentType != GltfAccessor.Float && !accessor.IsTrue("normalized")) throw accessor.Broken("Whole numbers in an animation are not marked as normalized.");
        int count = accessor.Integer("count");
        GltfElement view = accessor.Follow("bufferView", Root, "bufferViews");
        int stride = view.Integer("byteStride", size);
        ReadOnlySpan<byte> data = View(view);
        long offset = accessor.Integer("byteOffset", 0);
        if (stride < size) throw view.Broken("The stride is smaller than one number.");
        if (count > 0 && offset + ((count - 1L) * stride) + size > data.Length) throw accessor.Broken("The accessor reaches beyond the end of its view.");
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> at = data[(int)(offset + ((long)i * stride))..];
            values[i] = componentType switch
            {
                GltfAccessor.SignedByte => Math.Max(unchecked((sbyte)at[0]) / 127f, -1),
                GltfAccessor.UnsignedByte => at[0] / 255f,
                GltfAccessor.SignedShort => Math.Max(BinaryPrimitives.ReadInt16LittleEndian(at) / 32767f, -1),
                GltfAccessor.UnsignedShort => BinaryPrimitives.ReadUInt16LittleEndian(at) / 65535f,
                _ => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
            if (!float.IsFinite(values[i])) throw accessor.Broken(FormattableString.Invariant($"Number {i} is not finite."));
        }
        return values;
    }

    private ReadOnlySpan<byte> View(GltfElement view)
    {
        if (view.Find("extensions")?.Find("EXT_meshopt_compression") is { } compressed)
            throw new ModkitException(GltfIssues.Unsupported(compressed.Place, "The data is compressed with EXT_meshopt_compression."));
        ReadOnlySpan<byte> buffer = Buffer(view.Follow("buffer", Root, "buffers"), view.Integer("buffer"));
        long offset = view.Integer("byteOffset", 0);
        long length = view.Integer("byteLength");
        if (offset + length > buffer.Length) throw view.Broken("The view reaches beyond the end of its buffer.");
        return buffer.Slice((int)offset, (int)length);
    }

    private ReadOnlySpan<byte> Buffer(GltfElement buffer, int index)
    {
        string? uri = buffer.Text("uri");
        if (uri is null)
        {
            if (index == 0 && Binary is { } binary) return binary.Span;
            throw buffer.Broken("The buffer has no data.");
        }
        if (_decoded.TryGetValue(buffer.Pointer, out byte[]? known)) return known;
        int mark = uri.IndexOf(Base64Mark, StringComparison.Ordinal);
        if (!uri.StartsWith("data:", StringComparison.Ordinal) || mark < 0) throw new ModkitException(GltfIssues.NotEmbedded(buffer.Place));
        byte[] bytes = new byte[(uri.Length - mark) * 3L / 4];
        if (!Convert.TryFromBase64Chars(uri.AsSpan(mark + Base64Mark.Length), bytes, out int written)) throw buffer.Broken("The embedded data is not base64.");
        _decoded[buffer.Pointer] = bytes[..written];
        return _decoded[buffer.Pointer];
    }

    private static (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>? Binary) Unpack(byte[] file, string fileName)
    {
        if (file.Length < Glb.HeaderBytes) throw new ModkitException(GltfIssues.Broken(fileName, "The file ends within its header."));
        if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) != Glb.Version)
            throw new ModkitException(GltfIssues.NotGltf(fileName, "This is binary glTF, but not version 2."));
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (length > file.Length) throw new ModkitException(GltfIssues.Broken(fileName, "The file is cut short."));
        ReadOnlyMemory<byte>? json = null;
        long offset = Glb.HeaderBytes;
        while (offset + Glb.ChunkHeaderBytes <= length)
        {
            uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset));
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset + 4));
            offset += Glb.ChunkHeaderBytes;
            if (offset + bytes > length) throw new ModkitException(GltfIssues.Broken(FormattableString.Invariant($"{fileName}: offset {offset - Glb.ChunkHeaderBytes}"), "A chunk reaches beyond the end of the file."));
            ReadOnlyMemory<byte> chunk = file.AsMemory((int)offset, (int)bytes);
            if (json is null && type == Glb.JsonChunk) json = chunk;
            else if (json is { } found && type == Glb.BinaryChunk) return (found, chunk);
            offset += bytes;
        }
        return (json ?? throw new ModkitException(GltfIssues.Broken(fileName, "The file has no JSON chunk.")), null);
    }
}
