using System.IO.Compression;
using System.Text;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Archives that another reader opens, also those that need ZIP64.</summary>
public sealed class ZipWriterTests
{
    [Fact]
    public void More_files_than_a_plain_directory_counts_are_all_there()
    {
        // 65,535 stands for 'more than that'.
        const int Count = 65_540;
        using MemoryStream stream = new();
        ZipWriter writer = new(stream);
        for (int i = 0; i < Count; i++) writer.Add($"{i:00000}.txt", new MemoryStream([(byte)i]));
        writer.Finish();
        using ZipArchive archive = new(stream);
        Assert.Equal(Count, archive.Entries.Count);
        using Stream last = archive.GetEntry("65539.txt")!.Open();
        Assert.Equal((byte)(65_539 & 255), last.ReadByte());
    }

    [Fact]
    public void Names_and_contents_come_back()
    {
        using MemoryStream stream = new();
        ZipWriter writer = new(stream);
        byte[] large = new byte[200_000];
        new Random(1).NextBytes(large);
        (string Name, byte[] Content)[] files = [("a/ä あ.bin", large), ("b", []), ("c.txt", "abc"u8.ToArray())];
        foreach ((string name, byte[] content) in files) writer.Add(name, new MemoryStream(content));
        writer.Finish();
        using ZipArchive archive = new(stream);
        Assert.Equal(files.Select(file => file.Name), archive.Entries.Select(entry => entry.FullName));
        foreach ((string name, byte[] content) in files)
        {
            using Stream entry = archive.GetEntry(name)!.Open();
            using MemoryStream read = new();
            entry.CopyTo(read);
            Assert.Equal(content, read.ToArray());
        }
        // The check sum of "abc" by ISO 3309, from any table of test values.
        Assert.Equal(0x352441C2u, archive.GetEntry("c.txt")!.Crc32);
        Assert.Equal(new DateTime(1980, 1, 1), archive.Entries[0].LastWriteTime.DateTime);
        Assert.Equal("PK\u0003\u0004", Encoding.Latin1.GetString(stream.ToArray(), 0, 4));
    }
}
