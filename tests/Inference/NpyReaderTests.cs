using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Npy;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Arrays as NumPy writes them, put together byte by byte from its format's description.</summary>
public sealed class NpyReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Numbers_come_in_C_order_whatever_the_order_in_the_file(int version)
    {
        // The matrix 1 2 3 / 4 5 6, row by row and column by column.
        float[] rows = [1, 2, 3, 4, 5, 6];
        Assert.Equal(rows, Reader(File("<f4", false, "(2, 3)", Bytes([1, 2, 3, 4, 5, 6]), version)).ReadSingles());
        Assert.Equal(rows, Reader(File("<f4", true, "(2, 3)", Bytes([1, 4, 2, 5, 3, 6]), version)).ReadSingles());
    }

    [Fact]
    public void Integers_texts_and_single_values_are_read()
    {
        Assert.Equal([1, -1], Reader(File("<i4", false, "(2,)", [1, 0, 0, 0, 255, 255, 255, 255])).ReadIntegers());
        Assert.Equal([-2L], Reader(File("<i8", false, "(1,)", [254, 255, 255, 255, 255, 255, 255, 255])).ReadLongs());
        Assert.Equal(["neutral", "jaw", ""], Reader(File("|S7", false, "(3,)", "neutraljaw\0\0\0\0\0\0\0\0\0\0\0"u8.ToArray())).ReadTexts());
        Assert.Equal(["v3.6"], Reader(File("<U4", false, "()", "v\0\0\03\0\0\0.\0\0\06\0\0\0"u8.ToArray())).ReadTexts());
        Assert.Empty(Reader(File("<f4", false, "(0, 3)", [])).ReadSingles());
    }

    [Theory]
    [InlineData(">f4", "(1,)", 4, "instead of '<f4'")]
    [InlineData("<f8", "(1,)", 8, "instead of '<f4'")]
    [InlineData("<f4", "(2,)", 4, "cut short")]
    [InlineData("<f4", "(300,)", 4, "more data")]
    [InlineData("<f4", "(2147483647, 2147483647, 2147483647)", 4, "too large")]
    [InlineData("<f4", "(99999999999,)", 4, "shape")]
    [InlineData("<f4", "(1, 1, 1, 1, 1, 1, 1, 1, 1)", 4, "shape")]
    [InlineData("<f4", "(-1,)", 4, "header")]
    [InlineData("<f4', 'x': '", "(1,)", 4, "header")]
    public void What_lies_or_is_another_type_is_refused(string type, string shape, int dataBytes, string reason)
    {
        Issue issue = Assert.Throws<ModkitException>(() => Reader(File(type, false, shape, new byte[dataBytes])).ReadSingles()).Issues[0];
        Assert.Equal("MOD16", issue.Code);
        Assert.Contains(reason, issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_and_flipped_byte_is_refused_or_read()
    {
        byte[] file = File("<f4", false, "(2, 3)", Bytes([1, 2, 3, 4, 5, 6]));
        for (int length = 0; length < file.Length; length++) Assert.Equal("MOD16", Outcome(file[..length]));
        Random random = new(5);
        for (int trial = 0; trial < 1_000; trial++)
        {
            byte[] flipped = [.. file];
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Contains(Outcome(flipped), new[] { "", "MOD16" });
        }
    }

    private static string Outcome(byte[] file)
    {
        try
        {
            Reader(file).ReadSingles();
            return "";
        }
        catch (ModkitException e)
        {
            return e.Issues[0].Code;
        }
    }

    private static NpyReader Reader(byte[] file) => new(new MemoryStream(file), file.Length, "array.npy");

    private static byte[] File(string type, bool isFortranOrder, string shape, byte[] data, int version = 1)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': {(isFortranOrder ? "True" : "False")}, 'shape': {shape}, }}";
        text = text.PadRight(117) + "\n";
        byte[] size = version == 1 ? [(byte)text.Length, 0] : [(byte)text.Length, 0, 0, 0];
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. size, .. Encoding.Latin1.GetBytes(text), .. data];
    }

    private static byte[] Bytes(float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
