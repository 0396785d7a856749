using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Videos with several soundtracks.</summary>
public sealed class SelectionTests
{
    /// <summary>A picture and three tones: 300 Hz English, 500 Hz German (default), 700 Hz without a language.</summary>
    private static async Task<string> VideoAsync(TestFolder folder, string name, string defaultStream = "1")
    {
        string path = folder.File(name);
        string[] dispositions = [.. Enumerable.Range(0, 3).SelectMany(i => (string[])[$"-disposition:a:{i}", defaultStream == $"{i}" ? "default" : "0"])];
        await Reading.FfmpegAsync([
            "-f", "lavfi", "-i", "color=size=64x64:rate=10:duration=1",
            "-f", "lavfi", "-i", "sine=frequency=300:duration=1:sample_rate=48000",
            "-f", "lavfi", "-i", "sine=frequency=500:duration=1:sample_rate=48000",
            "-f", "lavfi", "-i", "sine=frequency=700:duration=1:sample_rate=24000",
            "-map", "0", "-map", "1", "-map", "2", "-map", "3", "-c:v", "mpeg4", "-c:a", name.EndsWith("mkv", StringComparison.Ordinal) ? "flac" : "aac",
            "-metadata:s:a:0", "language=eng", "-metadata:s:a:0", "title=Original", "-metadata:s:a:1", "language=ger", .. dispositions, path]);
        return path;
    }

    private static int Hertz(float[] samples)
    {
        int crossings = 0;
        for (int i = 2000; i < 14000; i++)
        {
            if (samples[i - 1] < 0 && samples[i] >= 0) crossings++;
        }
        return (int)Math.Round(crossings * 16000.0 / 12000 / 20) * 20;
    }

    [SkippableTheory]
    [InlineData(null, 500)]
    [InlineData(0, 300)]
    [InlineData(1, 500)]
    [InlineData(2, 700)]
    public async Task The_stream_asked_for_is_read_else_the_default(int? wanted, int hertz)
    {
        using TestFolder folder = new();
        string path = await VideoAsync(folder, "a.mkv");
        Assert.Equal(hertz, Hertz(await Reading.SamplesAsync(path, new MediaOptions { AudioStream = wanted })));
    }

    [SkippableFact]
    public async Task Without_a_default_the_first_is_read()
    {
        using TestFolder folder = new();
        string path = await VideoAsync(folder, "a.mkv", defaultStream: "none");
        Assert.Equal(0, (await new MediaReader().ProbeAsync(path, CancellationToken.None)).SelectedAudioStream);
        Assert.Equal(300, Hertz(await Reading.SamplesAsync(path)));
    }

    [SkippableFact]
    public async Task Information_lists_every_stream()
    {
        using TestFolder folder = new();
        MediaInfo info = await new MediaReader().ProbeAsync(await VideoAsync(folder, "a.mkv"), CancellationToken.None);
        Assert.Equal("matroska,webm", info.Container);
        Assert.Equal(1, info.SelectedAudioStream);
        Assert.Equal(3, info.AudioStreams.Count);
        Assert.Equal((0, "flac", 48000, 1, "eng", "Original", false), Told(info.AudioStreams[0]));
        Assert.Equal((1, "flac", 48000, 1, "ger", null, true), Told(info.AudioStreams[1]));
        Assert.Equal((2, "flac", 24000, 1, null, null, false), Told(info.AudioStreams[2]));
        Assert.All(info.AudioStreams, stream => Assert.Equal(1.0, stream.DurationSeconds!.Value, 0.05));

        static (int, string, int, int, string?, string?, bool) Told(AudioStreamInfo stream) =>
            (stream.Index, stream.Codec, stream.SampleRateHz, stream.ChannelCount, stream.Language, stream.Title, stream.IsDefault);
    }

    [SkippableTheory]
    [InlineData(3)]
    [InlineData(-1)]
    public async Task A_stream_that_is_not_there_names_those_that_are(int wanted)
    {
        using TestFolder folder = new();
        Issue issue = await Reading.ReadErrorAsync(await VideoAsync(folder, "a.mp4"), new MediaOptions { AudioStream = wanted });
        Assert.Equal("MED07", issue.Code);
        Assert.Contains("0 (aac, eng", issue.Hint, StringComparison.Ordinal);
        Assert.Contains("1 (aac, ger", issue.Hint, StringComparison.Ordinal);
        Assert.Contains("2 (aac", issue.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wav_has_one_stream()
    {
        using TestFolder folder = new();
        string path = folder.Write("a.wav", Wave.Mono([0.5f], 16000));
        Assert.Single(await Reading.SamplesAsync(path, new MediaOptions { AudioStream = 0 }));
        Assert.Equal("MED07", (await Reading.ReadErrorAsync(path, new MediaOptions { AudioStream = 1 })).Code);
    }
}
