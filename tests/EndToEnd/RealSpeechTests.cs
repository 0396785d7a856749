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
        int[] mouth = [.. channels.Index().Where(channel => channel.Item.StartsWith("jaw", StringComparison.Ordinal) || channel.Item.StartsWith("mouth", StringComparison.Ordinal)).Select(channel => channel.Index)];
        Assert.All(frames, row => Assert.All(mouth, channel => Assert.InRange(row[channel], 0, 0.1f)));
    }

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
