using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;
using Microsoft.Win32.SafeHandles;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Unpacks one recording of an archive to a file: exactly as many bytes as the directory says, with the check sum it says.</summary>
internal static class ArchiveUnpacker
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>Unpacks; what is there of the file when it fails is the caller's to delete.</summary>
    /// <exception cref="ModkitException">INP05 the archive cannot be read, INP08 the entry is damaged, OUT02 to OUT09 the file cannot be written.</exception>
    public static void Unpack(string archivePath, ArchiveEntry entry, string path, CancellationToken cancellation)
    {
        string place = Path.GetFileName(archivePath);
        using SafeFileHandle file = Reading(place, entry, () => File.OpenHandle(archivePath, share: FileShare.ReadWrite | FileShare.Delete));
        long offset = Reading(place, entry, () => DataOffset(file, place, entry));
        using ArchiveSegment segment = new(file, offset, entry.PackedLength);
        using Stream content = entry.IsDeflated ? new DeflateStream(segment, CompressionMode.Decompress) : segment;
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            using FileStream target = Writing(path, () => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0));
            long length = 0;
            uint crc = 0;
            while (Reading(place, entry, () => content.Read(block)) is > 0 and int count)
            {
                cancellation.ThrowIfCancellationRequested();
                length += count;
                if (length > entry.Length) throw Damaged(place, entry, "it is longer than the archive says");
                crc = Crc32.Append(crc, block.AsSpan(0, count));
                Writing(path, () => { target.Write(block, 0, count); return count; });
            }
            if (length < entry.Length) throw Damaged(place, entry, "it is shorter than the archive says");
            if (crc != entry.Crc) throw Damaged(place, entry, "its check sum is wrong");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static long DataOffset(SafeFileHandle file, string place, ArchiveEntry entry)
    {
        Span<byte> header = stackalloc byte[ArchiveLayout.LocalLength];
        if (RandomAccess.Read(file, header, entry.HeaderOffset) < header.Length || BinaryPrimitives.ReadUInt32LittleEndian(header) != ArchiveLayout.LocalSignature)
            throw Damaged(place, entry, "it is not where the archive says");
        long offset = entry.HeaderOffset + ArchiveLayout.LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return offset <= entry.DataEnd - entry.PackedLength ? offset : throw Damaged(place, entry, "it is cut off");
    }

    private static T Reading<T>(string place, ArchiveEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(place, entry, "it does not unpack", exception);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(InputIssues.ArchiveUnsound(place, "it cannot be opened or read any more"), exception);
        }
    }

    private static T Writing<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, path);
        }
    }

    private static ModkitException Damaged(string place, ArchiveEntry entry, string reason, Exception? cause = null) => new(InputIssues.EntryDamaged(place, entry.Name, reason), cause);
}
