using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Real recordings against their 16 kHz copies, which others made.</summary>
public sealed class SpeechTests
{
    [SkippableTheory]
    [InlineData("LJ001-0006_22050.wav", "en_f_lj001_0006")]
    [InlineData("LJ001-0006_22050.mp3", "en_f_lj001_0006")]
    [InlineData("de_m_thorsten_rec04_44k1.wav", "de_m_thorsten_rec04")]
    [InlineData("de_simplicissimus_44k1.mp3", "de_simplicissimus")]
    [InlineData("es_mls_13697.opus", "es_mls_13697")]
    [InlineData("jfk_44k1_stereo.flac", "en_m_jfk")]
    [InlineData("jfk_44k1_stereo.ogg", "en_m_jfk")]
    [InlineData("lj001_0002_video.mp4", "en_f_lj001_0002")]
    [InlineData("zh_uberi_48k.flac", "zh_uberi")]
    public async Task Originals_match_their_copies(string original, string id)
    {
        float[] copy = await Reading.SamplesAsync(TestPaths.RequireShared("speech", "wav16", id + ".wav"));
        string path = TestPaths.RequireShared("speech", "original", original);
        if (!original.EndsWith(".wav", StringComparison.Ordinal)) Reading.RequireFfmpeg();
        float[] samples = await Reading.SamplesAsync(path);
        double correlation = Correlation.Best(copy, samples, maximumShift: 60, out int shift);
        Assert.True(correlation > 0.98, $"{correlation}");
        Assert.InRange(shift, -1, 1);
        Assert.InRange(Reading.Rms(samples) / Reading.Rms(copy), 0.97, 1.03);
    }
}
