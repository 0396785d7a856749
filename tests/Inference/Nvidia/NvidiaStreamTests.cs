using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>NVIDIA's kinds of models as streams: the frames of the whole clip, whatever the pieces, rates and neighbours.</summary>
public sealed class NvidiaStreamTests
{
    public static TheoryData<string, double, int> Cases()
    {
        TheoryData<string, double, int> cases = [];
        foreach (string bundle in new[] { "tiny-regression", "tiny-diffusion" })
        {
            foreach (int pieceSamples in new[] { 1, 100, 533, 16_000, int.MaxValue })
            {
                foreach (double framesPerSecond in new[] { 30.0, 60.0, 100.0 }) cases.Add(bundle, framesPerSecond, pieceSamples);
            }
        }
        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Stream_equals_the_whole_clip(string bundle, double framesPerSecond, int pieceSamples)
    {
        using FaceModel model = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions());
        float[] clip = Signals.Babble(pieceSamples == 1 ? 4_321 : 40_001, seed: 31);
        FaceStreamOptions options = new() { FrameRateFps = framesPerSecond };
        float[] whole = model.Animate(new AudioClip("whole", clip), options).Weights.Values.ToArray();
        FaceStreamTests.AssertClose(whole, FaceStreamTests.Run(model, clip, options, Math.Min(pieceSamples, clip.Length)), 1e-5f);
    }

    [SkippableTheory]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public void Streams_side_by_side_do_not_disturb_each_other(string bundle)
    {
        const int StreamCount = 8, PieceSamples = 700;
        using FaceModel model = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions());
        FaceStreamOptions options = new() { FrameRateFps = 60 };
        float[][] clips = [.. Enumerable.Range(0, StreamCount).Select(i => Signals.Babble(9_000 + (500 * i), seed: i))];
        FaceStream[] streams = [.. clips.Select(_ => model.StartStream(options))];
        FaceTrackBuilder[] builders = [.. streams.Select(stream => new FaceTrackBuilder(stream))];
        for (int start = 0; start < clips[^1].Length; start += PieceSamples)
        {
            for (int i = 0; i < StreamCount; i++)
            {
                if (start < clips[i].Length) streams[i].Push(clips[i].AsSpan(start, Math.Min(PieceSamples, clips[i].Length - start)));
                builders[i].TakeFinishedFrames();
            }
        }
        for (int i = 0; i < StreamCount; i++)
        {
            streams[i].Close();
            builders[i].TakeFinishedFrames();
            FaceStreamTests.AssertClose(model.Animate(new AudioClip("alone", clips[i]), options).Weights.Values.ToArray(), builders[i].Build().Weights.Values.ToArray(), 1e-5f);
            streams[i].Dispose();
        }
    }

    [SkippableTheory]
    [InlineData(0, 30, 0)]
    [InlineData(1, 30, 1)]
    [InlineData(534, 30, 2)]
    [InlineData(16_000, 29.97, 30)]
    [InlineData(16_000, 23.976, 24)]
    [InlineData(16_000, 240, 240)]
    [InlineData(16_000, 1, 1)]
    [InlineData(48_001, 1, 4)]
    public void Frame_count_is_duration_times_rate_rounded_up(int samples, double framesPerSecond, int expected)
    {
        foreach (string bundle in new[] { "tiny-regression", "tiny-diffusion" })
        {
            using FaceModel model = FaceModel.Open(TinyBundles.Folder(bundle), new FaceModelOptions());
            Assert.Equal(expected, FaceStreamTests.Run(model, Signals.Babble(samples, seed: 4), new FaceStreamOptions { FrameRateFps = framesPerSecond }, 4_000).Length / 68);
        }
    }

    [SkippableFact]
    public void Noise_comes_from_its_seed()
    {
        BundlesOfNoise(1, 1, equal: true);
        BundlesOfNoise(1, 2, equal: false);

        static void BundlesOfNoise(int one, int other, bool equal)
        {
            Bundles.Geometry.DiffusionBundle bundle = Bundles.Geometry.DiffusionBundle.Read(TinyBundles.Index("tiny-diffusion"));
            float[] first = Networks.DiffusionNetwork.MakeNoise(bundle, one), second = Networks.DiffusionNetwork.MakeNoise(bundle, other);
            Assert.Equal(3 * 12 * 55, first.Length);
            Assert.Equal(equal, first.AsSpan().SequenceEqual(second));
            Assert.InRange(first.Average(), -0.1, 0.1);
            Assert.InRange(first.Average(value => value * value), 0.9, 1.1);
        }
    }
}
