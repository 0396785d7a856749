using System.Diagnostics;
using System.Text;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Broken and hostile recordings (families C13 to C19): a clear error or a right result, no trace, no hang.</summary>
public sealed class HostileInputTests : IDisposable
{
    /// <summary>What an input may take; more is a hang.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData("hls.wav", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nSECRET\n#EXT-X-ENDLIST\n")]
    [InlineData("hls.mp3", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:SECRET\n#EXT-X-ENDLIST\n")]
    [InlineData("dash.wav", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation><BaseURL>SECRET</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    [InlineData("list.mp3", "ffconcat version 1.0\nfile SECRET\n")]
    [InlineData("words.ogg", "These are only words, many of them, and no sound at all.")]
    [InlineData("page.wav", "<html><body>404 not found</body></html>")]
    [InlineData("pointer.wav", "version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12345\n")]
    public async Task A_text_that_calls_itself_a_recording_is_refused(string name, string text)
    {
        string secret = _scene.Voice("secret.wav", 3);
        await RefusedAsync(_scene.Text(name, text.Replace("SECRET", secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("concat:a.wav|b.wav")]
    [InlineData("subfile,,start,0,end,99,,:a.wav")]
    [InlineData("data:audio/wav;base64,AAAA")]
    [InlineData("http://127.0.0.1:9/a.wav")]
    [InlineData("pipe:0")]
    public async Task A_protocol_is_only_a_file_name_that_is_not_there(string name)
    {
        _scene.Voice("a.wav", 0.5);
        A2f.Outcome outcome = Calm(await A2f.StartAsync(_scene.Folder, null, "animate", name)).Expect(ExitCodes.InputMedia);
        Assert.Contains("MED01", outcome.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("-rf.wav")]
    [InlineData("a:b.wav")]
    [InlineData("quote'\"$(touch gone)`.wav")]
    [InlineData("line\nbreak.wav")]
    [InlineData("100%d \u00e9\u4f60\ud83d\ude00.wav")]
    [InlineData("@response.wav")]
    public async Task A_strange_name_is_a_name(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not allow most of these names");
        _scene.Voice(name, 0.5);
        Calm(await A2f.StartAsync(_scene.Folder, null, "animate", "--to", "livelink-csv", "--", name)).Expect(ExitCodes.Success);
        string stem = Path.GetFileNameWithoutExtension(name);
        Assert.Equal(new[] { name, stem + ".csv", stem + ".csv.provenance.json" }.Order(StringComparer.Ordinal), _scene.Names);
    }

    [Fact]
    public async Task A_name_of_250_bytes_is_an_error_before_anything_is_written()
    {
        string name = new string('x', 246) + ".wav";
        _scene.Voice(name, 0.5);
        A2f.Outcome outcome = Calm(await A2f.RunAsync("animate", _scene[name])).Expect(ExitCodes.Output);
        Assert.Contains("OUT04", outcome.Error, StringComparison.Ordinal);
        Assert.Equal([name], _scene.Names);
    }

    [SkippableFact]
    public async Task Pipes_devices_and_folders_are_refused_without_waiting()
    {
        Skip.If(OperatingSystem.IsWindows(), "there are none on Windows");
        using (Process make = Process.Start("mkfifo", [_scene["pipe.wav"]])) await make.WaitForExitAsync();
        Directory.CreateDirectory(_scene["folder.wav"]);
        await RefusedAsync(_scene["pipe.wav"]);
        await RefusedAsync("/dev/zero");
        Calm(await A2f.RunAsync("animate", _scene["folder.wav"])).Expect(ExitCodes.WrongUse);
        File.Delete(_scene["pipe.wav"]);
    }

    [Fact]
    public async Task Broken_files_are_refused()
    {
        byte[] noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        byte[] voice = File.ReadAllBytes(_scene.Voice("v.wav", 0.5));
        await RefusedAsync(_scene.Bytes("empty.wav", []));
        await RefusedAsync(_scene.Bytes("noise.mp4", noise));
        await RefusedAsync(_scene.Bytes("header.wav", voice[..20]));
        await RefusedAsync(_scene.WavFile("channels.wav", 1, 65_535, 16_000, 16, new byte[4000]));
        await RefusedAsync(_scene.WavFile("rate0.wav", 1, 1, 0, 16, new byte[4000]));
        await RefusedAsync(_scene.WavFile("fast.wav", 1, 1, 4_000_000_000, 16, new byte[4000]));
        await RefusedAsync(_scene.Bytes("nofmt.wav", [.. voice[..12], .. Encoding.ASCII.GetBytes("data"), 0, 16, 0, 0, .. new byte[4096]]));
        await RefusedAsync(_scene.WavFile("nosamples.wav", 1, 1, 16_000, 16, []));
    }

    [Fact]
    public async Task A_size_that_lies_gives_the_sound_there_is()
    {
        byte[] data = File.ReadAllBytes(_scene.Voice("v.wav", 0.5))[44..];
        Calm(await A2f.RunAsync("animate", _scene.WavFile("lie.wav", 1, 1, 16_000, 16, data, dataSize: uint.MaxValue))).Expect(ExitCodes.Success);
        Assert.Equal(15, _scene.ReadA2fJson("lie.a2f.json").Frames.Length);
    }

    [Theory]
    [InlineData("silence", 60)]
    [InlineData("short", 1)]
    [InlineData("clipped", 60)]
    [InlineData("offset", 60)]
    [InlineData("nan", 60)]
    public async Task Odd_sound_gives_finite_weights(string kind, int frameCount)
    {
        float[] samples = kind switch
        {
            "silence" or "nan" => new float[32_000],
            "short" => new float[160],
            "clipped" => [.. Enumerable.Range(0, 32_000).Select(i => i / 60 % 2 == 0 ? 1f : -1f)],
            _ => [.. Enumerable.Repeat(0.9f, 32_000)],
        };
        if (kind == "nan") Array.Fill(samples, float.NaN, 8_000, 4_000);
        byte[] data = new byte[4 * samples.Length];
        Buffer.BlockCopy(samples, 0, data, 0, data.Length);
        Calm(await A2f.RunAsync("animate", _scene.WavFile("odd.wav", 3, 1, 16_000, 32, data), "--no-extras")).Expect(ExitCodes.Success);
        (string[] channels, float[][] frames) = _scene.ReadA2fJson("odd.a2f.json");
        Assert.Equal(frameCount, frames.Length);
        Assert.All(frames, row => Assert.All(row, weight => Assert.InRange(weight, 0, 1)));
        int jaw = Array.IndexOf(channels, "jawOpen");
        if (kind == "silence") Assert.All(frames, row => Assert.InRange(row[jaw], 0, 0.05f));
    }

    [Fact]
    public async Task A_model_that_is_a_pointer_or_rubbish_is_refused()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        Directory.CreateDirectory(_scene["model"]);
        _scene.Text("model/model.json", "{\"network\": \"../v.wav\"");
        A2f.Outcome outcome = Calm(await A2f.RunAsync("animate", voice, "--model", _scene["model"])).Expect(ExitCodes.Model);
        Assert.Contains("MOD", outcome.Error, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string path)
    {
        A2f.Outcome outcome = Calm(await A2f.RunAsync("animate", path, "-o", _scene["refused/"])).Expect(ExitCodes.InputMedia);
        Assert.StartsWith("error MED", outcome.Error, StringComparison.Ordinal);
        Assert.True(!Directory.Exists(_scene["refused"]) || Directory.GetFileSystemEntries(_scene["refused"]).Length == 0, "something was left behind");
    }

    private static A2f.Outcome Calm(A2f.Outcome outcome)
    {
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Error, StringComparison.Ordinal);
        Assert.True(outcome.Elapsed < _limit, $"took {outcome.Elapsed}");
        return outcome;
    }
}
