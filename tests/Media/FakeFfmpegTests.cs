using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>FFmpeg in every bad mood: the right code, no hang, nothing left running.</summary>
public sealed class FakeFfmpegTests
{
    /// <summary>Two seconds of silence at 16 kHz.</summary>
    private const string Silence = "head -c 128000 /dev/zero";

    [SkippableFact]
    public async Task A_well_behaved_one_is_read()
    {
        using FakeFfmpeg fake = new(Silence);
        (float[] samples, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await fake.Reader().OpenAsync(fake.Recording, Reading.Options, CancellationToken.None));
        Assert.Equal(32000, samples.Length);
        Assert.Empty(warnings);
    }

    [SkippableFact]
    public async Task Much_talk_does_not_block_the_sound()
    {
        using FakeFfmpeg fake = new("head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; echo >&2; echo 'last words' >&2; " + Silence);
        (float[] samples, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await fake.Reader().OpenAsync(fake.Recording, Reading.Options, CancellationToken.None));
        Assert.Equal(32000, samples.Length);
        Issue warning = Assert.Single(warnings);
        Assert.Equal("MED19", warning.Code);
        Assert.Contains("last words", warning.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Messages_do_not_tell_the_folder()
    {
        using FakeFfmpeg fake = new("for last in \"$@\"; do case \"$last\" in file:*) echo \"$last: broken\" >&2;; esac; done; exit 1");
        Issue issue = await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader());
        Assert.Equal("MED13", issue.Code);
        Assert.Contains("line.mp3: broken", issue.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(fake.Folder, issue.ToString(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("sleep MARK", 1001)] // the shell waits for a child: both must go
    [InlineData("exec sleep MARK", 1002)]
    [InlineData("trap '' TERM INT HUP; sleep MARK; sleep MARK", 1003)]
    [InlineData("exec 1>&-; sleep MARK", 1004)] // closes its output but stays
    public async Task One_that_never_ends_is_killed(string decode, int seconds)
    {
        using FakeFfmpeg fake = new(decode.Replace("MARK", Mark(seconds), StringComparison.Ordinal));
        Assert.Equal("MED14", (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader(0.5, 0.5))).Code);
        await AssertGoneAsync(seconds);
    }

    [SkippableFact]
    public async Task One_that_stops_half_way_is_killed()
    {
        using FakeFfmpeg fake = new($"head -c 64000 /dev/zero; exec sleep {Mark(1005)}");
        Assert.Equal("MED14", (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader(5, 0.5))).Code);
        await AssertGoneAsync(1005);
    }

    [SkippableFact]
    public async Task A_probe_that_never_ends_is_killed()
    {
        using FakeFfmpeg fake = new(Silence, probe: $"exec sleep {Mark(1006)}");
        Assert.Equal("MED14", (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader(0.5, 0.5))).Code);
        await AssertGoneAsync(1006);
    }

    [SkippableTheory]
    [InlineData("exit 0", "MED15")]
    [InlineData("exit 3", "MED13")]
    [InlineData("kill -SEGV $$", "MED13")]
    [InlineData("head -c 64000 /dev/zero; kill -KILL $$", "MED13")] // half a recording is no recording
    public async Task One_that_dies(string decode, string code)
    {
        using FakeFfmpeg fake = new(decode);
        Assert.Equal(code, (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader())).Code);
    }

