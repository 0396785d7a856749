using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Real recordings against their 16 kHz copies, which others made.</summary>
public sealed class SpeechTests
{
    [SkippableTheory]
    [InlineData("LJ001-0006_22050.wav", "en_f_lj001_0006", 0)]
    [InlineData("LJ001-0006_22050.mp3", "en_f_lj001_0006", 0)]
    [InlineData("de_m_thorsten_rec04_44k1.wav", "de_m_thorsten_rec04", 0)]
    [InlineData("de_simplicissimus_44k1.mp3", "de_simplicissimus", -819)]
    [InlineData("es_mls_13697.opus", "es_mls_13697", 0)]
    [InlineData("jfk_44k1_stereo.flac", "en_m_jfk", 0)]
    [InlineData("jfk_44k1_stereo.ogg", "en_m_jfk", 0)]
    [InlineData("lj001_0002_video.mp4", "en_f_lj001_0002", 0)]
    [InlineData("zh_uberi_48k.flac", "zh_uberi", 0)]
    public async Task Originals_match_their_copies(string original, string id, int expectedShift)
    {
        float[] copy = await Reading.SamplesAsync(TestPaths.RequireShared("speech", "wav16", id + ".wav"));
        string path = TestPaths.RequireShared("speech", "original", original);
        if (!original.EndsWith(".wav", StringComparison.Ordinal)) Reading.RequireFfmpeg();
        float[] samples = await Reading.SamplesAsync(path);
        (copy, int from) = original.Contains("simplicissimus", StringComparison.Ordinal) ? (copy[..48_000], 48_000) : (copy, samples.Length);
        samples = samples[..from];
        double correlation = Correlation.Best(copy, samples, maximumShift: 900, out int shift);
        Assert.True(correlation > 0.98, $"{correlation}");
        Assert.InRange(shift, expectedShift - 1, expectedShift + 1); // one was cut from a longer MP3: a frame of 1152 samples and the encoder delay of 1105 went
        Assert.InRange(Reading.Rms(samples) / Reading.Rms(copy), 0.97, 1.03);
    }
}
