using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Archives of recordings, sound ones and others.</summary>
internal static class VoiceZip
{
    /// <summary>Where things stand in an entry of the directory.</summary>
    public const int Maker = 5, Flags = 8, Method = 10, Crc = 16, Packed = 20, Length = 24, Attributes = 38, Offset = 42;

    /// <summary>An archive of entries as .NET makes it.</summary>
    public static byte[] Of(params (string Name, byte[] Content)[] entries)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    /// <summary>The same with entries that hold their own names.</summary>
    public static byte[] OfNames(params string[] names) => Of([.. names.Select(name => (name, Encoding.UTF8.GetBytes(name)))]);

    public static string Write(TemporaryFolder folder, string name, byte[] zip)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        using FileStream stream = new(folder[name], FileMode.Create);
        stream.Write(zip);
        return folder[name];
    }

    /// <summary>Puts a number of 2 or 4 bytes into an entry of the directory, counted from 0.</summary>
    public static byte[] With(this byte[] zip, int entry, int field, uint value)
    {
        byte[] changed = [.. zip];
        Span<byte> at = changed.AsSpan(Entry(zip, entry) + field);
        if (field is Flags or Method) BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value);
        else if (field == Maker) at[0] = (byte)value;
        else BinaryPrimitives.WriteUInt32LittleEndian(at, value);
        return changed;
    }

    /// <summary>Where an entry of the directory begins.</summary>
    public static int Entry(byte[] zip, int entry)
    {
        int at = -1;
        for (int i = 0; i <= entry; i++) at += 1 + zip.AsSpan(at + 1).IndexOf("PK\x01\x02"u8);
        return at;
    }

    public static uint Number(byte[] zip, int entry, int field) => BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(Entry(zip, entry) + field));
}
