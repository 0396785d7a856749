using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Writes ZIP files whose bytes depend on their contents alone: sorted, stored, all of 1 January 1980, plain files.</summary>
/// <remarks>Stored, because deflate gives other bytes with other versions of its library; packages are small.</remarks>
internal static class ZipWriter
{
    /// <summary>1 January 1980 in DOS form: day 1, month 1, year 0.</summary>
    private const ushort FirstDay = (1 << 5) | 1;

    /// <summary>Plain file, readable by all, writable by its owner.</summary>
    private const uint Mode = 0x81A4;

    /// <param name="files">Contents by name, names by the rules of <see cref="EntryNames"/>.</param>
    public static byte[] Write(SortedDictionary<string, byte[]> files)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.ASCII);
        List<(string Name, byte[] Content, uint Crc, uint Offset)> entries = [];
        foreach ((string name, byte[] content) in files)
        {
            entries.Add((name, content, Crc32.Of(content), (uint)stream.Position));
            writer.Write(ZipFormat.LocalSignature);
            WriteCommon(writer, name, content, entries[^1].Crc);
            writer.Write(Encoding.ASCII.GetBytes(name));
            writer.Write(content);
        }
        uint directory = (uint)stream.Position;
        foreach ((string name, byte[] content, uint crc, uint offset) in entries)
        {
            writer.Write(ZipFormat.CentralSignature);
            writer.Write((ushort)((ZipFormat.Unix << 8) | ZipFormat.Version));
            WriteCommon(writer, name, content, crc);
            writer.Write((ushort)0); // comment
            writer.Write((ushort)0); // disk
            writer.Write((ushort)0); // internal attributes
            writer.Write(Mode << 16);
            writer.Write(offset);
            writer.Write(Encoding.ASCII.GetBytes(name));
        }
        uint length = (uint)stream.Position - directory;
        writer.Write(ZipFormat.EndSignature);
        writer.Write(0u); // disks
        writer.Write((ushort)entries.Count);
        writer.Write((ushort)entries.Count);
        writer.Write(length);
        writer.Write(directory);
        writer.Write((ushort)0); // comment
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>What local headers and the directory have in common: from 'version needed' to 'length of extra data'.</summary>
    private static void WriteCommon(BinaryWriter writer, string name, byte[] content, uint crc)
    {
        writer.Write(ZipFormat.Version);
        writer.Write((ushort)0); // flags
        writer.Write(ZipFormat.Stored);
        writer.Write((ushort)0); // time
        writer.Write(FirstDay);
        writer.Write(crc);
        writer.Write((uint)content.Length);
        writer.Write((uint)content.Length);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)0); // extra data
    }
}
