using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

public sealed class WavTests
{
    /// <summary>Reads a 16 kHz WAV, where every sample comes out as it lies in the file.</summary>
    private static async Task<(float[] Samples, IReadOnlyList<Issue> Warnings)> ReadAsync(byte[] wav)
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", wav);
        return await Reading.DrainAsync(await new MediaReader("/nowhere").OpenAsync(path, Reading.Options, CancellationToken.None));
    }

    private static byte[] Data(params byte[] bytes) => Wave.Chunk("data", bytes);

    public static TheoryData<string, byte[], float[]> Encodings => new()
    {
        { "unsigned 8 bit", Wave.Riff(Wave.Format(1, 1, 16000, 8), Data(0, 128, 192, 255)), [-1, 0, 0.5f, 127f / 128] },
        { "signed 16 bit", Wave.Riff(Wave.Format(1, 1, 16000, 16), Data(0, 0x80, 0, 0x40, 0xFF, 0xFF)), [-1, 0.5f, -1f / 32768] },
        { "signed 24 bit", Wave.Riff(Wave.Format(1, 1, 16000, 24), Data(0, 0, 0x80, 0, 0, 0x40, 0xFF, 0xFF, 0xFF)), [-1, 0.5f, -1f / 8388608] },
        { "signed 32 bit", Wave.Riff(Wave.Format(1, 1, 16000, 32), Data(0, 0, 0, 0x80, 0, 0, 0, 0x40)), [-1, 0.5f] },
        { "float 32 bit", Wave.Riff(Wave.Format(3, 1, 16000, 32), Data(0, 0, 0x80, 0x3F, 0, 0, 0x80, 0xBE)), [1, -0.25f] },
        { "float 64 bit", Wave.Riff(Wave.Format(3, 1, 16000, 64), Data(0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0)), [1, -2] },
        { "20 valid bits in 24", Wave.Riff(Wave.Extensible(1, 1, 16000, 24, validBits: 20), Data(0, 0, 0x40)), [0.5f] },
        { "mean of two channels", Wave.Riff(Wave.Format(1, 2, 16000, 16), Data(0, 0x40, 0, 0, 0, 0xC0, 0, 0xC0)), [0.25f, -0.5f] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Samples_come_out_as_they_lie_in_the_file(string name, byte[] wav, float[] expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, (await ReadAsync(wav)).Samples);
    }

    [Fact]
    public async Task Eight_channels_at_full_scale_do_not_clip()
    {
        byte[] frame = [.. Enumerable.Repeat<byte[]>([0xFF, 0x7F], 8).SelectMany(sample => sample)];
        (float[] read, _) = await ReadAsync(Wave.Riff(Wave.Format(1, 8, 16000, 16), Data(frame)));
        Assert.Equal(32767f / 32768, Assert.Single(read));
    }

    [Fact]
    public async Task Not_numbers_become_silence_with_a_warning()
    {
        float[] samples = [0.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3e38f, -0.5f];
        (float[] read, IReadOnlyList<Issue> warnings) = await ReadAsync(Wave.Mono(samples, 16000));
        Assert.Equal<float[]>([0.5f, 0, 0, 0, 0, -0.5f], read);
        Issue warning = Assert.Single(warnings);
        Assert.Equal(("MED18", IssueSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("4 samples", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doubles_too_large_for_float_become_silence()
    {
        (float[] read, IReadOnlyList<Issue> warnings) = await ReadAsync(Wave.Riff(Wave.Format(3, 1, 16000, 64), Data(0, 0, 0, 0, 0, 0, 0xF0, 0x7E)));
        Assert.Equal(0, Assert.Single(read));
        Assert.Single(warnings);
    }

    [Fact]
    public async Task Cut_data_is_read_as_far_as_it_goes_with_a_warning()
    {
        byte[] wav = Wave.Riff(Wave.Format(1, 1, 16000, 16), Wave.Chunk("data", new byte[32000], size: 64000));
        (float[] read, IReadOnlyList<Issue> warnings) = await ReadAsync(wav);
        Assert.Equal(16000, read.Length);
        Issue warning = Assert.Single(warnings);
        Assert.Equal("MED17", warning.Code);
        Assert.Contains("1.0 s of the 2.0 s", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Information_tells_what_the_header_says()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Riff(Wave.Format(1, 2, 44100, 24), Data(new byte[6 * 441])));
        MediaInfo info = await new MediaReader("/nowhere").ProbeAsync(path, CancellationToken.None);
        Assert.Equal("wav", info.Container);
        AudioStreamInfo stream = Assert.Single(info.AudioStreams);
        Assert.Equal(new AudioStreamInfo(0, "pcm_s24le", 44100, 2, 0.01, null, null, true), stream);
    }
}
