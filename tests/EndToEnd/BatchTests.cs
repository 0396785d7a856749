using System.Diagnostics;
using System.Text.Json;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Whole runs of <c>a2f batch</c>, disturbed and undisturbed.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly Scene _scene = new();

    public BatchTests()
    {
        foreach (string folder in (string[])["in/nick", "in/nora"]) Directory.CreateDirectory(_scene[folder]);
        for (int i = 0; i < 6; i++) _scene.Voice($"in/{(i % 2 == 0 ? "nick" : "nora")}/{i}.wav", 0.4 + (0.1 * i));
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_second_run_makes_only_what_changed()
    {
        A2f.Outcome first = (await BatchAsync()).Expect(0);
        Assert.Equal(6, first.Events("line").Count);
        Assert.Equal((6, 0), (Number(first, "done"), Number(first, "upToDate")));
        Assert.True(File.Exists(_scene["mod/nora/5.a2f.json"]));

        Dictionary<string, DateTime> times = Times();
        A2f.Outcome second = (await BatchAsync()).Expect(0);
        Assert.Equal((0, 6), (Number(second, "done"), Number(second, "upToDate")));
        Assert.Equal(times, Times());

        _scene.Voice("in/nick/2.wav", 0.9);
        A2f.Outcome third = (await BatchAsync()).Expect(0);
        Assert.Equal("nick/2.a2f.json", Assert.Single(third.Events("line")).GetProperty("line").GetString());
        Assert.Equal(6, (await BatchAsync("--seed", "5")).Expect(0).Events("line").Count);
        Assert.Equal(6, (await BatchAsync("--seed", "5", "--redo")).Expect(0).Events("line").Count);
    }

    [Fact]
    public async Task A_batch_gives_the_files_that_animate_gives()
    {
        (await BatchAsync("--to", "livelink-csv", "--fps", "30")).Expect(0);
        (await A2f.RunAsync("animate", _scene["in/nick"], "--to", "livelink-csv", "--fps", "30", "-o", _scene["alone"])).Expect(0);
        foreach (string name in (string[])["0.csv", "2.csv", "4.csv", "4.csv.provenance.json"])
            Assert.Equal(File.ReadAllBytes(_scene["alone/" + name]), File.ReadAllBytes(_scene["mod/nick/" + name]));
    }

    [Fact]
    public async Task A_dry_run_tells_everything_and_writes_nothing()
    {
        A2f.Outcome dry = (await BatchAsync("--dry-run")).Expect(0);
        Assert.Equal(6, dry.Events("planned").Count);
        Assert.All(dry.Events("planned"), planned => Assert.Equal("new", planned.GetProperty("standing").GetString()));
        Assert.False(Directory.Exists(_scene["mod"]));
        (await BatchAsync()).Expect(0);
        _scene.Text("mod/nick/0.a2f.json", "mine");
        string told = (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"], "--dry-run")).Expect(0).Output;
        Assert.Contains("leave  nick/0.wav -> nick/0.a2f.json  (a file was changed by hand)", told, StringComparison.Ordinal);
        Assert.Contains("leave  nora/1.wav -> nora/1.a2f.json  (up to date)", told, StringComparison.Ordinal);
        // And the run itself keeps it, and says so.
        Assert.Contains("BAT03", (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["mod"])).Expect(0).Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_scene["mod/nick/0.a2f.json"]));
    }

    [Fact]
    public async Task Failures_are_told_and_tried_again_unless_only_changes_are_wanted()
    {
        _scene.Text("in/nick/0.wav", "no sound");
        A2f.Outcome first = (await BatchAsync()).Expect(1);
        Assert.Equal("MED05", Assert.Single(first.Events("failed")).GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal((5, 1), (Number(first, "done"), Number(first, "failed")));
        Assert.Equal(1, Number((await BatchAsync()).Expect(1), "failed"));
        A2f.Outcome quiet = (await BatchAsync("--only-changed")).Expect(1);
        Assert.Equal((0, 1), (Number(quiet, "failed"), Number(quiet, "failedBefore")));
        Assert.Equal("failedBefore", Assert.Single(quiet.Events("leftOut")).GetProperty("standing").GetString());
        _scene.Voice("in/nick/0.wav", 0.5);
        Assert.Equal(1, Number((await BatchAsync("--only-changed")).Expect(0), "done"));
    }

    [Fact]
    public async Task Too_many_failures_end_a_run_with_a_word()
    {
        foreach (string name in (string[])["in/nick/0.wav", "in/nick/2.wav", "in/nick/4.wav"]) _scene.Text(name, "no sound");
        A2f.Outcome stopped = (await BatchAsync("--max-errors", "2", "--jobs", "1")).Expect(1);
        Assert.Equal("BAT05", Assert.Single(stopped.Events("error")).GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.True(Number(stopped, "notTried") > 0);
    }

    [Fact]
    public async Task Two_runs_on_one_folder_do_not_mix()
    {
        using Process first = A2f.Start(_scene.Folder, null, "batch", "in", "-o", "mod", "--json");
        // Once it has said that it begins it has the folder.
        string? begun = await first.StandardOutput.ReadLineAsync();
        Assert.StartsWith("{\"event\":\"batch\"", begun, StringComparison.Ordinal);
        A2f.Outcome second = await BatchAsync();
        string rest = await first.StandardOutput.ReadToEndAsync();
        await first.WaitForExitAsync();
        Assert.Equal(0, first.ExitCode);
        // The second came too late to find it at work only if it found everything done.
        if (second.ExitCode == 11) Assert.Equal("BAT01", Assert.Single(second.Events("error")).GetProperty("issues")[0].GetProperty("code").GetString());
        else Assert.Equal(6, Number(second.Expect(0), "upToDate"));
        Assert.Contains("\"done\":6", rest, StringComparison.Ordinal);
        Assert.Equal(6, Number((await BatchAsync()).Expect(0), "upToDate"));
    }

    [SkippableTheory]
    [InlineData("KILL", 137)]
    [InlineData("INT", 130)]
    public async Task A_run_that_is_ended_at_any_moment_is_finished_by_the_next(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals to send");
        for (int i = 6; i < 150; i++) _scene.Voice($"in/{i}.wav", 1.5);
        (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["whole"])).Expect(0);
        Dictionary<string, byte[]> whole = Contents("whole");
        foreach (int lines in (int[])[1, 4, 2])
        {
            using Process process = A2f.Start(_scene.Folder, null, "batch", "in", "-o", "mod", "--json", "--jobs", "3");
            for (int seen = 0; seen < lines; seen++) Assert.NotNull(await process.StandardOutput.ReadLineAsync());
            using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
            _ = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal(exitCode, process.ExitCode);
            foreach ((string name, byte[] bytes) in Contents("mod")) Assert.Equal(whole[name], bytes);
        }
        A2f.Outcome last = (await BatchAsync()).Expect(0);
        Assert.True(Number(last, "upToDate") > 0);
        Assert.Equal(whole, Contents("mod"));
        string[] done = [.. File.ReadLines(_scene["mod/.a2f/ledger.jsonl"]).Select(row => JsonDocument.Parse(row).RootElement)
            .Where(row => row.GetProperty("state").GetString() == "done").Select(row => row.GetProperty("line").GetString()!)];
        Assert.Equal(done.Length, done.Distinct().Count());
    }

    [SkippableFact]
    public async Task A_full_disk_ends_the_run_and_the_next_goes_on()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root on Linux to mount a small file system");
        Directory.CreateDirectory(_scene["disk"]);
        Skip.IfNot(Run("mount", "-t", "tmpfs", "-o", "size=64k", "modkit-test", _scene["disk"]), "this machine does not allow mounting");
        try
        {
            A2f.Outcome full = (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["disk/mod"], "--json")).Expect(5);
            Assert.Equal("OUT03", Assert.Single(full.Events("error")).GetProperty("issues")[0].GetProperty("code").GetString());
            Assert.True(Number(full, "notTried") > 0);
            (await BatchAsync()).Expect(0);
            Dictionary<string, byte[]> whole = Contents("mod");
            foreach ((string name, byte[] bytes) in Contents("disk/mod")) Assert.Equal(whole[name], bytes);
            Assert.True(Run("mount", "-o", "remount,size=20m", _scene["disk"]));
            (await A2f.RunAsync("batch", _scene["in"], "-o", _scene["disk/mod"])).Expect(0);
            Assert.Equal(whole, Contents("disk/mod"));
        }
        finally
        {
            Run("umount", _scene["disk"]);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        return process.WaitForExit(TimeSpan.FromSeconds(10)) && process.ExitCode == 0;
    }

    private static int Number(A2f.Outcome outcome, string member) => Assert.Single(outcome.Events("summary")).GetProperty(member).GetInt32();

    private Task<A2f.Outcome> BatchAsync(params string[] options) => A2f.RunAsync(["batch", _scene["in"], "-o", _scene["mod"], "--json", .. options]);

    private Dictionary<string, byte[]> Contents(string folder) => Directory.EnumerateFiles(_scene[folder], "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/.a2f/", StringComparison.Ordinal)).ToDictionary(path => Path.GetRelativePath(_scene[folder], path), File.ReadAllBytes);

    private Dictionary<string, DateTime> Times() => Directory.EnumerateFiles(_scene["mod"], "*.a2f.json", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
}
