using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Writes ZIP files byte by byte from the format's own description, so that any of it can lie.</summary>
internal sealed class EvilZip
{
    private readonly List<byte> _bytes = [];
    private readonly List<byte> _directory = [];
    private int _count;

    /// <summary>What an entry says of itself.</summary>
    internal sealed record Lies
    {
        public ushort Flags { get; init; }
        public ushort MadeBy { get; init; } = 3 << 8 | 20;
        public uint Attributes { get; init; } = 0x81A4u << 16;
        public uint? Crc { get; init; }
        public uint? Length { get; init; }
        public uint? PackedLength { get; init; }
        public uint? Offset { get; init; }
        public string? LocalName { get; init; }
        public bool Deflate { get; init; }
        public bool HasHeader { get; init; } = true;
    }

    public EvilZip Add(string name, byte[] content, Lies? lies = null) => Add(Encoding.UTF8.GetBytes(name), content, lies ?? new Lies());

    public EvilZip Add(byte[] name, byte[] content, Lies lies)
    {
        byte[] packed = lies.Deflate ? Deflate(content) : content;
        uint offset = lies.Offset ?? (uint)_bytes.Count;
        byte[] common =
        [
            .. Two(20), .. Two(lies.Flags), .. Two((ushort)(lies.Deflate ? 8 : 0)), .. Two(0), .. Two(33),
            .. Four(lies.Crc ?? Crc(content)), .. Four(lies.PackedLength ?? (uint)packed.Length), .. Four(lies.Length ?? (uint)content.Length),
        ];
        byte[] local = lies.LocalName is null ? name : Encoding.UTF8.GetBytes(lies.LocalName);
        if (lies.HasHeader) _bytes.AddRange([.. "PK\x03\x04"u8, .. common, .. Two((ushort)local.Length), .. Two(0), .. local, .. packed]);
        _directory.AddRange(
        [
            .. "PK\x01\x02"u8, .. Two(lies.MadeBy), .. common, .. Two((ushort)name.Length), .. Two(0), .. Two(0), .. Two(0), .. Two(0),
            .. Four(lies.Attributes), .. Four(offset), .. name,
        ]);
        _count++;
        return this;
    }

    public byte[] Bytes => [.. _bytes, .. _directory, .. "PK\x05\x06"u8, .. Four(0), .. Two((ushort)_count), .. Two((ushort)_count), .. Four((uint)_directory.Count), .. Four((uint)_bytes.Count), .. Two(0)];

    public static byte[] Deflate(byte[] content)
    {
        using MemoryStream stream = new();
        using (DeflateStream deflate = new(stream, CompressionLevel.SmallestSize)) deflate.Write(content);
        return stream.ToArray();
    }

    /// <summary>Bit by bit, as ISO 3309 describes it.</summary>
    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1));
        }
        return ~crc;
    }

    private static byte[] Two(ushort value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Four(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
