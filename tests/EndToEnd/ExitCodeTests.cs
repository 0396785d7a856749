using System.Diagnostics;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Exit codes of the real process (2, 3, 7 and 70 are in UsageTests, 1 and 5 in AnimateTests).</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task The_version_is_one_line()
    {
        A2f.Outcome outcome = (await A2f.StartAsync(_scene.Folder, null, "--version")).Expect(ExitCodes.Success);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+\r?\n$", outcome.Output);
    }

    [Fact]
    public async Task A_recording_becomes_a_file_in_a_process_of_its_own()
    {
        _scene.Voice("v.wav", 0.5);
        Dictionary<string, string> environment = new() { ["LANG"] = "tr_TR.UTF-8", ["LC_ALL"] = "ar_SA.UTF-8" };
        A2f.Outcome outcome = (await A2f.StartAsync(_scene.Folder, environment, "animate", "v.wav")).Expect(ExitCodes.Success);
        Assert.StartsWith("v.a2f.json + v.a2f.json.provenance.json  0.50 s, 15 frames at 30 fps, 52 channels", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
        string alone = File.ReadAllText(_scene["v.a2f.json"]);
        (await A2f.RunAsync("animate", _scene["v.wav"], "-o", _scene["other.json"])).Expect(ExitCodes.Success);
        Assert.Equal(alone, File.ReadAllText(_scene["other.json"]));
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_4() =>
        (await A2f.RunAsync("animate", _scene["gone.wav"])).Expect(ExitCodes.InputMedia);

    [Fact]
    public async Task A_model_that_is_not_there_is_6() =>
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--model", _scene.Folder)).Expect(ExitCodes.Model);

    [Fact]
    public async Task A_device_that_does_not_exist_is_6() =>
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--device", "abacus")).Expect(ExitCodes.Model);

    [Fact]
    public async Task FFmpeg_that_is_not_there_is_8_with_the_way_to_install_it()
    {
        _scene.Bytes("v.mp3", [0xFF, 0xFB, 0x90, 0x00, .. new byte[500]]);
        A2f.Outcome outcome = (await A2f.StartAsync(_scene.Folder, new Dictionary<string, string> { ["A2F_FFMPEG"] = _scene.Folder }, "animate", "v.mp3")).Expect(ExitCodes.MissingDependency);
        Assert.Contains("install ffmpeg", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_early_while_the_model_opens_is_not_a_crash()
    {
        // The model opens on another thread; ending meanwhile used to end in a segmentation fault one time in five.
        string voice = _scene.Voice("voice.wav", 0.1);
        for (int i = 0; i < 20; i++)
            (await A2f.StartAsync(_scene.Folder, null, "animate", voice, "-o", "wrong.extension")).Expect(ExitCodes.Output);
    }

    [SkippableFact]
    public async Task Ctrl_C_is_130_and_leaves_only_whole_files()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals are sent with kill");
        Directory.CreateDirectory(_scene["in"]);
        for (int i = 0; i < 60; i++) _scene.Wav($"in/v{i:00}.wav", new float[16_000 * 20]);
        using Process process = A2f.Start(_scene.Folder, null, "animate", "in", "-o", "out", "--jobs", "1", "--json");
        Task<string> error = process.StandardError.ReadToEndAsync();
        Assert.Contains("v00.wav", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == ExitCodes.Cancelled, $"ended with {process.ExitCode}\n{output}\n{await error}");
        string[] names = [.. Directory.GetFiles(_scene["out"]).Select(path => Path.GetFileName(path))];
        Assert.DoesNotContain(names, name => name.StartsWith(".a2f-", StringComparison.Ordinal));
        Assert.InRange(names.Length, 2, 118);
        Assert.All(names, name => System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(_scene["out/" + name])).Dispose());
    }
}
