using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>How well the mouth fits the speech, by the workshop's ruler (LSQ, 0 to 100; see ../shared/speech/README.md), on files as a user gets them.</summary>
public sealed class SpeechQualityTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableTheory]
    [InlineData(60, 79)]
    [InlineData(30, 77)]
    public async Task Mouth_fits_the_speech_of_real_people(int framesPerSecond, double leastQuality)
    {
        string recordings = TestPaths.RequireShared("speech", "wav16");
        string ruler = TestPaths.RequireShared("reference", "score", "score.py");
        const string Python = "/usr/bin/python3";
        Skip.IfNot(File.Exists(Python) && await RunAsync(Python, "-c", "import numpy") == 0, "needs python3-numpy (Debian: apt-get install python3-numpy)");

        (await A2f.RunAsync("animate", recordings, "--to", "livelink-csv", "--fps", $"{framesPerSecond}", "-o", _scene.Folder)).Expect(ExitCodes.Success);
        string result = _scene["score.json"];
        Assert.Equal(0, await RunAsync(Python, ruler, "run", "--set", "speech", "--pred", _scene.Folder, "--name", "a2f", "--out", result));

        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(result));
        JsonElement summary = document.RootElement[0].GetProperty("summary");
        Assert.Equal(97, summary.GetProperty("all").GetProperty("files").GetInt32());
        double quality = summary.GetProperty("all").GetProperty("LSQ").GetDouble();
        Assert.True(quality >= leastQuality, string.Create(CultureInfo.InvariantCulture, $"LSQ is {quality:0.0} at {framesPerSecond} fps, less than {leastQuality}"));
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = TestPaths.Shared, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        await Task.WhenAll(output, error);
        return process.ExitCode;
    }
}
