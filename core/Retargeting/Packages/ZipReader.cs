using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Unpacks untrusted ZIP files into memory: the whole directory is checked against the limits before a byte is inflated, and all
/// files are there or none.
/// </summary>
/// <remarks>
/// Does not use <see cref="ZipArchive"/>, which lets overlapping entries, names of other systems and sizes that lie pass. What is
/// stricter than the format: nothing before, between directory and end, or after; one disk, no ZIP64, no encryption, no folders.
/// </remarks>
internal sealed class ZipReader
{
    private const int Mebibyte = 1024 * 1024;

    private readonly byte[] _bytes;
    private readonly string _place;
    private int _directoryOffset;

    private ZipReader(byte[] bytes, string place) => (_bytes, _place) = (bytes, place);

    /// <summary>Every file by its name.</summary>
    /// <exception cref="ModkitException">PAK01 a limit, PAK02 not a sound ZIP, PAK03 a name, PAK04 a folder or link.</exception>
    public static SortedDictionary<string, byte[]> Read(byte[] bytes, string place)
    {
        ZipReader reader = new(bytes, place);
        List<ZipEntry> entries = reader.ReadDirectory();
        List<int> dataOffsets = reader.FindData(entries);
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++) files.Add(entries[i].Name, reader.Unpack(entries[i], dataOffsets[i]));
        return files;
    }

    private List<ZipEntry> ReadDirectory()
    {
        int end = _bytes.Length - ZipFormat.EndLength;
        if (end < 0 || UInt32(end) != ZipFormat.EndSignature) throw Unsound("it does not end as a ZIP file does");
        int count = UInt16(end + 10);
        uint length = UInt32(end + 12), offset = UInt32(end + 16);
        if (count > Limits.PackageEntries) throw OverLimit(FormattableString.Invariant($"{count} entries, at most {Limits.PackageEntries}"));
        if (UInt32(end + 4) != 0 || UInt16(end + 8) != count || UInt16(end + 20) != 0) throw Unsound("it is part of a set or has a comment");
        if ((ulong)offset + length != (ulong)end) throw Unsound("its directory is not where it says");
        _directoryOffset = (int)offset;

        List<ZipEntry> entries = [];
        long total = 0;
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        int at = _directoryOffset;
        for (int i = 0; i < count; i++)
        {
            ZipEntry entry = ReadEntry(ref at, end);
            if (!names.Add(entry.Name)) throw new ModkitException(PackageIssues.BadName(_place, entry.Name));
            total += entry.Length;
            if (total > (long)Limits.PackageMebibytes * Mebibyte) throw OverLimit(FormattableString.Invariant($"more than {Limits.PackageMebibytes} MiB unpacked"));
            entries.Add(entry);
        }
        if (at != end) throw Unsound("its directory holds something else besides its entries");
        // A file cannot be a folder as well.
        foreach (ZipEntry entry in entries)
        {
            for (int slash = entry.Name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = entry.Name.IndexOf('/', slash + 1))
                if (names.Contains(entry.Name[..slash])) throw new ModkitException(PackageIssues.BadName(_place, entry.Name));
        }
        return entries;
    }

    private ZipEntry ReadEntry(ref int at, int end)
    {
        if (end - at < ZipFormat.CentralLength || UInt32(at) != ZipFormat.CentralSignature) throw Unsound("an entry of its directory is damaged");
        int nameLength = UInt16(at + 28), next = at + ZipFormat.CentralLength + nameLength + UInt16(at + 30) + UInt16(at + 32);
        if (next > end) throw Unsound("an entry of its directory is cut off");
        string name = Name(at + ZipFormat.CentralLength, nameLength);
        if (!EntryNames.IsName(name)) throw new ModkitException(PackageIssues.BadName(_place, name));

        ushort flags = UInt16(at + 8), method = UInt16(at + 10);
        uint packed = UInt32(at + 20), length = UInt32(at + 24), attributes = UInt32(at + 38), offset = UInt32(at + 42);
        uint kind = UInt16(at + 4) >> 8 == ZipFormat.Unix ? (attributes >> 16) & ZipFormat.ModeKind : 0;
        if ((attributes & ZipFormat.SpecialAttributes) != 0 || kind is not (0 or ZipFormat.PlainFile))
            throw new ModkitException(PackageIssues.Foreign(_place, name, "it is not a plain file but a link, folder or device"));
        if ((flags & ~ZipFormat.HarmlessFlags) != 0 || method is not (ZipFormat.Stored or ZipFormat.Deflated)) throw Unsound($"'{name}' is encrypted or packed in a way that is not read");
        if (length > (uint)Limits.PackageEntryMebibytes * Mebibyte) throw OverLimit(FormattableString.Invariant($"'{name}' has {length} bytes, at most {Limits.PackageEntryMebibytes} MiB"));
        if (length > (uint)Limits.PackageRatioFreeKibibytes * 1024 && length / Limits.PackageRatio > packed)
            throw OverLimit(FormattableString.Invariant($"'{name}' unpacks to more than {Limits.PackageRatio} times its size"));
        if (packed > _directoryOffset || offset > _directoryOffset || (method == ZipFormat.Stored && packed != length)) throw Unsound($"sizes of '{name}' do not agree");
        ZipEntry entry = new(name, method, UInt32(at + 16), (int)packed, (int)length, (int)offset, flags);
        at = next;
        return entry;
    }

    /// <summary>Where each entry's data begin; local headers must say the same as the directory, and no two entries share bytes.</summary>
    private List<int> FindData(List<ZipEntry> entries)
    {
        List<int> offsets = [];
        List<(int Start, int End)> taken = [];
        foreach (ZipEntry entry in entries)
        {
            int at = entry.HeaderOffset;
            if (_directoryOffset - at < ZipFormat.LocalLength || UInt32(at) != ZipFormat.LocalSignature) throw Unsound($"'{entry.Name}' is not where the directory says");
            int nameLength = UInt16(at + 26);
            long data = at + ZipFormat.LocalLength + (long)nameLength + UInt16(at + 28);
            if (data + entry.PackedLength > _directoryOffset) throw Unsound($"'{entry.Name}' is cut off");
            bool sizesFollow = (entry.Flags & ZipFormat.SizesFollow) != 0;
            bool agrees = UInt16(at + 6) == entry.Flags && UInt16(at + 8) == entry.Method && Name(at + ZipFormat.LocalLength, nameLength) == entry.Name
                && (sizesFollow || (UInt32(at + 14) == entry.Crc && UInt32(at + 18) == (uint)entry.PackedLength && UInt32(at + 22) == (uint)entry.Length));
            if (!agrees) throw Unsound($"directory and header of '{entry.Name}' disagree");
            offsets.Add((int)data);
            taken.Add((at, (int)data + entry.PackedLength));
        }
        taken.Sort();
        for (int i = 1; i < taken.Count; i++)
        {
            if (taken[i].Start < taken[i - 1].End) throw Unsound("two entries share the same bytes");
        }
        return offsets;
    }

    private byte[] Unpack(ZipEntry entry, int offset)
    {
        byte[] content = new byte[entry.Length];
        if (entry.Method == ZipFormat.Stored) _bytes.AsSpan(offset, entry.Length).CopyTo(content);
        else if (!Inflate(new MemoryStream(_bytes, offset, entry.PackedLength), content)) throw Unsound($"'{entry.Name}' does not unpack to the size it says");
        return Crc32.Of(content) == entry.Crc ? content : throw Unsound($"the check sum of '{entry.Name}' is wrong");
    }

    private static bool Inflate(Stream packed, byte[] content)
    {
        try
        {
            using DeflateStream inflated = new(packed, CompressionMode.Decompress);
            return inflated.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && inflated.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Names that are not ASCII are refused later on, so any reading that keeps bytes apart will do.</summary>
    private string Name(int offset, int length) => Encoding.Latin1.GetString(_bytes, offset, length);

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(offset));

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));

    private ModkitException Unsound(string why) => new(PackageIssues.NotAPackage(_place, why));

    private ModkitException OverLimit(string what) => new(PackageIssues.OverLimit(_place, what));
}
