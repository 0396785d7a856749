using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>The clips that come with the program.</summary>
public sealed class SampleClipTests
{
    private static string Sample(string name) => Path.Combine(TestPaths.RepositoryRoot, "samples", name);

    [SkippableTheory]
    [InlineData("hello-en.wav")]
    [InlineData("hello-ru.wav")]
    [InlineData("hello-de.ogg")]
    [InlineData("two-languages.mp4")]
    public async Task A_clip_is_short_and_loud_enough(string name)
    {
        if (!name.EndsWith(".wav", StringComparison.Ordinal)) Reading.RequireFfmpeg();
        float[] samples = await Reading.SamplesAsync(Sample(name));
        Assert.InRange(samples.Length / 16000.0, 2, 6);
        Assert.InRange(Reading.Rms(samples), 0.05, 0.3);
        Assert.True(samples.Max(MathF.Abs) < 1);
    }

    [SkippableFact]
    public async Task The_video_speaks_two_languages()
    {
        Reading.RequireFfmpeg();
        MediaInfo info = await new MediaReader().ProbeAsync(Sample("two-languages.mp4"), CancellationToken.None);
        Assert.Equal(["eng", "spa"], info.AudioStreams.Select(stream => stream.Language));
        Assert.Equal(0, info.SelectedAudioStream);
        float[] english = await Reading.SamplesAsync(Sample("two-languages.mp4"));
        float[] spanish = await Reading.SamplesAsync(Sample("two-languages.mp4"), new MediaOptions { AudioStream = 1 });
        Assert.True(Math.Abs(Correlation.Best(english, spanish, maximumShift: 0, out _)) < 0.2);
    }

    [Fact]
    public void All_clips_together_are_small() =>
        // Whoever tried ./a2f has curves beside them.
        Assert.InRange(new DirectoryInfo(Path.Combine(TestPaths.RepositoryRoot, "samples")).GetFiles().Where(file => file.Extension is ".wav" or ".ogg" or ".mp4").Sum(file => file.Length), 100_000, 1_500_000);
}
