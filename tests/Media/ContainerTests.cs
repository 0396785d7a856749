using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>What people's recordings and videos come in.</summary>
public sealed class ContainerTests
{
    [SkippableTheory]
    [InlineData("a.mp3", 44100, 2, "-c:a libmp3lame -b:a 128k", 1)]
    [InlineData("a.ogg", 48000, 2, "-c:a libvorbis -q:a 5", 128)]
    [InlineData("a.opus", 48000, 1, "-c:a libopus -b:a 64k", 1)]
    [InlineData("a.flac", 96000, 2, "-c:a flac", 1)]
    [InlineData("a.m4a", 44100, 2, "-c:a aac -b:a 128k", 1)]
    [InlineData("a.wma", 44100, 2, "-c:a wmav2 -b:a 128k", 740)]
    [InlineData("a.aiff", 22050, 1, "-c:a pcm_s16be", 1)]
    [InlineData("a.caf", 32000, 1, "-c:a pcm_s16be", 1)]
    [InlineData("a.au", 8000, 1, "-c:a pcm_mulaw", 1)]
    [InlineData("a.w64", 11025, 1, "-c:a pcm_s16le", 1)]
    [InlineData("alaw.wav", 8000, 1, "-c:a pcm_alaw", 1)]
    [InlineData("adpcm.wav", 22050, 1, "-c:a adpcm_ima_wav", 1)]
    [InlineData("ms.wav", 22050, 2, "-c:a adpcm_ms", 1)]
    [InlineData("a.mka", 48000, 6, "-c:a ac3 -b:a 448k", 128)]
    [InlineData("a.webm", 48000, 2, "-c:a libopus -b:a 96k", 1)]
    [InlineData("a.avi", 48000, 2, "-c:a libmp3lame -b:a 128k", 900)]
    [InlineData("a.ts", 48000, 2, "-c:a mp2 -b:a 192k", 900)]
    [InlineData("a.wv", 44100, 1, "-c:a wavpack", 1)]
    [InlineData("a.tta", 44100, 1, "-c:a tta", 1)]
    public async Task Sounds_as_it_went_in(string name, int rateHz, int channels, string encoder, int latest)
    {
        using TestFolder folder = new();
        // A chirp: at the right place only if neither delay nor speed changed.
        string source = folder.Write("source.wav", Wave.Mono(Chirp(rateHz), rateHz));
        string path = folder.File(name);
        await Reading.FfmpegAsync(["-i", source, "-af", $"pan={channels}c|" + string.Join('|', Enumerable.Range(0, channels).Select(c => $"c{c}=c0")),
            .. encoder.Split(' '), .. channels == 6 ? (string[])["-channel_layout", "5.1"] : [], path]);

        (float[] samples, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await new MediaReader().OpenAsync(path, Reading.Options, CancellationToken.None));

        float[] expected = Chirp(16000);
        Assert.Empty(warnings);
        Assert.InRange(samples.Length, expected.Length - 1, expected.Length + 1100); // lossy codecs pad their last block
        Assert.True(Correlation.Best(expected, samples, maximumShift: latest + 100, out int shift) > 0.97, "it sounds different");
        Assert.InRange(shift, -1, latest); // some containers cannot tell the encoder's delay
    }

    [SkippableFact]
    public async Task Sound_that_starts_after_the_picture_keeps_its_place()
    {
        using TestFolder folder = new();
        string source = folder.Write("source.wav", Wave.Mono(Chirp(16000), 16000));
        string path = folder.File("late.mkv");
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=2", "-itsoffset", "0.5", "-i", source, "-map", "0:v", "-map", "1:a",
            "-c:v", "mpeg4", "-c:a", "pcm_s16le", path);
        float[] samples = await Reading.SamplesAsync(path);
        Assert.True(Correlation.Best(Chirp(16000), samples, maximumShift: 90000, out int shift) > 0.97);
        Assert.InRange(shift, 8000 - 16, 8000 + 16); // Matroska keeps whole milliseconds
    }

    [SkippableFact]
    public async Task A_cut_file_is_read_as_far_as_it_goes_with_a_warning()
    {
        using TestFolder folder = new();
        string source = folder.Write("source.wav", Wave.Mono(Wave.Noise(160_000, seed: 3), 16000));
        string path = folder.File("a.mkv");
        await Reading.FfmpegAsync("-i", source, "-c:a", "pcm_s16le", path);
        byte[] whole = await File.ReadAllBytesAsync(path);
        string half = folder.Write("half.mkv", whole.AsSpan(0, whole.Length / 2));
        (float[] samples, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await new MediaReader().OpenAsync(half, Reading.Options, CancellationToken.None));
        Assert.InRange(samples.Length, 70_000, 81_000);
        Assert.Contains(warnings, warning => warning.Code == "MED17" && warning.Text.Contains("of the 10.0 s", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Not_numbers_are_kept_out_of_what_ffmpeg_reads()
    {
        using TestFolder folder = new();
        float[] samples = Wave.Tone(300, 16000, 0.1);
        samples[800] = float.NaN;
        string source = folder.Write("a.raw", Wave.Float32(samples));
        string path = folder.File("a.w64");
        await Reading.FfmpegAsync("-f", "f32le", "-ar", "16000", "-ac", "1", "-i", source, "-c:a", "pcm_f32le", path);
        (float[] read, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await new MediaReader().OpenAsync(path, Reading.Options, CancellationToken.None));
        Assert.All(read, sample => Assert.True(float.IsFinite(sample)));
        Assert.Contains(warnings, warning => warning.Code == "MED18");
    }

    private static float[] Chirp(int rateHz)
    {
        float[] samples = new float[rateHz];
        for (int i = 0; i < samples.Length; i++)
        {
            double t = (double)i / rateHz;
            samples[i] = (float)(0.4 * Math.Pow(Math.Sin(Math.PI * t), 2) * Math.Sin(2 * Math.PI * ((200 * t) + (900 * t * t))));
        }
        return samples;
    }
}
