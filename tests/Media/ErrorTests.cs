using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>What users get wrong, each with its code.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("missing.wav")]
    [InlineData("")]
    [InlineData("no/such/folder.wav")]
    [InlineData("a\0b.wav")]
    public async Task Missing_file(string name) => Assert.Equal("MED01", (await Reading.ReadErrorAsync(name)).Code);

    [Fact]
    public async Task Link_to_nothing()
    {
        using TestFolder folder = new();
        File.CreateSymbolicLink(folder.File("a.wav"), folder.File("gone.wav"));
        Assert.Equal("MED01", (await Reading.ReadErrorAsync(folder.File("a.wav"))).Code);
    }

    [Fact]
    public async Task Folder()
    {
        using TestFolder folder = new();
        Issue issue = await Reading.ReadErrorAsync(folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal(("MED02", Path.GetFileName(folder.Path)), (issue.Code, issue.Place));
    }

    [SkippableTheory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/random")]
    [InlineData("/dev/null")]
    public async Task Device(string path)
    {
        Skip.IfNot(File.Exists(path), "needs Unix");
        Assert.Equal("MED04", (await Reading.ReadErrorAsync(path)).Code);
    }

    [SkippableFact]
    public async Task Pipe_with_nobody_at_the_other_end()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs Unix");
        using TestFolder folder = new();
        await Unix.RunAsync("mkfifo", folder.File("pipe.wav"));
        Assert.Equal("MED04", (await Reading.ReadErrorAsync(folder.File("pipe.wav"))).Code);
        File.CreateSymbolicLink(folder.File("link.wav"), folder.File("pipe.wav"));
        Assert.Equal("MED04", (await Reading.ReadErrorAsync(folder.File("link.wav"))).Code);
    }

    [Fact]
    public async Task Empty_file()
    {
        using TestFolder folder = new();
        Assert.Equal("MED04", (await Reading.ReadErrorAsync(folder.Write("a.wav", []))).Code);
    }

    [Fact]
    public async Task File_another_program_holds()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Mono([0, 0], 16000));
        using FileStream holder = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("MED03", (await Reading.ReadErrorAsync(path)).Code);
    }

    [SkippableFact]
    public async Task File_one_may_not_read()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Mono([0, 0], 16000));
        if (OperatingSystem.IsWindows()) throw new SkipException("needs Unix");
        File.SetUnixFileMode(path, UnixFileMode.None);
        // The superuser may read everything but what the kernel gives nobody.
        if (Environment.UserName == "root") path = Unix.FileNobodyReads();
        Assert.Equal("MED03", (await Reading.ReadErrorAsync(path)).Code);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_bytes(int seed)
    {
        Reading.RequireFfmpeg();
        using TestFolder folder = new();
        byte[] bytes = new byte[50_000];
        new Random(seed).NextBytes(bytes);
        Assert.Equal("MED05", (await Reading.ReadErrorAsync(folder.Write("a.mp3", bytes))).Code);
    }

    [SkippableTheory]
    [InlineData("a.wav", "This is a text, not a sound.\n")]
    [InlineData("a.txt", "x")]
    [InlineData("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nhello\n")]
    [InlineData("a.wav", "RIFF")]
    [InlineData("a.html", "<!DOCTYPE html><html><body>Not found</body></html>")]
    public async Task Text(string name, string text)
    {
        Reading.RequireFfmpeg();
        using TestFolder folder = new();
        string path = folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));
        Issue issue = await Reading.ReadErrorAsync(path);
        Assert.Equal(("MED05", name), (issue.Code, issue.Place));
        Assert.Equal("MED05", (await Reading.ErrorAsync(async () => await new MediaReader().ProbeAsync(path, CancellationToken.None))).Code);
    }

    [SkippableFact]
    public async Task Picture()
    {
        using TestFolder folder = new();
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:duration=1", "-frames:v", "1", folder.File("a.png"));
        Assert.Equal("MED05", (await Reading.ReadErrorAsync(folder.File("a.png"))).Code);
    }

    [SkippableFact]
    public async Task Video_without_sound()
    {
        using TestFolder folder = new();
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=1", "-c:v", "mpeg4", folder.File("a.mp4"));
        Assert.Equal("MED06", (await Reading.ReadErrorAsync(folder.File("a.mp4"))).Code);
    }

    [Fact]
    public async Task Too_long_a_wav()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Mono(new float[8000 * 7], 8000));
        Issue issue = await Reading.ReadErrorAsync(path, new MediaOptions { MaximumMinutes = 0.1 });
        Assert.Equal("MED08", issue.Code);
        Assert.Contains("at most 0.1 min", issue.Text, StringComparison.Ordinal);
        Assert.Contains("--max-minutes", issue.Hint, StringComparison.Ordinal);
        Assert.Equal(16000 * 7, (await Reading.SamplesAsync(path, new MediaOptions { MaximumMinutes = 0.2 })).Length);
    }

    [SkippableFact]
    public async Task Too_long_a_stream_that_does_not_tell_its_length()
    {
        using TestFolder folder = new();
        string path = folder.File("a.mkv");
        await Reading.FfmpegAsync("-f", "lavfi", "-i", "sine=duration=7:sample_rate=8000", "-c:a", "pcm_s16le", "-live", "1", "-f", "matroska", path);
        Issue issue = await Reading.ReadErrorAsync(path, new MediaOptions { MaximumMinutes = 0.1 });
        Assert.Equal("MED08", issue.Code);
    }

    [Theory]
    [InlineData(4000, 1, "MED09")]
    [InlineData(384000, 1, "MED09")]
    [InlineData(48000, 9, "MED10")]
    public async Task Rate_or_channels_out_of_bounds_in_a_wav(int rateHz, int channels, string code)
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Riff(Wave.Format(1, channels, (uint)rateHz, 16), Wave.Chunk("data", new byte[180])));
        Assert.Equal(code, (await Reading.ReadErrorAsync(path)).Code);
    }

    [SkippableTheory]
    [InlineData("sine=duration=1:sample_rate=4000", "a.w64", "MED09")]
    [InlineData("aevalsrc=0|0|0|0|0|0|0|0|0:duration=1:sample_rate=48000", "a.w64", "MED10")]
    public async Task Rate_or_channels_out_of_bounds_elsewhere(string source, string name, string code)
    {
        using TestFolder folder = new();
        await Reading.FfmpegAsync("-f", "lavfi", "-i", source, "-c:a", "pcm_s16le", folder.File(name));
        Assert.Equal(code, (await Reading.ReadErrorAsync(folder.File(name))).Code);
    }
}
