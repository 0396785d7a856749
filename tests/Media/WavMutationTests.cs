using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
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
    public async Task Broken_waves_give_sound_or_an_issue()
    {
        Random random = new(20260731);
        int count = Damage.Count(100_000);
        Dictionary<int, ResamplerFilter> filters = [];
        float[] buffer = new float[4096];
        int read = 0;
        for (int step = 0; step < count; step++)
        {
            byte[] wav = Damage.Of(_seeds[step % _seeds.Length], random);
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
                long samples = 0;
                while (await audio.ReadAsync(buffer, CancellationToken.None) is > 0 and int some)
                {
                    foreach (float sample in buffer.AsSpan(0, some)) Assert.True(float.IsFinite(sample));
                    samples += some;
                }
                Assert.InRange(samples, 0, 2L * wav.Length);
                read++;
            }
            catch (ModkitException)
            {
                // Refused in good order.
            }
        }
        Assert.True(read > count / 5, $"only {read} mutations were still readable");
    }

    [Fact]
    public void Broken_fuz_files_give_a_voice_or_an_issue()
    {
        byte[] seed = FuzTests.Pack(40, _seeds[0]);
        using TestFolder folder = new();
        Random random = new(20261121);
        int count = Damage.Count(20_000), read = 0, refused = 0;
        for (int step = 0; step < count; step++)
        {
            string path = folder.Write("a.fuz", [.. Damage.Of(seed, random), 0]);
            try
            {
                using Stream sound = Fuz.FindVoice(MediaFile.Find(path)).OpenSound();
                if (WavHeader.Read(sound, "a.fuz") is not { } format) continue;
                Assert.InRange(format.FrameCount, 0, seed.Length);
                read++;
            }
            catch (ModkitException)
            {
                refused++;
            }
        }
        Assert.InRange(read, count / 10, count - (count / 10));
        Assert.InRange(refused, count / 10, count - (count / 10));
    }
}
