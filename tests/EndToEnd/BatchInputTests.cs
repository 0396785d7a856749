using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>What <c>a2f batch</c> makes of archives, manifests, rules and videos.</summary>
public sealed class BatchInputTests : IDisposable
{
    private readonly Scene _scene = new();

    public BatchInputTests()
    {
        foreach (string folder in (string[])["in/nick", "in/nora"]) Directory.CreateDirectory(_scene[folder]);
        _scene.Voice("in/nick/0.wav", 0.5);
        _scene.Voice("in/nora/1.wav", 0.6);
        _scene.Voice("packed.wav", 0.7);
    }

    public void Dispose() => _scene.Dispose();

    private Task<A2f.Outcome> BatchAsync(params string[] arguments) => A2f.RunAsync(["batch", "-o", _scene["mod"], "--json", .. arguments]);

    private void Zip(params string[] entries)
    {
        using ZipArchive zip = ZipFile.Open(_scene["in/pack.zip"], ZipArchiveMode.Create);
        foreach (string entry in entries) zip.CreateEntryFromFile(_scene["packed.wav"], entry);
    }

    private static string[] Lines(A2f.Outcome outcome, string name = "line") => [.. outcome.Events(name).Select(line => line.GetProperty("line").GetString()!).Order(StringComparer.Ordinal)];

    private static int Number(A2f.Outcome outcome, string member) => Assert.Single(outcome.Events("summary")).GetProperty(member).GetInt32();

    /// <summary>What a face is made of; the same sound under another name blinks at other times, so the mouth alone is compared.</summary>
    private float[] Jaw(string name)
    {
        (string[] channels, float[][] frames) = _scene.ReadA2fJson(name);
        int jaw = Array.IndexOf(channels, "jawOpen");
        return [.. frames.Select(frame => frame[jaw])];
    }

    [Fact]
    public async Task Recordings_in_an_archive_are_made_and_an_evil_one_is_told()
    {
        Zip("npc/a.wav", "../../evil.wav", "npc/b.wav");
        A2f.Outcome first = (await BatchAsync(_scene["in"])).Expect(1);
        Assert.Equal(["nick/0.a2f.json", "nora/1.a2f.json", "pack/npc/a.a2f.json", "pack/npc/b.a2f.json"], Lines(first));
        Assert.Equal("INP06", Assert.Single(first.Events("failed")).GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.DoesNotContain(_scene.Names, name => name.Contains("evil", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(_scene["mod/.a2f/tmp"], "*", SearchOption.AllDirectories));
        (await A2f.RunAsync("animate", _scene["packed.wav"], "-o", _scene["alone.a2f.json"])).Expect(0);
        Assert.Equal(Jaw("alone.a2f.json"), Jaw("mod/pack/npc/a.a2f.json"));

        // The same recordings packed anew are nothing new.
        File.Delete(_scene["in/pack.zip"]);
        Zip("npc/b.wav", "npc/a.wav");
        A2f.Outcome second = (await BatchAsync(_scene["in"])).Expect(0);
        Assert.Equal((0, 4), (Number(second, "done"), Number(second, "upToDate")));
    }

    [Fact]
    public async Task A_manifest_says_where_how_and_by_whom()
    {
        Zip("npc/a.wav");
        _scene.Text("lines.csv", "input,output,profile,emotion,speaker,text\nin/nick/0.wav,scenes/intro,,joy=1,Nick,\"Hello, you\"\nin/pack.zip,,rhubarb,,Nora,\nin/gone.wav,,,,,\n");
        A2f.Outcome outcome = (await BatchAsync("--manifest", _scene["lines.csv"])).Expect(1);
        Assert.Equal(["in/pack/npc/a.tsv", "scenes/intro.a2f.json"], Lines(outcome));
        JsonElement failed = Assert.Single(outcome.Events("failed"));
        Assert.Equal("INP01", failed.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.StartsWith("lines.csv:4 ", failed.GetProperty("issues")[0].GetProperty("place").GetString(), StringComparison.Ordinal);
        using JsonDocument provenance = JsonDocument.Parse(File.ReadAllBytes(_scene["mod/scenes/intro.a2f.json.provenance.json"]));
        Assert.Contains("\"joy\"", provenance.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains("Hello, you", File.ReadAllText(_scene["mod/.a2f/ledger.jsonl"]), StringComparison.Ordinal);

        // Another emotion, another line; the rest is done.
        _scene.Text("lines.csv", "input,output,profile,emotion,speaker,text\nin/nick/0.wav,scenes/intro,,joy=0.2,Nick,\"Hello, you\"\nin/pack.zip,,rhubarb,,Nora,\n");
        Assert.Equal(["scenes/intro.a2f.json"], Lines((await BatchAsync("--manifest", _scene["lines.csv"])).Expect(0)));
    }

    [Fact]
    public async Task Mistakes_of_a_manifest_are_told_at_once_and_nothing_is_made()
    {
        _scene.Text("lines.csv", "input,emotion\nin/nick/0.wav,joi=1\n,joy=1\n");
        A2f.Outcome outcome = (await BatchAsync("--manifest", _scene["lines.csv"])).Expect(4);
        Assert.Equal(2, Assert.Single(outcome.Events("error")).GetProperty("issues").GetArrayLength());
        Assert.False(Directory.Exists(_scene["mod"]));
    }

    [Fact]
    public async Task Rules_choose_profiles_by_folder_and_speaker()
    {
        _scene.Text("lines.csv", "input,speaker\nin/nora/1.wav,Nora\n");
        A2f.Outcome outcome = (await BatchAsync(_scene["in"], "--manifest", _scene["lines.csv"], "--rule", "speaker:nora=rhubarb", "--rule", "nobody/**=arkit")).Expect(0);
        Assert.Equal(["nick/0.a2f.json", "nora/1.tsv"], Lines(outcome));
        Assert.Contains("INP15", outcome.Output + outcome.Error, StringComparison.Ordinal);
        (await BatchAsync(_scene["in"], "--rule", "nora")).Expect(2);
        (await BatchAsync()).Expect(2);
    }

    [SkippableFact]
    public async Task Each_sound_of_a_video_is_a_line()
    {
        try
        {
            // German is silent.
            using Process process = Process.Start(new ProcessStartInfo("ffmpeg",
            [
                "-hide_banner", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=32x32:rate=5:duration=0.7", "-i", _scene["packed.wav"], "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=0.7",
                "-map", "0", "-map", "1", "-map", "2", "-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=ger", "-c:v", "mpeg4", "-c:a", "flac", _scene["in/cut.mkv"],
            ]))!;
            await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
            Assert.Equal(0, process.ExitCode);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "needs FFmpeg, which is not on this machine");
        }
        A2f.Outcome outcome = (await BatchAsync(_scene["in/cut.mkv"])).Expect(0);
        Assert.Equal(["cut.eng.a2f.json", "cut.ger.a2f.json"], Lines(outcome));
        (await A2f.RunAsync("animate", _scene["packed.wav"], "-o", _scene["alone.a2f.json"])).Expect(0);
        Assert.Equal(Jaw("alone.a2f.json"), Jaw("mod/cut.eng.a2f.json"));
        Assert.NotEqual(Jaw("alone.a2f.json"), Jaw("mod/cut.ger.a2f.json"));
        Assert.Equal(["cut.a2f.json"], Lines((await BatchAsync(_scene["in/cut.mkv"], "--audio-stream", "0")).Expect(0)));
    }
}
