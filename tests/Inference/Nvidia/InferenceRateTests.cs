using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>A regression network that makes fewer frames than are asked for.</summary>
public sealed class InferenceRateTests
{
    private static readonly Dictionary<string, float> _unsmoothed = new() { ["lowerFaceSmoothing"] = 0 };

    [SkippableFact]
    public void Frames_of_the_network_stand_where_they_belong()
    {
        float[] clip = Signals.Babble(20_000, seed: 12);
        CurveTable slow = Animate(clip, 30, null), filled = Animate(clip, 60, 30);
        Assert.Equal(38, slow.FrameCount);
        Assert.Equal(75, filled.FrameCount);
        for (int i = 0; i < slow.FrameCount; i++) Assert.Equal(slow.Frame(i).ToArray(), filled.Frame(2 * i).ToArray());
    }

    /// <summary>
    /// The sound swings once a second around 0.05 by 0.04, so slowly that the curves follow it: tongueUp, which moves most, by 0.145. A line between two
    /// points of such a curve is off by at most 1/8 x step^2 x 0.145 x (2 pi)^2 = 0.0008 at 30 points a second; the solve's pull to the frame before adds less than
    /// 0.0001. Without interpolation the error would be 0.145 x 2 pi / 60 = 0.015.
    /// </summary>
    [SkippableFact]
    public void Curves_are_those_of_the_full_rate_but_for_interpolation()
    {
        float[] clip = [.. Enumerable.Range(0, 48_000).Select(i => (float)(0.05 + (0.04 * Math.Sin(2 * Math.PI * i / 16_000))))];
        CurveTable full = Animate(clip, 60, null), filled = Animate(clip, 60, 30);
        Assert.Equal(180, filled.FrameCount);
        int tongueUp = full.Channels.ToList().IndexOf("tongueUp");
        float[] curve = [.. Enumerable.Range(0, full.FrameCount).Select(i => full.Frame(i)[tongueUp])];
        Assert.InRange((curve.Max() - curve.Min()) / 2, 0.14f, 0.145f);
        // The first and last windows reach into the silence around the clip, where the sound is not smooth.
        for (int i = 2; i < full.FrameCount - 2; i++) TinyBundles.AssertClose(full.Frame(i).ToArray(), filled.Frame(i), $"frame {i}", 0.0009f);
    }

    [SkippableTheory]
    [InlineData("tiny-diffusion", 30, "MOD61")]
    [InlineData("tiny-a2e", 30, "MOD61")]
    [InlineData("tiny-regression", 0.5, "MOD15")]
    [InlineData("tiny-regression", 61, "MOD15")]
    [InlineData("tiny-regression", double.NaN, "MOD15")]
    public void Rates_that_cannot_be_are_refused(string bundle, double framesPerSecond, string code)
    {
        FaceModelOptions options = new() { InferenceRateFps = framesPerSecond };
        Assert.Equal(code, Assert.Throws<ModkitException>(() => FaceModel.Open(TinyBundles.Folder(bundle), options)).Issues[0].Code);
    }

    private static CurveTable Animate(float[] clip, double framesPerSecond, double? inferenceFps)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder("tiny-regression"), new FaceModelOptions { InferenceRateFps = inferenceFps, FaceParameters = _unsmoothed });
        Assert.Equal(inferenceFps, model.Info.InferenceRateFps);
        return model.Animate(new AudioClip("clip", clip), new FaceStreamOptions { FrameRateFps = framesPerSecond }).Weights;
    }
}
