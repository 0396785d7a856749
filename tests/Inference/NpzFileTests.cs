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
