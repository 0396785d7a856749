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

    /// <summary>Writes a file of both chunks, JSON padded with spaces to whole words; without data of the first alone.</summary>
    /// <param name="file">Receives the file.</param>
    /// <param name="json">The JSON chunk's content.</param>
    /// <param name="binaryBytes">Length of the binary chunk's content, a multiple of 4.</param>
    /// <param name="writeBinary">Writes just as many bytes; an hour's keys need not be in memory twice.</param>
    public static void Write(Stream file, ReadOnlySpan<byte> json, int binaryBytes, Action<Stream> writeBinary)
    {
        int jsonBytes = (json.Length + 3) & ~3;
        Span<byte> header = stackalloc byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], HeaderBytes + ChunkHeaderBytes + jsonBytes + (binaryBytes > 0 ? ChunkHeaderBytes + binaryBytes : 0));
        file.Write(header);
        WriteChunkHeader(file, JsonChunk, jsonBytes);
        file.Write(json);
        file.Write("   "u8[..(jsonBytes - json.Length)]);
        if (binaryBytes == 0) return;
        WriteChunkHeader(file, BinaryChunk, binaryBytes);
        writeBinary(file);
    }

    private static void WriteChunkHeader(Stream file, uint type, int contentBytes)
    {
        Span<byte> header = stackalloc byte[ChunkHeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, contentBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], type);
        file.Write(header);
    }
}
