using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Echo and held tones go, speech stays.</summary>
public sealed class CleaningTests : IDisposable
{
    private const int RateHz = 16_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<float[]> CleanAsync(float[] samples, int chunk = 5000)
    {
        string path = _folder.Write("a.wav", Wave.Mono(samples, RateHz));
        return (await Reading.DrainAsync(await new MediaReader().OpenAsync(path, new MediaOptions { CleanSound = true }, CancellationToken.None), chunk)).Samples;
    }

    /// <summary>Sweeps that come and go, half as loud again 0.15 s later and so on, and a held tone.</summary>
    private static float[] Hall()
    {
        double[] sound = new double[40_000];
        for (int i = 0; i < sound.Length; i++)
        {
            double t = i / (double)RateHz;
            if (t * 3 % 1 < 0.5) sound[i] = (0.4 * Math.Sin(2 * Math.PI * ((180 * t) + (60 * t * t)))) + (0.1 * Math.Sin(2 * Math.PI * ((1300 * t) - (200 * t * t))));
            if (i >= 2400) sound[i] += 0.5 * sound[i - 2400];
        }
        return [.. sound.Select((sample, i) => (float)(sample + (0.15 * Math.Sin(2 * Math.PI * 440 * i / RateHz))))];
    }

    private static double Decibels(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples) sum += sample * (double)sample;
        return 10 * Math.Log10(sum / samples.Length);
    }

    [Fact]
    public async Task It_gives_what_the_formulas_give_in_another_language()
    {
        // Written from the papers in Python with numpy, with whole matrices and numpy's own Fourier transform.
        double[] expected =
        [
            -0.0669629, 0.0013159, 0.0022609, -0.1919742, -0.2456513, 0.0141476, 0.3356114, -0.0726132, -0.3105927, 0.0956872, -0.1967165, 0.0227401, 0.4848282, 0.0359607, -0.2262171,
        ];
        float[] cleaned = await CleanAsync(Hall());
        Assert.Equal(40_000, cleaned.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], cleaned[1000 + (2600 * i)], 2e-5);
    }

    [Fact]
    public async Task A_held_tone_goes_down_and_what_cannot_be_predicted_does_not()
    {
        float[] tone = Wave.Tone(440, RateHz, 4, 0.2), cleaned = await CleanAsync(tone);
        Assert.InRange(Decibels(cleaned.AsSpan(32_000)) - Decibels(tone.AsSpan(32_000)), -20, -10);
        // Noise cannot be predicted, however it swells.
        float[] noise = [.. Wave.Noise(64_000, seed: 3).Select((sample, i) => sample * (float)Math.Pow(Math.Sin(Math.PI * i / 4000), 2))];
        Assert.InRange(Decibels(await CleanAsync(noise)) - Decibels(noise), -1, 0);
    }

    [Fact]
    public async Task The_end_of_an_echo_is_quieter_after_a_while()
    {
        // Bursts of a fiftieth of a second; echoes that lose 60 dB in 0.8 s.
        Random random = new(4);
        float[] dry = new float[160_000], hall = new float[dry.Length];
        for (int start = 0; start < dry.Length; start += 8000) for (int i = 0; i < 320; i++) dry[start + i] = (random.NextSingle() - 0.5f) * 0.6f;
        float[] echo = [.. Enumerable.Range(0, 12_800).Select(i => (i == 0 ? 1 : 0.1f) * (random.NextSingle() - 0.5f) * (float)Math.Pow(10, -3.0 * i / 12_800))];
        for (int i = 0; i < dry.Length; i++) if (dry[i] != 0) for (int j = 0; j < echo.Length && i + j < hall.Length; j++) hall[i + j] += dry[i] * echo[j];
        float[] cleaned = await CleanAsync(hall);
        double before = 0, after = 0;
        for (int start = 80_000; start < dry.Length; start += 8000)
        {
            before += Decibels(hall.AsSpan(start + 2400, 3200)) / 10;
            after += Decibels(cleaned.AsSpan(start + 2400, 3200)) / 10;
        }
        Assert.InRange(after - before, -12, -2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(10_001)]
    public async Task There_are_as_many_samples_as_before_whatever_is_asked_for_at_once(int count)
    {
        float[] samples = Wave.Noise(count, seed: count), whole = await CleanAsync(samples, 20_000);
        Assert.Equal(count, whole.Length);
        Assert.Equal(whole, await CleanAsync(samples, 100));
        Assert.Equal(whole, await CleanAsync(samples, 1));
    }

    [Fact]
    public async Task What_comes_later_changes_nothing_but_32_milliseconds_before()
    {
        float[] sound = Hall(), cut = [.. sound[..20_000], .. Wave.Noise(20_000, seed: 1)];
        float[] whole = await CleanAsync(sound), other = await CleanAsync(cut);
        Assert.Equal(whole[..(20_000 - 512)], other[..(20_000 - 512)]);
        Assert.NotEqual(whole[20_000..], other[20_000..]);
    }

    [Fact]
    public async Task Minutes_of_silence_and_of_noise_do_not_upset_it()
    {
        float[] silence = new float[120 * RateHz], loud = [.. Wave.Noise(30 * RateHz, seed: 2)];
        float[] cleaned = await CleanAsync([.. loud, .. silence, .. loud, .. Wave.Tone(200, RateHz, 5, 1), .. silence[..RateHz], .. loud]);
        Assert.All(cleaned, sample => Assert.InRange(sample, -2, 2));
        Assert.All(cleaned[(32 * RateHz)..(148 * RateHz)], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void What_was_learned_stays_finite_through_half_an_hour_of_silence()
    {
        EchoPredictor predictor = new(4);
        Random random = new(7);
        double[] real = new double[4], imaginary = new double[4];
        for (int i = 0; i < 112_500; i++) predictor.Process(real, imaginary);
        for (int i = 0; i < 100; i++)
        {
            for (int j = 0; j < 4; j++) (real[j], imaginary[j]) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            predictor.Process(real, imaginary);
            Assert.All([.. real, .. imaginary], value => Assert.InRange(value, -1, 1));
        }
        Assert.Contains(real, value => Math.Abs(value) > 0.01);
    }

    [SkippableFact]
    public async Task Recordings_read_together_are_cleaned_too_and_say_what_they_say()
    {
        Reading.RequireFfmpeg();
        string source = _folder.Write("source.wav", Wave.Mono(Hall(), RateHz)), first = _folder.File("a.flac"), second = _folder.File("b.flac");
        await Reading.FfmpegAsync("-i", source, first);
        await Reading.FfmpegAsync("-i", source, "-ac", "2", second);
        MediaOptions options = new() { CleanSound = true };
        MediaReader reader = new();
        IReadOnlyList<AudioStream?> streams = await reader.OpenGroupAsync([first, second], options, _folder.File("scratch"), CancellationToken.None);
        foreach ((AudioStream? stream, string path) in streams.Zip([first, second])) Assert.Equal(await Reading.SamplesAsync(path, options), (await Reading.DrainAsync(stream!)).Samples);
        byte[] wave = Wave.Mono(Hall(), RateHz);
        string cut = _folder.Write("cut.wav", wave.AsSpan(0, wave.Length / 2));
        (_, IReadOnlyList<Issue> plain) = await Reading.DrainAsync(await reader.OpenAsync(cut, Reading.Options, CancellationToken.None));
        (_, IReadOnlyList<Issue> cleaned) = await Reading.DrainAsync(await reader.OpenAsync(cut, options, CancellationToken.None));
        Assert.Single(plain);
        Assert.Equal(plain, cleaned);
    }
}
