using System.Buffers.Binary;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Gltf;

/// <summary>An opened glTF 2.0 file: its JSON, and its data wherever that lies. Every offset is checked before it is followed.</summary>
/// <remarks>Container: https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html section 4, binary glTF.</remarks>
internal sealed class GltfFile : IDisposable
{
    private const int HeaderBytes = 12, ChunkHeaderBytes = 8;
    private const uint Version = 2, JsonChunk = 0x4E4F534A, BinaryChunk = 0x004E4942;
    private const string Base64Mark = ";base64,";

    private readonly JsonDocument _json;
    private readonly ReadOnlyMemory<byte>? _binary;
    private readonly MeshFolder? _folder;
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _buffers = [];
    private readonly Dictionary<string, IReadOnlyList<GltfElement>> _lists = new(StringComparer.Ordinal);

    private GltfFile(JsonDocument json, ReadOnlyMemory<byte>? binary, string fileName, MeshFolder? folder)
    {
        _json = json;
        _binary = binary;
        _folder = folder;
        Root = new GltfElement(json.RootElement, fileName, "");
    }

    public GltfElement Root { get; }

    public static ReadOnlySpan<byte> Magic => "glTF"u8;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public void Dispose() => _json.Dispose();

    /// <param name="bytes">The file.</param>
    /// <param name="fileName">For the places of issues.</param>
    /// <param name="folder">Where files named by it are looked for; null when none may be.</param>
    public static GltfFile Open(byte[] bytes, string fileName, MeshFolder? folder)
    {
        ReadOnlyMemory<byte> json = bytes;
        ReadOnlyMemory<byte>? binary = null;
        if (bytes.AsSpan().StartsWith(Magic)) (json, binary) = Unpack(bytes, fileName);
        else if (bytes.AsSpan().StartsWith(ByteOrderMark)) json = json[3..];
        GltfFile file;
        try
        {
            file = new GltfFile(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 64 }), binary, fileName, folder);
        }
        catch (JsonException exception)
        {
            string place = FormattableString.Invariant($"{fileName}: line {exception.LineNumber + 1}");
            throw new ModkitException(MeshIssues.Broken(place, "The JSON cannot be read."), exception);
        }
        try
        {
            if (file.Root.Find("asset")?.Text("version")?.StartsWith("2.", StringComparison.Ordinal) != true)
                throw new ModkitException(MeshIssues.Broken(fileName, "This is not glTF 2.0: asset.version is not '2.0'."));
            return file;
        }
        catch (ModkitException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The items of a top-level list.</summary>
    public IReadOnlyList<GltfElement> List(string name)
    {
        if (!_lists.TryGetValue(name, out IReadOnlyList<GltfElement>? items)) _lists[name] = items = Root.Items(name);
        return items;
    }

    /// <summary>The item of a top-level list that a reference points to.</summary>
    public GltfElement Follow(GltfElement reference, string list)
    {
        int index = reference.AsInteger();
        IReadOnlyList<GltfElement> items = List(list);
        return index < items.Count ? items[index] : throw reference.Broken(FormattableString.Invariant($"There is no item {index} in '{list}'."));
    }

    /// <summary>The bytes of a buffer view.</summary>
    public ReadOnlySpan<byte> View(GltfElement view)
    {
        foreach (string extension in (string[])["EXT_meshopt_compression", "KHR_meshopt_compression"])
        {
            if (view.Find("extensions")?.Find(extension) is { } compressed) throw new ModkitException(MeshIssues.Compressed(compressed.Place, extension));
        }
        GltfElement reference = view.Get("buffer");
        ReadOnlySpan<byte> buffer = Buffer(Follow(reference, "buffers"), reference.AsInteger()).Span;
        long offset = view.Integer("byteOffset", 0), length = view.Integer("byteLength");
        if (offset + length > buffer.Length) throw view.Broken(FormattableString.Invariant($"The view ends at {offset + length}, beyond the {buffer.Length} bytes of its buffer."));
        return buffer.Slice((int)offset, (int)length);
    }

    private ReadOnlyMemory<byte> Buffer(GltfElement buffer, int index)
    {
        if (_buffers.TryGetValue(index, out ReadOnlyMemory<byte> known)) return known;
        return _buffers[index] = buffer.Text("uri") switch
        {
            null when index == 0 && _binary is { } binary => binary,
            null => throw buffer.Broken("The buffer has no data."),
            string uri when uri.StartsWith("data:", StringComparison.Ordinal) => Decode(buffer, uri),
            string uri => _folder?.Read(uri, buffer.Place) ?? throw new ModkitException(MeshIssues.Outside(buffer.Place)),
        };
    }

    private static byte[] Decode(GltfElement buffer, string uri)
    {
        int mark = uri.IndexOf(Base64Mark, StringComparison.Ordinal);
        if (mark < 0) throw buffer.Broken("The embedded data is not base64.");
        byte[] bytes = new byte[(uri.Length - mark) * 3L / 4];
        return Convert.TryFromBase64Chars(uri.AsSpan(mark + Base64Mark.Length), bytes, out int written) ? bytes[..written] : throw buffer.Broken("The embedded data is not base64.");
    }

    private static (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>? Binary) Unpack(byte[] file, string fileName)
    {
        ModkitException Broken(long offset, string what) => new(MeshIssues.Broken(FormattableString.Invariant($"{fileName}: offset {offset}"), what));

        if (file.Length < HeaderBytes) throw Broken(file.Length, "The file ends within its header.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) != Version) throw Broken(4, "This is binary glTF, but not version 2.");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (length > file.Length) throw Broken(8, FormattableString.Invariant($"The file is cut short: {length} bytes are announced, {file.Length} are there."));
        ReadOnlyMemory<byte>? json = null;
        long offset = HeaderBytes;
        while (offset + ChunkHeaderBytes <= length)
        {
            uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset));
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)offset + 4));
            if (offset + ChunkHeaderBytes + bytes > length) throw Broken(offset, "A chunk reaches beyond the end of the file.");
            offset += ChunkHeaderBytes;
            ReadOnlyMemory<byte> chunk = file.AsMemory((int)offset, (int)bytes);
            if (json is null && type == JsonChunk) json = chunk;
            else if (json is { } found && type == BinaryChunk) return (found, chunk);
            offset += bytes;
        }
        return (json ?? throw Broken(HeaderBytes, "The file has no JSON chunk."), null);
    }
}
