using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

public sealed class WavMutationTests
{
    private static readonly byte[][] _seeds =
    [
        Wave.Mono(Wave.Noise(50, seed: 1), 16000),
        Wave.Riff(Wave.Format(1, 2, 44100, 16), Wave.Chunk("LIST", new byte[7]), Wave.Chunk("data", new byte[200])),
        Wave.Riff(Wave.Extensible(1, 1, 48000, 24, 24), Wave.Chunk("data", new byte[99])),
        Wave.File("RF64", Wave.Chunk("ds64", new byte[28]), Wave.Format(3, 1, 8000, 64), Wave.Chunk("data", new byte[80], uint.MaxValue)),
        Wave.Riff(Wave.Chunk("data", new byte[64]), Wave.Format(1, 8, 22050, 8)),
    ];

    [Fact]
    public async Task A_hundred_thousand_mutations_do_no_harm()
    {
        Random random = new(20260731);
        Dictionary<int, ResamplerFilter> filters = [];
        float[] buffer = new float[4096];
        int read = 0;
        for (int step = 0; step < 100_000; step++)
        {
            byte[] wav = Mutate(_seeds[step % _seeds.Length], random);
            MemoryStream stream = new(wav);
            try
            {
                if (WavHeader.Read(stream, "a.wav") is not { } format) continue;
                Assert.InRange(format.FrameCount, 0, wav.Length);
                // Designing a filter for each random rate would take most of the time.
                if (!filters.TryGetValue(format.SampleRateHz, out ResamplerFilter? filter))
                {
                    if (filters.Count >= 20) continue;
                    filters[format.SampleRateHz] = filter = new ResamplerFilter(format.SampleRateHz);
                }
                await using WavAudioStream audio = new(stream, "a.wav", format, filter);
                long count = 0;
                while (await audio.ReadAsync(buffer, CancellationToken.None) is > 0 and int some)
                {
                    foreach (float sample in buffer.AsSpan(0, some)) Assert.True(float.IsFinite(sample));
                    count += some;
                }
                Assert.InRange(count, 0, 2L * wav.Length);
                read++;
            }
            catch (ModkitException)
            {
                // Refused in good order.
            }
        }
        Assert.True(read > 20_000, $"only {read} mutations were still readable");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        byte[] wav = [.. seed];
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(2) == 0 ? random.Next(Math.Min(wav.Length, 80)) : random.Next(wav.Length);
            wav[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)(wav[at] ^ (1 << random.Next(8))), _ => 0xFF };
        }
        return random.Next(4) == 0 ? wav[..random.Next(wav.Length)] : wav;
    }
}
