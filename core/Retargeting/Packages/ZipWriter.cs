using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Writes ZIP files whose bytes depend on their contents alone: stored, all of 1 January 1980, plain files, in the order they are added.
/// Larger than 4 GiB, or with more than 65,534 files, in the form ZIP64.
/// </summary>
/// <remarks>Stored, because deflate gives other bytes with other versions of its library and on other processors. Used by one thread at a time.</remarks>
/// <param name="stream">Takes the file; seekable and at its start. Left open.</param>
public sealed class ZipWriter(Stream stream)
{
    /// <summary>Most bytes of one file.</summary>
    public const long LongestFile = uint.MaxValue - 1;

    /// <summary>1 January 1980 in DOS form: day 1, month 1, year 0.</summary>
    private const ushort FirstDay = (1 << 5) | 1;

    /// <summary>Plain file, readable by all, writable by its owner.</summary>
    private const uint Mode = 0x81A4;

    private readonly List<Entry> _entries = [];
    private readonly byte[] _buffer = new byte[1 << 16];

    /// <summary>Packs files, sorted by name, into memory.</summary>
    /// <param name="files">Contents by name, names by the rules of <see cref="EntryNames"/>.</param>
    internal static byte[] Write(SortedDictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        ZipWriter writer = new(stream);
        foreach ((string name, byte[] content) in files) writer.Add(name, new MemoryStream(content));
        writer.Finish();
        return stream.ToArray();
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its path, with '/'; no name twice.</param>
    /// <param name="content">Its content to the end, at most <see cref="LongestFile"/> bytes.</param>
    /// <exception cref="InvalidDataException">The content is longer.</exception>
    public void Add(string name, Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Entry entry = new(Encoding.UTF8.GetBytes(name), 0, 0, stream.Position);
        WriteLocal(entry);
        uint crc = 0;
        long length = 0;
        while (content.Read(_buffer) is > 0 and int count)
        {
            crc = Crc32.Append(crc, _buffer.AsSpan(0, count));
            length += count;
            if (length > LongestFile) throw new InvalidDataException($"{name} is longer than a file of this ZIP may be.");
            stream.Write(_buffer, 0, count);
        }
        entry = entry with { Crc = crc, Length = (uint)length };
        long end = stream.Position;
        // Only now it is known what the header says.
        stream.Position = entry.Offset;
        WriteLocal(entry);
        stream.Position = end;
        _entries.Add(entry);
    }

    /// <summary>Writes the directory: the file is whole.</summary>
    public void Finish()
    {
        long directory = stream.Position;
        foreach (Entry entry in _entries) WriteCentral(entry);
        long end = stream.Position, length = end - directory;
        Span<byte> record = stackalloc byte[56];
        if (_entries.Count >= ushort.MaxValue || directory >= uint.MaxValue || length >= uint.MaxValue)
        {
            Put(record, 0, ZipFormat.End64Signature);
            BinaryPrimitives.WriteUInt64LittleEndian(record[4..], 56 - 12);
            Put(record, 12, (ushort)((ZipFormat.Unix << 8) | ZipFormat.Version64));
            Put(record, 14, ZipFormat.Version64);
            BinaryPrimitives.WriteInt64LittleEndian(record[24..], _entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(record[32..], _entries.Count);
            BinaryPrimitives.WriteInt64LittleEndian(record[40..], length);
            BinaryPrimitives.WriteInt64LittleEndian(record[48..], directory);
            stream.Write(record);
            record.Clear();
            Put(record, 0, ZipFormat.Locator64Signature);
            BinaryPrimitives.WriteInt64LittleEndian(record[8..], end);
            Put(record, 16, 1u); // disks in all
            stream.Write(record[..20]);
            record.Clear();
        }
        Put(record, 0, ZipFormat.EndSignature);
        Put(record, 8, (ushort)Math.Min(_entries.Count, ushort.MaxValue));
        Put(record, 10, (ushort)Math.Min(_entries.Count, ushort.MaxValue));
        Put(record, 12, (uint)Math.Min(length, uint.MaxValue));
        Put(record, 16, (uint)Math.Min(directory, uint.MaxValue));
        stream.Write(record[..ZipFormat.EndLength]);
    }

    private void WriteLocal(Entry entry)
    {
        Span<byte> header = stackalloc byte[ZipFormat.LocalLength];
        header.Clear();
        Put(header, 0, ZipFormat.LocalSignature);
        PutCommon(header[4..], entry, ZipFormat.Version, extraLength: 0);
        stream.Write(header);
        stream.Write(entry.Name);
    }

    private void WriteCentral(Entry entry)
    {
        bool isFar = entry.Offset >= uint.MaxValue;
        Span<byte> header = stackalloc byte[ZipFormat.CentralLength];
        header.Clear();
        Put(header, 0, ZipFormat.CentralSignature);
        Put(header, 4, (ushort)((ZipFormat.Unix << 8) | (isFar ? ZipFormat.Version64 : ZipFormat.Version)));
        PutCommon(header[6..], entry, isFar ? ZipFormat.Version64 : ZipFormat.Version, isFar ? ZipFormat.Extra64Length : 0);
        Put(header, 38, Mode << 16);
        Put(header, 42, (uint)Math.Min(entry.Offset, uint.MaxValue));
        stream.Write(header);
        stream.Write(entry.Name);
        if (!isFar) return;
        Span<byte> extra = stackalloc byte[ZipFormat.Extra64Length];
        Put(extra, 0, ZipFormat.Extra64);
        Put(extra, 2, (ushort)(ZipFormat.Extra64Length - 4));
        BinaryPrimitives.WriteInt64LittleEndian(extra[4..], entry.Offset);
        stream.Write(extra);
    }

    /// <summary>What local headers and the directory have in common: from 'version needed' to 'length of extra data'.</summary>
    private static void PutCommon(Span<byte> header, Entry entry, ushort version, int extraLength)
    {
        Put(header, 0, version);
        Put(header, 2, entry.Name.Any(value => value >= 0x80) ? ZipFormat.Utf8Names : (ushort)0);
        Put(header, 4, ZipFormat.Stored);
        Put(header, 8, FirstDay);
        Put(header, 10, entry.Crc);
        Put(header, 14, entry.Length);
        Put(header, 18, entry.Length);
        Put(header, 22, (ushort)entry.Name.Length);
        Put(header, 24, (ushort)extraLength);
    }

    private static void Put(Span<byte> to, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(to[at..], value);

    private static void Put(Span<byte> to, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(to[at..], value);

    private readonly record struct Entry(byte[] Name, uint Crc, uint Length, long Offset);
}
