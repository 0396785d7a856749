using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation;
using Audio2Face.Modkit.Inference;
using Audio2Face.Modkit.Media;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Where the tongue is while real people say a sound. Limits leave room for sounds that the model mishears.</summary>
public sealed class TongueTests
{
    /// <summary>The tongue comes so much after the sound.</summary>
    private const double LateSeconds = 0.015;

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("low-latency")]
    public async Task Tongue_is_where_the_sound_is_made(string name)
    {
        string folder = TestPaths.RequireShared("speech");
        MediaReader media = new();
        using FaceModel model = FaceModel.Open(name, new FaceModelOptions());
        List<(string Phone, float[] Tongue)> spoken = [];
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "align"), "*.tsv").Order(StringComparer.Ordinal))
        {
            AudioClip clip = await media.ReadClipAsync(Path.Combine(folder, "wav16", Path.GetFileNameWithoutExtension(path) + ".wav"), new MediaOptions(), CancellationToken.None);
            CurveTable face = model.Animate(clip, new FaceStreamOptions { FrameRateFps = 100 }).Weights;
            foreach (Phone phone in AlignmentReader.Read(path))
            {
                int frame = (int)Math.Round(100 * (((phone.StartSeconds + phone.EndSeconds) / 2) + LateSeconds));
                if (frame < face.FrameCount) spoken.Add((phone.Name, face.Frame(frame)[ArkitChannels.Face.Count..].ToArray()));
            }
        }

        double Mean(string channel, string phones) =>
            spoken.Where(moment => phones.Split(' ').Contains(moment.Phone)).Average(moment => moment.Tongue[ArkitChannels.IndexOf(channel) - ArkitChannels.Face.Count]);

        // Tip to the ridge: t d n l, not k g, and no vowel.
        Assert.InRange(Mean("tongueTipUp", "T D N L"), 0.35, 0.9);
        Assert.InRange(Mean("tongueTipUp", "K G"), 0, Mean("tongueTipUp", "T D N L") / 2);
        Assert.InRange(Mean("tongueTipUp", "IY AE AA AO"), 0, 0.12);
        // Back to the palate: k g.
        Assert.InRange(Mean("tongueUp", "T D N L"), 0, Mean("tongueUp", "K G") / 1.5);
        Assert.InRange(Mean("tongueIn", "K G"), 0.12, 0.4);
        // Between the teeth: th, not t d n s z.
        Assert.InRange(Mean("tongueStretch", "T D N S Z"), 0, Mean("tongueStretch", "TH DH") / 2);
        // A groove: s z.
        Assert.InRange(Mean("tongueNarrow", "S Z"), 5 * Mean("tongueNarrow", "T D N"), 0.4);
        // Vowels: a low and back, i high and in front.
        Assert.InRange(Mean("tongueDown", "AA"), 0.15, 0.4);
        Assert.InRange(Mean("tongueDown", "IY"), 0, 0.02);
        Assert.InRange(Mean("tongueIn", "IY S Z"), 0, Mean("tongueIn", "AA AO UW OW") / 4);
        foreach (string channel in ArkitChannels.Tongue) Assert.InRange(Mean(channel, "SIL"), 0, 0.06);
    }
}
