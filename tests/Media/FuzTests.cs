using System.Buffers.Binary;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Voices inside the files of Skyrim and Fallout 4, and voices made for them.</summary>
public sealed class FuzTests : IDisposable
{
    private static readonly short[] _tone = [.. Enumerable.Range(0, 22_050).Select(i => (short)(12_000 * Math.Sin(i * 2 * Math.PI * 220 / 22_050)))];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(975)]
    public async Task The_voice_of_a_fuz_is_read_like_the_recording_itself(int lipBytes)
    {
        byte[] wave = Wave.Riff(Wave.Format(1, 1, 22_050, 16), Wave.Chunk("data", Wave.Pcm16(_tone)));
        string plain = _folder.Write("a.wav", wave), packed = _folder.Write("a.fuz", Pack(lipBytes, wave));
        Assert.Equal(await Reading.SamplesAsync(plain), await Reading.SamplesAsync(packed));
        Assert.Equal(wave, (await new MediaReader().ReadWaveAsync(packed, [44_100, 22_050], Reading.Options, CancellationToken.None)).ToArray());
        MediaInfo info = await new MediaReader().ProbeAsync(packed, CancellationToken.None);
        Assert.Equal((1.0, 22_050), (info.DurationSeconds, info.AudioStreams[0].SampleRateHz));
    }

    [SkippableFact]
    public async Task A_voice_that_only_FFmpeg_decodes_is_read_from_inside_a_fuz()
    {
        string plain = _folder.Write("a.wav", Wave.Riff(Wave.Format(1, 1, 22_050, 16), Wave.Chunk("data", Wave.Pcm16(_tone))));
        await Reading.FfmpegAsync("-i", plain, "-c:a", "adpcm_ms", _folder.File("adpcm.wav"));
        string packed = _folder.Write("a.fuz", Pack(3781, await File.ReadAllBytesAsync(_folder.File("adpcm.wav"))));
        float[] expected = await Reading.SamplesAsync(_folder.File("adpcm.wav"));
        Assert.Equal(expected, await Reading.SamplesAsync(packed));
        Assert.True(expected.Length > 15_900);
    }

    [SkippableFact]
    public async Task The_games_own_xWMA_is_read()
    {
        string plain = _folder.Write("a.wav", Wave.Riff(Wave.Format(1, 1, 44_100, 16), Wave.Chunk("data", Wave.Pcm16(_tone))));
        string packed = _folder.Write("a.fuz", Pack(100, await XwmaAsync(_folder, plain)));
        float[] samples = await Reading.SamplesAsync(packed);
        Assert.InRange(samples.Length, 7_000, 9_500);
        Assert.InRange(samples.Max(), 0.3f, 0.45f);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task A_fuz_without_a_voice_is_told(int length)
    {
        byte[] file = Pack(8, [.. "RIFF"u8, 4, 0, 0, 0, .. "AVI "u8, .. new byte[16]]);
        string path = _folder.Write("a.fuz", file.AsSpan(0, length));
        Assert.Equal("MED20", (await Reading.ErrorAsync(() => new MediaReader().ReadClipAsync(path, Reading.Options, CancellationToken.None).AsTask())).Code);
    }

    [SkippableFact]
    public async Task A_voice_of_another_kind_is_converted_to_a_rate_the_game_plays()
    {
        Reading.RequireFfmpeg();
        string path = _folder.Write("a.wav", Wave.Riff(Wave.Format(3, 1, 22_050, 32), Wave.Chunk("data", Wave.Float32([.. _tone.Select(sample => sample / 32768f)]))));
        byte[] wave = (await new MediaReader().ReadWaveAsync(path, [44_100, 22_050, 11_025], Reading.Options, CancellationToken.None)).ToArray();
        string made = _folder.Write("made.wav", wave);
        MediaInfo info = await new MediaReader().ProbeAsync(made, CancellationToken.None);
        Assert.Equal(("pcm_s16le", 22_050, 1, 1.0), (info.AudioStreams[0].Codec, info.AudioStreams[0].SampleRateHz, info.AudioStreams[0].ChannelCount, info.DurationSeconds));
        short[] samples = new short[(wave.Length - 44) / 2];
        Buffer.BlockCopy(wave, 44, samples, 0, 2 * samples.Length);
        Assert.All(samples.Zip(_tone), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Theory]
    [InlineData(8_000, 11_025)]
    [InlineData(16_000, 22_050)]
    [InlineData(44_100, 44_100)]
    [InlineData(96_000, 44_100)]
    public void The_lowest_rate_that_loses_nothing_is_chosen(int sourceHz, int expectedHz) =>
        Assert.Equal(expectedHz, VoiceWave.ChooseRateHz([44_100, 11_025, 22_050], sourceHz));

    /// <summary>A mono recording at 44.1 kHz as the games' voice format.</summary>
    internal static async Task<byte[]> XwmaAsync(TestFolder folder, string plain)
    {
        await Reading.FfmpegAsync("-i", plain, "-c:a", "wmav2", "-b:a", "48k", folder.File("a.wma"));
        await Reading.FfmpegAsync("-i", folder.File("a.wma"), "-map", "0:a", "-c", "copy", "-f", "data", folder.File("packets"));
        byte[] packets = await File.ReadAllBytesAsync(folder.File("packets"));
        // FFmpeg's encoder makes packets of a fixed size at a constant bit rate: rate x 2048 / 44100 / 8, rounded to bytes.
        int block = 48_000 * 2048 / 44_100 / 8;
        // The extra bytes say which of the codec's tools this encoder uses; the games' own files leave them out.
        byte[] format = Wave.Format(0x161, 1, 44_100, 16, frameBytes: block, extra: [10, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
        BinaryPrimitives.WriteUInt32LittleEndian(format.AsSpan(16), 6_000);
        byte[] decoded = new byte[4 * (packets.Length / block)];
        for (int i = 0; i < decoded.Length / 4; i++) BinaryPrimitives.WriteUInt32LittleEndian(decoded.AsSpan(4 * i), (uint)((i + 1) * 4096));
        byte[] riff = Wave.Riff(format, Wave.Chunk("dpds", decoded), Wave.Chunk("data", packets));
        "XWMA"u8.CopyTo(riff.AsSpan(8));
        return riff;
    }

    internal static byte[] Pack(int lipBytes, ReadOnlySpan<byte> voice)
    {
        byte[] file = new byte[12 + lipBytes + voice.Length];
        "FUZE"u8.CopyTo(file);
        file[4] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), lipBytes);
        file.AsSpan(12, lipBytes).Fill(0xA5);
        voice.CopyTo(file.AsSpan(12 + lipBytes));
        return file;
    }
}
