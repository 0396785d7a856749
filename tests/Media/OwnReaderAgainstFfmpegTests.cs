namespace Audio2Face.Modkit.Media.Tests;

/// <summary>The same file through our own reader and through FFmpeg: same length, same sound.</summary>
public sealed class OwnReaderAgainstFfmpegTests
{
    public static TheoryData<string, int, int> Files
    {
        get
        {
            TheoryData<string, int, int> data = [];
            foreach (int rateHz in (int[])[8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, 96000])
            {
                data.Add("pcm_s16le", rateHz, 1);
                data.Add("pcm_s16le", rateHz, 2);
                data.Add("pcm_f32le", rateHz, 6);
            }
            foreach (string codec in (string[])["pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"]) data.Add(codec, 44100, 2);
            data.Add("pcm_s16le", 192000, 1);
            data.Add("pcm_s16le", 44100, 3);
            data.Add("pcm_s24le", 48000, 8);
            data.Add("pcm_s16le", 44099, 2);
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public async Task Agree(string codec, int rateHz, int channels)
    {
        using TestFolder folder = new();
        string raw = folder.Write("a.raw", Wave.Float32(ChannelsOfNoise(rateHz, channels)));
        string wav = folder.File("a.wav");
        await Reading.FfmpegAsync("-f", "f32le", "-ar", $"{rateHz}", "-ac", $"{channels}", "-i", raw, "-c:a", codec, "-map_metadata", "-1", wav);

        float[] own = (await new MediaReader("/nowhere").ReadClipAsync(wav, Reading.Options, CancellationToken.None)).Samples.ToArray();
        (float[] ffmpeg, _) = await Reading.WithFfmpegAsync(wav);

        Assert.InRange(own.Length, 8000 - 1, 8000 + 1);
        Assert.Equal(ffmpeg.Length, own.Length);
        // The filters differ only above 7.2 kHz, where this noise has little.
        Assert.True(Reading.LargestDifference(own, ffmpeg) < (rateHz == 16000 ? 1e-6 : 0.004), $"{Reading.LargestDifference(own, ffmpeg)}");
        Assert.InRange(Reading.Rms(own), 0.01, 0.5);
    }

    /// <summary>Half a second, each channel of its own.</summary>
    private static float[] ChannelsOfNoise(int rateHz, int channels)
    {
        int frames = rateHz / 2;
        float[] samples = new float[frames * channels];
        for (int channel = 0; channel < channels; channel++)
        {
            float[] noise = Lowpassed(frames, rateHz, seed: channel + 1);
            for (int frame = 0; frame < frames; frame++) samples[(frame * channels) + channel] = noise[frame];
        }
        return samples;
    }

    /// <summary>Forty tones between 80 Hz and 3.4 kHz that swell in and out, so that no edge rings.</summary>
    private static float[] Lowpassed(int frames, int rateHz, int seed)
    {
        Random random = new(seed);
        (double Hz, double Phase)[] tones = [.. Enumerable.Range(0, 40).Select(_ => (80 + (random.NextDouble() * 3320), random.NextDouble() * 6.28))];
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++)
        {
            double sum = 0;
            foreach ((double hz, double phase) in tones) sum += Math.Sin((2 * Math.PI * hz * i / rateHz) + phase);
            samples[i] = (float)(0.02 * sum * Math.Pow(Math.Sin(Math.PI * i / frames), 2));
        }
        return samples;
    }
}
