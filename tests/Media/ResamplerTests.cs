using System.Globalization;

namespace Audio2Face.Modkit.Media.Tests;

public sealed class ResamplerTests
{
    private static float[] Resample(ReadOnlySpan<float> source, int rateHz, int pushLength = 4096, int pullLength = 1000)
    {
        Resampler resampler = new(new ResamplerFilter(rateHz), pushLength);
        List<float> result = [];
        float[] buffer = new float[pullLength];
        for (int i = 0; i < source.Length; i += pushLength)
        {
            resampler.Push(source.Slice(i, Math.Min(pushLength, source.Length - i)));
            Drain();
        }
        resampler.Complete();
        Drain();
        return [.. result];

        void Drain()
        {
            while (resampler.Pull(buffer) is > 0 and int count) result.AddRange(buffer.AsSpan(0, count));
        }
    }

    [Theory]
    [InlineData(8000, 1000, 0.5)]
    [InlineData(8000, 3500, 0.5)]
    [InlineData(11025, 440, 0.25)]
    [InlineData(22050, 5000, 0.5)]
    [InlineData(24000, 7000, 0.5)]
    [InlineData(32000, 50, 1)]
    [InlineData(44100, 1000, 0.5)]
    [InlineData(44100, 7100, 0.5)]
    [InlineData(48000, 3000, 0.9)]
    [InlineData(96000, 6500, 0.5)]
    [InlineData(192000, 200, 0.5)]
    [InlineData(44099, 4321, 0.5)] // no simple ratio: blended phases
    [InlineData(8001, 3000, 0.5)]
    public void A_tone_keeps_frequency_amplitude_and_phase(int rateHz, double frequencyHz, double amplitude)
    {
        float[] output = Resample(Wave.Tone(frequencyHz, rateHz, 1, amplitude), rateHz);
        float[] expected = Wave.Tone(frequencyHz, 16000, 1, amplitude);
        // The edges ring, because silence before and after cuts the tone off.
        Assert.True(Reading.LargestDifference(output.AsSpan(1000, 14000), expected.AsSpan(1000, 14000)) < 2e-5);
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(22050)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void Outputs_that_are_made_four_at_a_time_have_the_bits_of_single_ones(int rateHz)
    {
        float[] noise = Wave.Noise(rateHz / 4, seed: rateHz);
        Assert.Equal(Resample(noise, rateHz, pullLength: 1), Resample(noise, rateHz, pullLength: 997));
    }

    [Theory]
    [InlineData(22050, 8200)]
    [InlineData(44100, 8100)]
    [InlineData(44100, 15000)]
    [InlineData(44100, 21000)]
    [InlineData(48000, 8050)]
    [InlineData(48000, 10000)]
    [InlineData(48000, 16000)]
    [InlineData(96000, 40000)]
    [InlineData(44099, 10000)]
    public void A_tone_above_8_kHz_is_gone(int rateHz, double frequencyHz)
    {
        float[] output = Resample(Wave.Tone(frequencyHz, rateHz, 1), rateHz);
        double decibels = 20 * Math.Log10(Reading.Rms(output.AsSpan(2000, 12000)) / (0.5 / Math.Sqrt(2)));
        Assert.True(decibels < -95, decibels.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(44099)]
    [InlineData(48000)]
    public void A_constant_stays_constant(int rateHz)
    {
        float[] source = new float[rateHz];
        Array.Fill(source, 0.25f);
        foreach (float sample in Resample(source, rateHz).AsSpan(1000, 14000)) Assert.Equal(0.25f, sample, 1e-6f);
    }

    [Fact]
    public void A_click_stays_where_it_was()
    {
        float[] source = new float[4410];
        source[2205] = 1; // 50 ms
        float[] output = Resample(source, 44100);
        Assert.Equal(800, Array.IndexOf(output, output.Max()));
        Assert.Equal(output[790], output[810], 1e-6f);
    }

    // Counted with FFmpeg 5.1 and soxr: `ffmpeg -i x.wav -af aresample=resampler=soxr -ar 16000 -f f32le pipe:1 | wc -c`.
    [Theory]
    [InlineData(8000, 7, 14)]
    [InlineData(11025, 7, 10)]
    [InlineData(11025, 1000, 1451)]
    [InlineData(22050, 1000, 726)]
    [InlineData(24000, 1, 1)]
    [InlineData(32000, 7, 4)]
    [InlineData(32000, 12345, 6173)]
    [InlineData(44100, 1, 0)]
    [InlineData(44100, 7, 3)]
    [InlineData(44100, 12345, 4479)]
    [InlineData(48000, 1000, 333)]
    [InlineData(96000, 12345, 2058)]
    [InlineData(192000, 12345, 1029)]
    public void Length_is_that_of_ffmpeg(int rateHz, int sourceLength, int expected) => Assert.Equal(expected, Resample(new float[sourceLength], rateHz).Length);

    [Fact]
    public void At_16_kHz_nothing_changes()
    {
        float[] source = Wave.Noise(5000, seed: 1);
        Assert.Equal(source, Resample(source, 16000));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(44099)]
    [InlineData(192000)]
    public void Piece_sizes_do_not_change_a_bit(int rateHz)
    {
        float[] source = Wave.Noise(rateHz / 4, seed: 2);
        float[] whole = Resample(source, rateHz, pushLength: source.Length, pullLength: 100_000);
        Assert.Equal(whole, Resample(source, rateHz, pushLength: 1, pullLength: 1));
        Assert.Equal(whole, Resample(source, rateHz, pushLength: 777, pullLength: 333));
    }
}