    [SkippableTheory]
    [InlineData("exit 0", "MED13")]
    [InlineData("echo 'no json'", "MED13")]
    [InlineData("echo '[]'", "MED13")]
    [InlineData("echo '{\"format\":{},\"streams\":[{\"codec_type\":\"audio\",\"channels\":\"two\"}]}'", "MED13")]
    [InlineData("echo '{\"format\":{},\"streams\":[]}'", "MED06")]
    [InlineData("cat /dev/zero", "MED13")]
    [InlineData("kill -SEGV $$", "MED13")]
    [InlineData("exit 1", "MED05")]
    public async Task A_probe_that_says_nonsense(string probe, string code)
    {
        using FakeFfmpeg fake = new(Silence, probe);
        Assert.Equal(code, (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader())).Code);
    }

    [SkippableFact]
    public async Task Less_than_promised_is_a_warning()
    {
        using FakeFfmpeg fake = new("head -c 64000 /dev/zero");
        (_, IReadOnlyList<Issue> warnings) = await Reading.DrainAsync(await fake.Reader().OpenAsync(fake.Recording, Reading.Options, CancellationToken.None));
        Issue warning = Assert.Single(warnings);
        Assert.Equal("MED17", warning.Code);
        Assert.Contains("1.0 s of the 2.0 s", warning.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Endless_sound_is_ended_at_the_limit()
    {
        using FakeFfmpeg fake = new("cat /dev/zero");
        Assert.Equal("MED08", (await Reading.ReadErrorAsync(fake.Recording, new MediaOptions { MaximumMinutes = 0.1 }, fake.Reader())).Code);
    }

    [Fact]
    public async Task Missing()
    {
        using TestFolder folder = new();
        string path = folder.Write("line.mp3", "ID3"u8);
        Issue issue = await Reading.ReadErrorAsync(path, reader: new MediaReader(folder.Path));
        Assert.Equal("MED11", issue.Code);
        Assert.Contains("install ", issue.Hint, StringComparison.Ordinal);
        Assert.Null(FfmpegTools.Find(folder.Path));
    }

    [SkippableTheory]
    [InlineData("4.0 Copyright", true)]
    [InlineData("4.3.9-0+deb11u1", true)]
    [InlineData("n3.1", true)]
    [InlineData("4.4", false)]
    [InlineData("n7.1.1-52", false)]
    [InlineData("N-109542-g0a1b2c3", false)] // a build from source has no number
    [InlineData("10.0", false)]
    public async Task Too_old(string version, bool isTooOld)
    {
        using FakeFfmpeg fake = new(Silence, version: version);
        Assert.Equal(isTooOld, FfmpegTools.Find(fake.Folder)!.IsTooOld);
        if (isTooOld) Assert.Equal("MED12", (await Reading.ReadErrorAsync(fake.Recording, reader: fake.Reader())).Code);
        else Assert.Equal(32000, (await fake.Reader().ReadClipAsync(fake.Recording, Reading.Options, CancellationToken.None)).Samples.Length);
    }

    [SkippableFact]
    public async Task Cancelled_half_way_it_is_gone_at_once()
    {
        using FakeFfmpeg fake = new($"head -c 64000 /dev/zero; sleep {Mark(1007)}");
        using CancellationTokenSource cancellation = new();
        await using AudioStream stream = await fake.Reader(60, 60).OpenAsync(fake.Recording, Reading.Options, CancellationToken.None);
        float[] buffer = new float[16000];
        int read = 0;
        while (read < 16000) read += await stream.ReadAsync(buffer, cancellation.Token);
        cancellation.CancelAfter(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await stream.ReadAsync(buffer, cancellation.Token)).WaitAsync(TimeSpan.FromSeconds(10));
        await AssertGoneAsync(1007);
    }

    [SkippableFact]
    public async Task Let_go_unread_it_is_gone_at_once()
    {
        using FakeFfmpeg fake = new($"sleep {Mark(1008)}");
        await using (await fake.Reader().OpenAsync(fake.Recording, Reading.Options, CancellationToken.None))
        {
        }
        await AssertGoneAsync(1008);
    }

    /// <summary>How long a stand-in sleeps: told apart from those of another run by its fraction.</summary>
    private static string Mark(int seconds) => $"{seconds}.{Environment.ProcessId}";

    /// <summary>Waits until the sleeper is gone, for at most two seconds.</summary>
    private static async Task AssertGoneAsync(int seconds)
    {
        if (!Directory.Exists("/proc/self")) return;
        long started = Stopwatch.GetTimestamp();
        while (Unix.CommandLines().Any(line => line.Contains("sleep\0" + Mark(seconds), StringComparison.Ordinal)))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2), "a process is left behind");
            await Task.Delay(50);
        }
    }
}
