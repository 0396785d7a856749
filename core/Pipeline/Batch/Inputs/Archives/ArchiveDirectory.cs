using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Microsoft.Win32.SafeHandles;
using static Audio2Face.Modkit.Pipeline.ArchiveLayout;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Reads the directory of an untrusted ZIP file of any size; the recordings themselves stay where they are.</summary>
/// <remarks>
/// Not <see cref="System.IO.Compression.ZipArchive"/>: that reads as many entries as there are whatever the file says, lets entries share
/// bytes, checks no sums, and serves one reader at a time.
/// </remarks>
internal sealed class ArchiveDirectory
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _place;
    private readonly byte[] _bytes;
    private readonly long _start, _shift;

    private ArchiveDirectory(string place, byte[] bytes, long start, long shift) => (_place, _bytes, _start, _shift) = (place, bytes, start, shift);

    /// <summary>The recordings of an archive in the order of its directory, hidden ones left out.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="place">What it is called in messages.</param>
    /// <exception cref="ModkitException">INP05: it cannot be read, or is not sound.</exception>
    public static List<ArchiveEntry> Read(string path, string place)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            return Find(file, place, out int count).ReadEntries(count);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(InputIssues.ArchiveUnsound(place, "it cannot be opened or read"), exception);
        }
    }

    private static ArchiveDirectory Find(SafeFileHandle file, string place, out int count)
    {
        long length = RandomAccess.GetLength(file), tailStart = Math.Max(0, length - EndLength - LongestComment);
        byte[] tail = ReadAt(file, tailStart, (int)(length - tailStart), place);
        int end = tail.Length - EndLength;
        while (end >= 0 && UInt32(tail, end) != EndSignature) end--;
        if (end < 0) throw Unsound(place, "it does not end as a zip file does; it may be cut off");

        ulong entries = UInt16(tail, end + 10), size = UInt32(tail, end + 12), offset = UInt32(tail, end + 16);
        long directoryEnd = tailStart + end;
        if ((entries == Elsewhere16 || size == Elsewhere32 || offset == Elsewhere32) && end >= Locator64Length && UInt32(tail, end - Locator64Length) == Locator64Signature)
        {
            ulong at = UInt64(tail, end - Locator64Length + 8);
            if (at > (ulong)directoryEnd) throw Unsound(place, "its directory is not where it says");
            byte[] end64 = ReadAt(file, (long)at, End64Length, place);
            if (UInt32(end64, 0) != End64Signature) throw Unsound(place, "its directory is not where it says");
            (entries, size, offset, directoryEnd) = (UInt64(end64, 32), UInt64(end64, 40), UInt64(end64, 48), (long)at);
        }
        if (entries > Limits.ArchiveEntries) throw Unsound(place, FormattableString.Invariant($"it has more than {Limits.ArchiveEntries} entries"));
        if (size > Limits.ArchiveDirectoryMebibytes * Mebibyte) throw Unsound(place, FormattableString.Invariant($"its directory is larger than {Limits.ArchiveDirectoryMebibytes} MiB"));
        if (size > (ulong)directoryEnd || offset > (ulong)directoryEnd - size) throw Unsound(place, "its directory is not where it says");
        count = (int)entries;
        // What unpacks itself has a program before the archive; places are counted from its end.
        long start = directoryEnd - (long)size;
        return new ArchiveDirectory(place, ReadAt(file, start, (int)size, place), start, start - (long)offset);
    }

    private List<ArchiveEntry> ReadEntries(int count)
    {
        List<ArchiveEntry> recordings = [];
        List<(long Start, long End)> taken = new(count);
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            if (_bytes.Length - at < CentralLength || UInt32(_bytes, at) != CentralSignature) throw Unsound(_place, "an entry of its directory is damaged");
            int nameLength = UInt16(_bytes, at + 28), extraLength = UInt16(_bytes, at + 30);
            int extra = at + CentralLength + nameLength, next = extra + extraLength + UInt16(_bytes, at + 32);
            if (next > _bytes.Length) throw Unsound(_place, "an entry of its directory is cut off");

            long packed = UInt32(_bytes, at + 20), length = UInt32(_bytes, at + 24), offset = UInt32(_bytes, at + 42);
            ReadZip64(_bytes.AsSpan(extra, extraLength), ref length, ref packed, ref offset);
            long room = _start - _shift - LocalLength;
            if (packed < 0 || length < 0 || offset < 0 || packed > room || offset > room - packed) throw Unsound(_place, "it is cut off, or an entry is not where its directory says");
            offset += _shift;
            taken.Add((offset, offset + LocalLength + packed));

            string name = Name(at + CentralLength, nameLength, UInt16(_bytes, at + 8));
            if (RecordingFinder.IsRecordingName(name) && !IsHidden(name))
            {
                recordings.Add(new ArchiveEntry(name, UInt16(_bytes, at + 10) == Deflated, UInt32(_bytes, at + 16), packed, length, offset, _start, ObstacleOf(at, name, packed, length)));
            }
            at = next;
        }
        taken.Sort();
        for (int i = 1; i < taken.Count; i++)
        {
            if (taken[i].Start < taken[i - 1].End) throw Unsound(_place, "two of its entries share the same bytes");
        }
        return recordings;
    }

    /// <summary>The ZIP64 field holds, in this order, those of the three numbers that have no room in the entry.</summary>
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (size > extra.Length - 4) return;
            if (id == Zip64Extra)
            {
                ReadOnlySpan<byte> field = extra.Slice(4, size);
                Take(ref length, ref field);
                Take(ref packed, ref field);
                Take(ref offset, ref field);
                return;
            }
            extra = extra[(4 + size)..];
        }
    }

    private static void Take(ref long number, ref ReadOnlySpan<byte> field)
    {
        if (number != Elsewhere32 || field.Length < sizeof(long)) return;
        number = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[sizeof(long)..];
    }

    private Issue? ObstacleOf(int at, string name, long packed, long length)
    {
        ushort flags = UInt16(_bytes, at + 8), method = UInt16(_bytes, at + 10);
        uint kind = _bytes[at + 5] == UnixMaker ? UInt32(_bytes, at + 38) >> 16 & UnixKind : 0;
        if (RelativeName.FaultOf(name) is { } fault) return InputIssues.EntryUnusable(_place, name, fault);
        if ((flags & EncryptedFlag) != 0) return InputIssues.EntryUnusable(_place, name, "it is encrypted");
        if (kind is not (0 or UnixPlainFile)) return InputIssues.EntryUnusable(_place, name, "it is a link or device");
        if (method is not (Stored or Deflated)) return InputIssues.EntryUnusable(_place, name, "it is packed in a way that is not read (only 'store' and 'deflate' are)");
        if (method == Stored && packed != length) return InputIssues.EntryUnusable(_place, name, "its sizes do not agree");
        if (length > Limits.ArchiveRecordingMebibytes * Mebibyte) return InputIssues.EntryTooLarge(_place, name, FormattableString.Invariant($"it has {length} bytes, at most {Limits.ArchiveRecordingMebibytes} MiB are unpacked"));
        if (length > Limits.ArchiveRatioFreeMebibytes * Mebibyte && length / Limits.ArchiveRatio > packed)
            return InputIssues.EntryTooLarge(_place, name, FormattableString.Invariant($"it unpacks to {length} bytes, more than {Limits.ArchiveRatio} times its size"));
        return null;
    }

    /// <summary>Old archivers of Windows write '\'; those of other systems keep code page 437 or UTF-8 without saying which.</summary>
    private string Name(int offset, int length, ushort flags)
    {
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(offset, length);
        string name;
        try
        {
            name = _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException) when ((flags & Utf8Flag) == 0)
        {
            name = string.Create(length, (_bytes, offset), static (characters, from) =>
            {
                for (int i = 0; i < characters.Length; i++)
                {
                    byte value = from._bytes[from.offset + i];
                    characters[i] = value < 128 ? (char)value : UpperHalf[value - 128];
                }
            });
        }
        catch (DecoderFallbackException)
        {
            name = Encoding.UTF8.GetString(bytes);
        }
        return name.Replace('\\', '/');
    }

    /// <summary>Whether a part begins with a dot, as what macOS adds to archives does; the ways up are none.</summary>
    private static bool IsHidden(string name) =>
        name.Contains("/.", StringComparison.Ordinal) || name[0] == '.' ? Array.Exists(name.Split('/'), part => part.Length > 0 && part[0] == '.' && part is not ("." or "..")) : false;

    private static byte[] ReadAt(SafeFileHandle file, long offset, int length, string place)
    {
        byte[] bytes = new byte[length];
        int got = 0;
        while (got < length && RandomAccess.Read(file, bytes.AsSpan(got), offset + got) is > 0 and int count) got += count;
        return got == length ? bytes : throw Unsound(place, "it is cut off");
    }

    private static ModkitException Unsound(string place, string reason) => new(InputIssues.ArchiveUnsound(place, reason));

    private static ushort UInt16(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));

    private static uint UInt32(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    private static ulong UInt64(byte[] bytes, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(offset));
}
