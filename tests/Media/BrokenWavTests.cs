using System.Buffers.Binary;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Headers as bad recorders, crashed exporters and attackers write them.</summary>
public sealed class BrokenWavTests
{
    private static readonly byte[] _format = Wave.Format(1, 1, 16000, 16);
    private static readonly byte[] _data = Wave.Chunk("data", Wave.Pcm16([100, 200, 300, 400]));

    private static byte[] Ds64(ulong dataSize)
    {
        byte[] content = new byte[28];
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(8), dataSize);
        return Wave.Chunk("ds64", content);
    }

    public static TheoryData<string, byte[], string> Cases => new()
    {
        // name, file, what comes out: a sample count or an error code
        { "data size 0, recorder died", Wave.Riff(_format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: 0)), "4" },
        { "data size 0xFFFFFFFF, written to a pipe", Wave.Riff(_format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: uint.MaxValue)), "4" },
        { "data size 4 GiB", Wave.Riff(_format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: 0xFFFFFFF0)), "4" },
        { "data size with half a sample", Wave.Riff(_format, Wave.Chunk("data", [1, 0, 2, 0, 3], size: 5)), "2" },
        { "file ends in half a sample", Wave.Riff(_format, Wave.Chunk("data", [1, 0, 2, 0, 3], size: 100))[..^1], "2" },
        { "RIFF size 0", [.. "RIFF"u8, 0, 0, 0, 0, .. Wave.Riff(_format, _data)[8..]], "4" },
        { "no fmt", Wave.Riff(_data), "MED16" },
        { "no data", Wave.Riff(_format), "MED16" },
        { "fmt of 4 bytes", Wave.Riff(Wave.Chunk("fmt ", [1, 0, 1, 0]), _data), "MED16" },
        { "two fmt chunks, the first counts", Wave.Riff(_format, Wave.Format(1, 2, 48000, 24), _data), "4" },
        { "two data chunks, the first counts", Wave.Riff(_format, _data, _data), "4" },
        { "data before fmt", Wave.Riff(_data, _format), "4" },
        { "odd chunk with padding before data", Wave.Riff(_format, Wave.Chunk("junk", [1, 2, 3]), _data), "4" },
        { "chunk that reaches beyond the end", Wave.Riff(_format, Wave.Chunk("LIST", [1, 2, 3], size: 0x7FFFFFFF), _data), "MED16" },
        { "trailing chunk after data", Wave.Riff(_format, _data, Wave.Chunk("LIST", new byte[100])), "4" },
        { "RF64", Wave.File("RF64", Ds64(8), _format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: uint.MaxValue)), "4" },
        { "RF64 that lies", Wave.File("RF64", Ds64(ulong.MaxValue / 3), _format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: uint.MaxValue)), "4" },
        { "BW64", Wave.File("BW64", Ds64(6), _format, Wave.Chunk("data", Wave.Pcm16([1, 2, 3, 4]), size: uint.MaxValue)), "3" },
        { "65535 channels", Wave.Riff(Wave.Format(1, 65535, 16000, 16, frameBytes: 65534), _data), "MED10" },
        { "0 channels", Wave.Riff(Wave.Format(1, 0, 16000, 16), _data), "MED10" },
        { "rate 0", Wave.Riff(Wave.Format(1, 1, 0, 16), _data), "MED09" },
        { "rate 4 GHz", Wave.Riff(Wave.Format(1, 1, uint.MaxValue, 16, frameBytes: 0), _data), "MED09" },
        { "frame size 0", Wave.Riff(Wave.Format(1, 1, 16000, 16, frameBytes: 0), _data), "4" },
        { "empty data at the end", Wave.Riff(_format, Wave.Chunk("data", [])), "MED15" },
        { "only the head", Wave.Riff(), "MED16" },
        { "20000 empty chunks", Wave.Riff([.. Enumerable.Repeat(Wave.Chunk("junk", []), 20_000)]), "MED16" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_read_or_refused(string name, byte[] wav, string expected)
    {
        Assert.NotEmpty(name);
        using TestFolder folder = new();
        string path = folder.Write("line.wav", wav);
        MediaReader reader = new("/nowhere"); // none of these is a matter for FFmpeg
        if (expected.StartsWith("MED", StringComparison.Ordinal)) Assert.Equal((expected, "line.wav"), await CodeAndPlaceAsync(path, reader));
        else Assert.Equal(expected, $"{(await reader.ReadClipAsync(path, Reading.Options, CancellationToken.None)).Samples.Length}");
    }

    private static async Task<(string, string)> CodeAndPlaceAsync(string path, MediaReader reader)
    {
        Abstractions.Issue issue = await Reading.ReadErrorAsync(path, reader: reader);
        return (issue.Code, issue.Place);
    }

    [SkippableFact]
    public async Task Ffmpeg_reads_as_much()
    {
        using TestFolder folder = new();
        foreach (object[] row in Cases)
        {
            if (!int.TryParse((string)row[2], System.Globalization.CultureInfo.InvariantCulture, out int expected)) continue;
            (float[] samples, _) = await Reading.WithFfmpegAsync(folder.Write("line.wav", (byte[])row[1]));
            Assert.True(expected == samples.Length, $"{row[0]}: FFmpeg reads {samples.Length}");
        }
    }

    [Theory]
    [InlineData(2, 4)] // Microsoft ADPCM
    [InlineData(6, 8)] // A-law
    [InlineData(7, 8)] // mu-law
    [InlineData(17, 4)] // IMA ADPCM
    [InlineData(85, 0)] // MP3
    [InlineData(3, 16)] // half floats
    public void Other_encodings_are_left_to_ffmpeg(int tag, int bits)
    {
        using MemoryStream wav = new(Wave.Riff(Wave.Format(tag, 1, 16000, bits), _data));
        Assert.Null(WavHeader.Read(wav, "a.wav"));
    }

    [Fact]
    public void Unknown_sub_formats_and_contradictions_are_left_to_ffmpeg()
    {
        byte[] ambisonic = Wave.Extensible(1, 1, 16000, 16, validBits: 16);
        ambisonic[^1] = 0;
        using MemoryStream first = new(Wave.Riff(ambisonic, _data));
        Assert.Null(WavHeader.Read(first, "a.wav"));
        using MemoryStream second = new(Wave.Riff(Wave.Format(1, 1, 16000, 16, frameBytes: 3), _data));
        Assert.Null(WavHeader.Read(second, "a.wav"));
    }
}
