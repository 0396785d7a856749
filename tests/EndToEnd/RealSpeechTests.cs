using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Real voices: our samples, and where they are at hand the recordings of the workshop.</summary>
public sealed class RealSpeechTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task Every_sample_becomes_a_file()
    {
        string samples = Path.Combine(TestPaths.RepositoryRoot, "samples");
        Skip.IfNot(Directory.Exists(samples), "there are no samples in this checkout");
        await AnimateAllAsync(samples, fps: 30);
    }

    [SkippableFact]
    public Task Every_recording_of_real_people_becomes_a_file() => AnimateAllAsync(TestPaths.RequireShared("speech", "wav16"), fps: 60);

    [SkippableTheory]
    [InlineData("probe_silence_4s.wav")]
    [InlineData("probe_noise_m45dB_4s.wav")]
    public async Task Silence_and_room_noise_leave_the_mouth_alone(string name)
    {
        string probe = Path.Combine(TestPaths.RequireShared("speech", "wav16"), name);
        (await A2f.RunAsync("animate", probe, "-o", _scene["out.json"])).Expect(ExitCodes.Success);
        (string[] channels, float[][] frames) = _scene.ReadA2fJson("out.json");
        Assert.All(frames, row => Assert.All(Mouth(channels), channel => Assert.InRange(row[channel], 0, 0.02f)));
    }

    [Fact]
    public async Task Mouth_is_at_rest_two_tenths_of_a_second_after_the_last_sound()
    {
        // Our sample has a plain 44-byte header. It is cut in the middle of a word, and a second of silence follows.
        byte[] sample = await File.ReadAllBytesAsync(Path.Combine(TestPaths.RepositoryRoot, "samples", "hello-en.wav"));
        uint sampleRateHz = BitConverter.ToUInt32(sample, 24);
        foreach (double cutSeconds in new[] { 1.0, 1.7, 2.4, 3.1, 3.8 })
        {
            int cutBytes = 2 * (int)(cutSeconds * sampleRateHz);
            byte[] data = [.. sample.AsSpan(44, cutBytes), .. new byte[2 * sampleRateHz]];
            string clip = _scene.WavFile("cut.wav", formatTag: 1, channels: 1, sampleRateHz, bits: 16, data);
            (await A2f.RunAsync("animate", clip, "-o", _scene["cut.json"], "--fps", "60", "--overwrite")).Expect(ExitCodes.Success);
            (string[] channels, float[][] frames) = _scene.ReadA2fJson("cut.json");
            int jaw = Array.IndexOf(channels, "jawOpen");
            Assert.Contains(frames[..(int)(cutSeconds * 60)], row => row[jaw] > 0.1f);
            Assert.All(frames[(int)Math.Ceiling((cutSeconds + 0.2) * 60)..], row => Assert.All(Mouth(channels), channel => Assert.InRange(row[channel], 0, 0.02f)));
        }
    }

    private static int[] Mouth(string[] channels) =>
        [.. channels.Index().Where(channel => channel.Item.StartsWith("jaw", StringComparison.Ordinal) || channel.Item.StartsWith("mouth", StringComparison.Ordinal)).Select(channel => channel.Index)];

    private async Task AnimateAllAsync(string folder, int fps)
    {
        A2f.Outcome outcome = (await A2f.RunAsync("animate", folder, "-o", _scene.Folder, "--fps", $"{fps}", "--json")).Expect(ExitCodes.Success);
        IReadOnlyList<JsonElement> lines = outcome.Events("line");
        Assert.NotEmpty(lines);
        foreach (JsonElement line in lines)
        {
            string file = Path.GetFileName(line.GetProperty("files")[0].GetProperty("path").GetString()!);
            (_, float[][] frames) = _scene.ReadA2fJson(file);
            // The length is counted in samples of 16 kHz, so this is exact.
            long samples = (long)Math.Round(line.GetProperty("durationSeconds").GetDouble() * 16_000);
            Assert.Equal((samples * fps + 15_999) / 16_000, frames.Length);
            Assert.All(frames, row => Assert.All(row, weight => Assert.InRange(weight, 0, 1)));
        }
    }
}
