using System.Buffers.Binary;

namespace Audio2Face.Modkit.Plugins.Interchange.Gltf;

/// <summary>The binary container: a 12-byte header, a JSON chunk, a binary chunk; all numbers little-endian.</summary>
internal static class Glb
{
    public const int HeaderBytes = 12;
    public const int ChunkHeaderBytes = 8;
    public const uint Version = 2;
    public const uint JsonChunk = 0x4E4F534A;
    public const uint BinaryChunk = 0x004E4942;

    public static ReadOnlySpan<byte> Magic => "glTF"u8;

    /// <summary>Puts both chunks into one file, padded to whole words: JSON with spaces, data with zeros.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> json, ReadOnlySpan<byte> binary)
    {
        int jsonBytes = Padded(json.Length);
        int binaryBytes = Padded(binary.Length);
        byte[] file = new byte[HeaderBytes + ChunkHeaderBytes + jsonBytes + ChunkHeaderBytes + binaryBytes];
        Span<byte> rest = file;
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], file.Length);
        rest = rest[HeaderBytes..];
        WriteChunk(ref rest, JsonChunk, json, jsonBytes, (byte)' ');
        WriteChunk(ref rest, BinaryChunk, binary, binaryBytes, 0);
        return file;
    }

    private static void WriteChunk(ref Span<byte> rest, uint type, ReadOnlySpan<byte> content, int paddedBytes, byte padding)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, paddedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[4..], type);
        content.CopyTo(rest[ChunkHeaderBytes..]);
        rest[(ChunkHeaderBytes + content.Length)..(ChunkHeaderBytes + paddedBytes)].Fill(padding);
        rest = rest[(ChunkHeaderBytes + paddedBytes)..];
    }

    private static int Padded(int length) => (length + 3) & ~3;
}
