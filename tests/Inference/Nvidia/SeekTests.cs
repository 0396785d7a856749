using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>One stream for several clips, and clips begun in their middle.</summary>
public sealed class SeekTests
{
    [SkippableTheory]
    [InlineData(null, 60)]
    [InlineData("tiny-regression", 30)]
    [InlineData("tiny-regression", 100)]
    [InlineData("tiny-diffusion", 30)]
    [InlineData("tiny-diffusion", 60)]
    public void A_stream_begun_anew_forgets_the_clip_before(string? bundle, double framesPerSecond)
    {
        using FaceModel model = Open(bundle, hears: bundle is not null);
        FaceStreamOptions options = new() { FrameRateFps = framesPerSecond, Seed = 5, BlockSeconds = 1 };
        float[] before = Signals.Babble(70_001, seed: 1), clip = Signals.Babble(40_001, seed: 2);
        FaceTrack alone = model.Animate(new AudioClip("alone", clip), options);

        using FaceStream stream = model.StartStream(options);
        foreach (bool isClosed in new[] { false, true })
        {
            stream.Reset();
            stream.Push(before);
            stream.TryReadFrame(new float[stream.Channels.Count]);
            if (isClosed) stream.Close();
            stream.Reset();
            AssertSame(alone, Drain(stream, clip, 5_000), 0);
        }
    }

    [SkippableTheory]
    [InlineData(null, 60, 1.01)]
    [InlineData("tiny-regression", 30, 1)]
    [InlineData("tiny-regression", 29.97, 2.345)]
    [InlineData("tiny-regression", 60, 3.999)]
    [InlineData("tiny-regression", 100, 2.5)]
    [InlineData("tiny-diffusion", 60, 0.31)]
    [InlineData("tiny-diffusion", 24, 3.5)]
    public void Frames_from_a_moment_on_are_those_of_the_whole_clip(string? bundle, double framesPerSecond, double startSeconds)
    {
        // Half-lives as long as they may be: much shows of what was before. The weights of the small diffusion network do not depend on its memory.
        using FaceModel model = Open(bundle, hears: bundle is not null, ("lowerFaceSmoothing", 0.1f));
        FaceStreamOptions options = new() { FrameRateFps = framesPerSecond, Seed = 5 };
        float[] clip = Signals.Babble(64_000, seed: 7);
        FaceTrack whole = model.Animate(new AudioClip("whole", clip), options);
        using FaceStream stream = model.StartStream(options);
        foreach (int pieceSamples in new[] { 700, 64_000 })
        {
            stream.Reset(startSeconds);
            FaceTrack part = Drain(stream, clip, pieceSamples);
            Assert.InRange(part.Weights.StartSeconds, startSeconds, startSeconds + (1 / framesPerSecond));
            AssertSame(whole, part, bundle is null ? 1e-6f : 1e-5f);
        }
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public void A_moment_after_the_end_has_no_frames_and_one_before_the_start_is_refused(string? bundle)
    {
        using FaceModel model = Open(bundle, hears: false);
        using FaceStream stream = model.StartStream(new FaceStreamOptions());
        stream.Reset(2.5);
        Assert.Equal(0, Drain(stream, Signals.Babble(32_000, seed: 7), 5_000).Weights.FrameCount);
        foreach (double wrong in new[] { -0.1, double.NaN, double.PositiveInfinity }) Assert.Throws<ArgumentOutOfRangeException>(() => stream.Reset(wrong));
        stream.Reset();
        Assert.Throws<InvalidOperationException>(() => stream.ReadEmotions(new float[10]));
    }

    /// <summary>
    /// The small network's memory is 1/2 of the one before + the sound's mean of 0.25 (minimal-bundles.md, section 3), and turns the right eye by half of itself:
    /// begun empty 4 runs earlier it lacks 1/16 of 0.5 at most, and that halves with every run.
    /// </summary>
    [SkippableFact]
    public void A_diffusion_network_comes_close_to_what_it_would_remember()
    {
        BundleIndex index = TinyBundles.Index("tiny-diffusion");
        DiffusionBundle bundle = DiffusionBundle.Read(index);
        OpenedNetwork opened = OpenedNetwork.Open(index.ReadNetwork(), index.Files, new FaceModelOptions());
        using IDisposable session = opened.Session;
        using DiffusionNetwork network = new(opened.Session, "tiny", bundle, TinyBundles.Constant((int)bundle.NoiseLength, 1));
        AudioAccumulator audio = new();
        audio.Add(TinyBundles.Alternating(32_000, 0.25f));
        audio.Close();
        EmotionTimeline emotions = new(10);
        emotions.Add(0, new float[10]);
        emotions.Close();
        FaceAnimator face = bundle.ReadFace(0).CreateAnimator(isWhole: true);
        DiffusionExecutor executor = new(network, bundle.Model, 0, face, audio, emotions);
        List<float> whole = Eyes();
        Assert.Equal(120, whole.Count);

        Assert.Equal(0, executor.Seek(20));
        Assert.Equal(whole, Eyes());
        long first = executor.Seek(60);
        List<float> part = Eyes();
        Assert.InRange(first, 30, 36);
        Assert.Equal(120 - first, part.Count);
        float[] lacks = [.. part.Select((angle, i) => whole[(int)first + i] - angle)];
        Assert.InRange(lacks[0], 0.2f, 0.25f);
        Assert.InRange(lacks[60 - (int)first], 0.25f / 32, 0.25f / 16);
        Assert.InRange(lacks[^1], 0, 1e-3f);

        List<float> Eyes()
        {
            List<float> rightY = [];
            while (executor.TryNextFrame()) rightY.Add(face.EyeRotations[1]);
            return rightY;
        }
    }

    private static FaceModel Open(string? bundle, bool hears, params (string Name, float Value)[] parameters) =>
        FaceModel.Open(bundle is null ? null : TinyBundles.Folder(bundle), new FaceModelOptions
        {
            FaceParameters = bundle is null ? new Dictionary<string, float>() : parameters.ToDictionary(pair => pair.Name, pair => pair.Value),
            EmotionModel = hears ? TinyBundles.Folder("tiny-a2e") : null,
        });

    private static FaceTrack Drain(FaceStream stream, float[] clip, int pieceSamples)
    {
        FaceTrackBuilder builder = new(stream);
        for (int start = 0; start < clip.Length; start += pieceSamples)
        {
            stream.Push(clip.AsSpan(start, Math.Min(pieceSamples, clip.Length - start)));
            builder.TakeFinishedFrames();
        }
        stream.Close();
        builder.TakeFinishedFrames();
        return builder.Build();
    }

    private static void AssertSame(FaceTrack whole, FaceTrack part, float tolerance)
    {
        int skipped = (int)Math.Round(part.Weights.StartSeconds * part.Weights.FrameRateFps);
        Assert.Equal(whole.Weights.FrameCount - skipped, part.Weights.FrameCount);
        FaceStreamTests.AssertClose(whole.Weights.Values.ToArray()[(skipped * whole.Weights.Channels.Count)..], part.Weights.Values.ToArray(), tolerance);
        Assert.Equal(whole.Arousal.Skip(skipped), part.Arousal);
        Assert.Equal(whole.Emotions is null, part.Emotions is null);
        if (whole.Emotions is { } emotions) Assert.Equal(emotions.Values.ToArray()[(skipped * emotions.Channels.Count)..], part.Emotions!.Values.ToArray());
    }
}
