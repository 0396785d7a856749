using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f watch</c> as a user has it: a program that goes on until Ctrl+C.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Makes_the_outputs_again_when_recording_or_profile_change_and_keeps_them_when_the_profile_breaks()
    {
        _scene.Voice("v.wav", 1);
        string profile = await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(TestPaths.Home, "profiles"), "arkit.a2fprofile.yaml", SearchOption.AllDirectories).Single());
        _scene.Text("p.a2fprofile.yaml", profile);
        await using Watching watch = new(_scene.Folder, "watch", "v.wav", "--profile", "p.a2fprofile.yaml", "--to", "livelink-csv", "-o", "out/");
        string csv = _scene["out/v.csv"];
        await watch.ExpectAsync("frames at");
        string first = await File.ReadAllTextAsync(csv);

        _scene.Voice("v.wav", 2);
        await watch.ExpectAsync("recording v.wav changed");
        await watch.ExpectAsync("2.00 s");
        string second = await File.ReadAllTextAsync(csv);
        Assert.True(second.Length > first.Length * 1.5, "the longer recording makes no longer file");

        _scene.Text("p.a2fprofile.yaml", profile + "\nnonsense: true\n");
        await watch.ExpectAsync("p.a2fprofile.yaml cannot be used");
        await watch.ExpectAsync("nonsense");
        Assert.Equal(second, await File.ReadAllTextAsync(csv));

        _scene.Text("p.a2fprofile.yaml", profile + "\ntiming:\n  rate_fps: 30\n");
        await watch.ExpectAsync("p.a2fprofile.yaml changed");
        await watch.ExpectAsync("frames at");
        Assert.NotEqual(second, await File.ReadAllTextAsync(csv));

        // What somebody else changed meanwhile is theirs.
        await File.AppendAllTextAsync(csv, "mine");
        _scene.Voice("v.wav", 1);
        await watch.ExpectAsync("OUT01");
        Assert.EndsWith("mine", await File.ReadAllTextAsync(csv), StringComparison.Ordinal);
        Assert.DoesNotContain(_scene.Names, name => name.EndsWith(".bak", StringComparison.Ordinal));

        (int exitCode, TimeSpan taken) = await watch.InterruptAsync();
        Assert.Equal(ExitCodes.Cancelled, exitCode);
        Assert.True(taken < TimeSpan.FromSeconds(20), $"Ctrl+C took {taken}");
    }

    [Fact]
    public async Task New_recordings_in_a_watched_folder_are_animated_and_removed_ones_do_not_end_it()
    {
        Directory.CreateDirectory(_scene["in"]);
        _scene.Voice("in/a.wav", 0.5);
        await using Watching watch = new(_scene.Folder, "watch", "in", "--to", "livelink-csv");
        await watch.ExpectAsync("a.csv");
        string first = await File.ReadAllTextAsync(_scene["in/a.csv"]);

        // A recorder writes for a while; half a recording is not animated.
        string whole = _scene.Voice("b.wav", 1);
        File.Move(whole, _scene["in/b.wav"]);
        await watch.ExpectAsync("recording b.wav is new");
        await watch.ExpectAsync("b.csv");
        Assert.Equal(first, await File.ReadAllTextAsync(_scene["in/a.csv"]));

        File.Delete(_scene["in/a.wav"]);
        await watch.ExpectAsync("recording a.wav is gone");
        _scene.Voice("in/c.wav", 0.5);
        await watch.ExpectAsync("c.csv");
        File.Delete(_scene["in/b.wav"]);
        File.Delete(_scene["in/c.wav"]);
        await watch.ExpectAsync("USE06");
        _scene.Voice("in/d.wav", 0.5);
        await watch.ExpectAsync("d.csv");
        Assert.Equal(ExitCodes.Cancelled, (await watch.InterruptAsync()).ExitCode);
    }

    [Fact]
    public async Task Hand_edits_are_applied_as_soon_as_they_are_made()
    {
        _scene.Voice("v.wav", 0.5);
        _scene.Voice("w.wav", 0.5);
        await using Watching watch = new(_scene.Folder, "watch", "v.wav", "w.wav", "--profile", "arkit", "--to", "livelink-csv", "-o", "out/");
        await watch.ExpectAsync("v.csv");
        await watch.ExpectAsync("w.csv");
        string first = await File.ReadAllTextAsync(_scene["out/v.csv"]), other = await File.ReadAllTextAsync(_scene["out/w.csv"]);
        (await A2f.RunAsync("edit", _scene["out/v.csv"], "--channel", "JawOpen", "--from", "0.1", "--to", "0.4", "--replace", "0.75")).Expect(0);
        await watch.ExpectAsync("edits v.csv.edits.json changed");
        await watch.ExpectAsync("v.csv");
        string second = await File.ReadAllTextAsync(_scene["out/v.csv"]);
        Assert.NotEqual(first, second);
        File.Delete(_scene["out/v.csv.edits.json"]);
        await watch.ExpectAsync("edits v.csv.edits.json changed");
        await watch.ExpectAsync("v.csv");
        Assert.Equal(first, await File.ReadAllTextAsync(_scene["out/v.csv"]));
        Assert.Equal(other, await File.ReadAllTextAsync(_scene["out/w.csv"]));
    }

    [Fact]
    public async Task What_does_not_exist_at_all_ends_it_at_once()
    {
        _scene.Voice("v.wav", 1);
        (await A2f.RunAsync("watch", _scene["v.wav"], "--to", "no-such-format")).Expect(ExitCodes.Plugin);
        (await A2f.RunAsync("watch", _scene["v.wav"], "--profile", "no-such-profile")).Expect(ExitCodes.Profile);
    }
}
