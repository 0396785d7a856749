using System.IO.Compression;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Npy;

namespace Audio2Face.Modkit.Inference.Tests;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Arrays_are_read_stored_and_deflated(CompressionLevel level)
    {
        Write(level, ("a", Npy("<f4", "(2, 3)", [.. Enumerable.Range(1, 6).SelectMany(i => BitConverter.GetBytes((float)i))])), ("b", Npy("<i8", "(1,)", [7, 0, 0, 0, 0, 0, 0, 0])),
            ("names", Npy("|S3", "(2,)", "ab\0abc"u8.ToArray())));
        using NpzFile file = new(BundleFiles.FromFolder(_folder.Path), "x.npz");
        Assert.Equal([1f, 2, 3, 4, 5, 6], file.Singles("a", 6));
        Assert.Equal([7], file.Integers("b"));
        Assert.Equal(["ab", "abc"], file.Texts("names"));
        Assert.False(file.Contains("c"));
        Assert.Equal("x.npz: c", Assert.Throws<ModkitException>(() => file.Singles("c", 1)).Issues[0].Place);
        Assert.Contains("(2, 3)", Assert.Throws<ModkitException>(() => file.Singles("a", 7)).Issues[0].Text, StringComparison.Ordinal);
    }

    /// <summary>As numpy writes arrays that may grow large; PKWARE's APPNOTE, 4.3.7 to 4.3.16 and 4.5.3.</summary>
    [Fact]
    public void Archives_with_sizes_of_64_bits_are_read()
    {
        byte[] content = Npy("<f4", "(2,)", [.. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-2f)]);
        Write(CompressionLevel.NoCompression, ("a", content));
        uint crc;
        using (ZipArchive archive = ZipFile.OpenRead(Path.Combine(_folder.Path, "x.npz"))) crc = archive.Entries[0].Crc32;
        using (BinaryWriter zip = new(File.Create(Path.Combine(_folder.Path, "x.npz"))))
        {
            const ushort Version = 45;
            const uint See64 = uint.MaxValue;
            long length = content.Length;
            Put(zip, 0x04034B50u, Version, (ushort)0, (ushort)0, 0u, crc, See64, See64, (ushort)5, (ushort)20, "a.npy"u8.ToArray(), (ushort)1, (ushort)16, length, length, content);
            long directory = zip.BaseStream.Position;
            Put(zip, 0x02014B50u, Version, Version, (ushort)0, (ushort)0, 0u, crc, See64, See64, (ushort)5, (ushort)28, (ushort)0, (ushort)0, (ushort)0, 0u, See64,
                "a.npy"u8.ToArray(), (ushort)1, (ushort)24, length, length, 0L);
            long end = zip.BaseStream.Position;
            Put(zip, 0x06064B50u, 44L, Version, Version, 0u, 0u, 1L, 1L, end - directory, directory);
            Put(zip, 0x07064B50u, 0u, end, 1u);
            Put(zip, 0x06054B50u, 0u, ushort.MaxValue, ushort.MaxValue, See64, See64, (ushort)0);
        }
        using NpzFile file = new(BundleFiles.FromFolder(_folder.Path), "x.npz");
        Assert.Equal([0.5f, -2f], file.Singles("a", 2));

        static void Put(BinaryWriter zip, params object[] values)
        {
            foreach (object value in values)
            {
                if (value is ushort two) zip.Write(two);
                else if (value is uint four) zip.Write(four);
                else if (value is long eight) zip.Write(eight);
                else zip.Write((byte[])value);
            }
        }
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused()
    {
        Write(CompressionLevel.Optimal, ("a", Npy("<f4", "(1,)", BitConverter.GetBytes(float.NaN))));
        using NpzFile file = new(BundleFiles.FromFolder(_folder.Path), "x.npz");
        Assert.Contains("finite", Assert.Throws<ModkitException>(() => file.Singles("a", 1)).Issues[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shape_that_asks_for_more_than_there_is_takes_no_memory()
    {
        Write(CompressionLevel.Optimal, ("a", Npy("<f4", "(500000000,)", [])));
        using NpzFile file = new(BundleFiles.FromFolder(_folder.Path), "x.npz");
        Assert.Contains("more data", Assert.Throws<ModkitException>(() => file.Singles("a", -1)).Issues[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_archive_is_MOD16()
    {
        EchoNetwork.Write(_folder.Path, "x.npz", "not a zip archive");
        Assert.Equal("MOD16", Assert.Throws<ModkitException>(() => new NpzFile(BundleFiles.FromFolder(_folder.Path), "x.npz")).Issues[0].Code);
    }

    private void Write(CompressionLevel level, params (string Name, byte[] Content)[] arrays)
    {
        using FileStream stream = File.Create(Path.Combine(_folder.Path, "x.npz"));
        using ZipArchive archive = new(stream, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in arrays)
        {
            using Stream entry = archive.CreateEntry(name + ".npy", level).Open();
            entry.Write(content);
        }
    }

    private static byte[] Npy(string type, string shape, byte[] data)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(text), .. data];
    }
}
