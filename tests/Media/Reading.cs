using System.ComponentModel;
using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>What the tests do over and over.</summary>
internal static class Reading
{
    public static MediaOptions Options { get; } = new();

    public static async Task<(float[] Samples, IReadOnlyList<Issue> Warnings)> DrainAsync(AudioStream stream, int chunk = 5000, CancellationToken cancellation = default)
    {
        await using (stream)
        {
            List<float> samples = [];
            float[] buffer = new float[chunk];
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and int count) samples.AddRange(buffer.AsSpan(0, count));
            return ([.. samples], stream.Warnings);
        }
    }

    public static async Task<float[]> SamplesAsync(string path, MediaOptions? options = null) =>
        (await new MediaReader().ReadClipAsync(path, options ?? Options, CancellationToken.None)).Samples.ToArray();

    /// <summary>Reads through FFmpeg even what we could read ourselves.</summary>
    public static async Task<(float[] Samples, IReadOnlyList<Issue> Warnings)> WithFfmpegAsync(string path)
    {
        MediaFile file = MediaFile.Find(path);
        FfmpegTools tools = RequireFfmpeg();
        MediaInfo info = await FfmpegProbe.RunAsync(tools, file, null, FfmpegTimeouts.Default, CancellationToken.None);
        return await DrainAsync(FfmpegAudioStream.Start(tools, file, info, Options, FfmpegTimeouts.Default));
    }

    public static FfmpegTools RequireFfmpeg()
    {
        FfmpegTools? tools = FfmpegTools.Find();
        Skip.If(tools is null, "needs FFmpeg, which is not on this machine");
        return tools;
    }

    /// <summary>Runs FFmpeg to make a test file.</summary>
    public static async Task FfmpegAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(RequireFfmpeg().FfmpegPath, ["-hide_banner", "-nostdin", "-v", "error", "-y", .. arguments]) { RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new Win32Exception();
        string messages = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        Skip.If(process.ExitCode != 0 && messages.Contains("Unknown encoder", StringComparison.Ordinal), "this FFmpeg lacks the encoder");
        Assert.True(process.ExitCode == 0, messages);
    }

    /// <summary>The issue a call must end with.</summary>
    public static async Task<Issue> ErrorAsync(Func<Task> call)
    {
        ModkitException error = await Assert.ThrowsAsync<ModkitException>(call).WaitAsync(TimeSpan.FromSeconds(30));
        Issue issue = Assert.Single(error.Issues);
        Assert.Equal(IssueSeverity.Error, issue.Severity);
        Assert.NotEmpty(issue.Text);
        Assert.NotEmpty(issue.Hint);
        Assert.DoesNotContain('\n', issue.ToString());
        return issue;
    }

    public static Task<Issue> ReadErrorAsync(string path, MediaOptions? options = null, MediaReader? reader = null) =>
        ErrorAsync(async () => await (reader ?? new MediaReader()).ReadClipAsync(path, options ?? Options, CancellationToken.None));

    public static double Rms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples) sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    public static float LargestDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float largest = 0;
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++) largest = Math.Max(largest, Math.Abs(a[i] - b[i]));
        return largest;
    }
}
