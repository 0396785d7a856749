using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>A model that hears emotions beside each kind of face: model contract, sections 7 and 8.</summary>
public sealed class HeardEmotionTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>No smoothing, no weakening: the emotions are the network's own shares.</summary>
    private static readonly Dictionary<string, float> _plain = new()
    {
        ["liveBlendCoef"] = 0,
        ["liveTransitionTime"] = 0,
        ["emotionStrength"] = 1,
        ["maxEmotions"] = 6,
        ["preferredEmotionStrength"] = 1,
    };

    public static TheoryData<string, int> Pieces()
    {
        TheoryData<string, int> cases = [];
        foreach (string face in new[] { "default", "tiny-regression", "tiny-diffusion" })
        {
            foreach (int pieceSamples in new[] { 1, 100, 533, 16_000 }) cases.Add(face, pieceSamples);
        }
        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Pieces))]
    public void Stream_equals_the_whole_clip(string face, int pieceSamples)
    {
        using FaceModel model = Open(face, []);
        AudioClip clip = new("clip", Signals.Babble(pieceSamples == 1 ? 9_001 : 80_001, seed: 41));
        FaceStreamOptions options = new() { FrameRateFps = 60, EmotionKeys = [EmotionTracks.Joy(0.5, 0), EmotionTracks.Joy(3, 1)] };
        FaceTrack whole = model.Animate(clip, options);
        using FaceStream stream = model.StartStream(options with { BlockSeconds = 0.2 });
        FaceTrackBuilder builder = new(stream);
        for (int start = 0; start < clip.Samples.Length; start += pieceSamples)
        {
            stream.Push(clip.Samples.Span[start..Math.Min(clip.Samples.Length, start + pieceSamples)]);
            builder.TakeFinishedFrames();
        }
        stream.Close();
        builder.TakeFinishedFrames();
        AssertSame(whole, builder.Build());
    }

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("tiny-regression")]
    [InlineData("tiny-diffusion")]
    public void Streams_side_by_side_do_not_disturb_each_other(string face)
    {
        const int StreamCount = 8, PieceSamples = 1_700;
        using FaceModel model = Open(face, []);
        FaceStreamOptions options = new() { FrameRateFps = 30 };
        AudioClip[] clips = [.. Enumerable.Range(0, StreamCount).Select(i => new AudioClip("clip", Signals.Babble(36_000 + (500 * i), seed: i)))];
        FaceStream[] streams = [.. clips.Select(_ => model.StartStream(options))];
        FaceTrackBuilder[] builders = [.. streams.Select(stream => new FaceTrackBuilder(stream))];
        for (int start = 0; start < clips[^1].Samples.Length; start += PieceSamples)
        {
            for (int i = 0; i < StreamCount; i++)
            {
                ReadOnlySpan<float> sound = clips[i].Samples.Span;
                if (start < sound.Length) streams[i].Push(sound[start..Math.Min(sound.Length, start + PieceSamples)]);
                builders[i].TakeFinishedFrames();
            }
        }
        for (int i = 0; i < StreamCount; i++)
        {
            streams[i].Close();
            builders[i].TakeFinishedFrames();
            AssertSame(model.Animate(clips[i], options), builders[i].Build());
            streams[i].Dispose();
        }
    }

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("tiny-regression")]
    public void A_stream_that_begins_again_hears_again(string face)
    {
        const double StartSeconds = 2.5;
        using FaceModel model = Open(face, []);
        AudioClip other = new("other", Signals.Babble(30_000, seed: 45)), clip = new("clip", Signals.Babble(64_000, seed: 46));
        FaceStreamOptions options = new() { FrameRateFps = 30 };
        FaceTrack whole = model.Animate(clip, options);
        using FaceStream stream = model.StartStream(options);
        stream.Push(other.Samples.Span);
        stream.Close();
        stream.Reset(StartSeconds);
        FaceTrackBuilder builder = new(stream);
        stream.Push(clip.Samples.Span);
        stream.Close();
        builder.TakeFinishedFrames();
        FaceTrack part = builder.Build();
        int skipped = (int)(StartSeconds * 30);
        FaceStreamTests.AssertClose(whole.Emotions!.Values[(skipped * whole.Emotions.Channels.Count)..].ToArray(), part.Emotions!.Values.ToArray(), Tolerance);
        FaceStreamTests.AssertClose(whole.Weights.Values[(skipped * whole.Weights.Channels.Count)..].ToArray(), part.Weights.Values.ToArray(), Tolerance);
    }

    /// <summary>
    /// The table of minimal-bundles.md, section 4, through the whole chain. It wants the same loudness in the windows of four frames: half a window of
    /// twice the loudness, then silence.
    /// </summary>
    [SkippableFact]
    public void Emotions_are_those_of_the_table()
    {
        using FaceModel model = Open("tiny-regression", new() { ["bufferLength"] = 10_000, ["inferencesToSkip"] = 0, ["beginningEmotion.amazement"] = 0.5f });
        float[] clip = new float[8_000];
        TinyBundles.Alternating(5_000, 0.5f).CopyTo(clip, 0);
        CurveTable emotions = model.Animate(new AudioClip("clip", clip), new FaceStreamOptions { FrameRateFps = 30 }).Emotions!;
        Assert.Equal(EmotionChannels.All, emotions.Channels);
        (float, float, float)[] table = [(0.3f, 0.024101f, 0.108013f), (0.2976f, 0.025226f, 0.113053f), (0.293651f, 0.027063f, 0.121286f), (0.288722f, 0.029328f, 0.131440f)];
        for (int frame = 0; frame < table.Length; frame++)
        {
            (float amazement, float anger, float joy) = table[frame];
            TinyBundles.AssertClose([amazement, anger, 0, 0, 0, 0, joy, 0, 0, 0], emotions.Frame(frame), "emotions");
        }
    }

    /// <summary>minimal-bundles.md, section 4: softmax (0.133894, 0.104276, 0.049257, 0.600070, 0.063247, 0.049257) of angry, disgust, fear, happy, neutral, sad.</summary>
    [SkippableFact]
    public void Settings_take_the_place_of_the_models_own()
    {
        FaceStreamOptions options = new() { FrameRateFps = 30 }, joyful = options with { Emotions = new Dictionary<string, float> { ["joy"] = 1 } };
        AudioClip clip = new("clip", TinyBundles.Alternating(160_000, 0.25f));
        Check(new(_plain), options, [0, 0.133894f, 0, 0.104276f, 0.049257f, 0, 0.600070f, 0, 0, 0.049257f]);
        Check(new(_plain) { ["maxEmotions"] = 1, ["emotionStrength"] = 0.5f }, options, [0, 0, 0, 0, 0, 0, 0.300035f, 0, 0, 0]);
        // Applied is strength x (p x preferred + (1 - p) x heard).
        Check(new(_plain) { ["maxEmotions"] = 1, ["emotionStrength"] = 0.6f, ["preferredEmotionStrength"] = 0.5f }, joyful, [0, 0, 0, 0, 0, 0, 0.480021f, 0, 0, 0]);
        Check(new(_plain), joyful, [0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);

        void Check(Dictionary<string, float> settings, FaceStreamOptions options, float[] expected)
        {
            using FaceModel model = Open("tiny-regression", settings);
            // After 60 frames the windows lie inside the clip.
            TinyBundles.AssertClose(expected, model.Animate(clip, options).Emotions!.Frame(100), "emotions");
        }
    }

    [SkippableTheory]
    [InlineData("default", 60)]
    [InlineData("tiny-regression", 30)]
    [InlineData("tiny-diffusion", 60)]
    public void What_was_heard_can_be_given_back_as_keys(string face, double framesPerSecond)
    {
        AudioClip clip = new("clip", Signals.Babble(50_000, seed: 43));
        FaceStreamOptions options = new() { FrameRateFps = framesPerSecond };
        using FaceModel hearing = Open(face, []), deaf = FaceModel.Open(FolderOf(face), new FaceModelOptions());
        FaceTrack heard = hearing.Animate(clip, options);
        EmotionKey[] keys = [.. Enumerable.Range(0, heard.Emotions!.FrameCount).Select(i => new EmotionKey(heard.Emotions.TimeSeconds(i), heard.Emotions.Frame(i).ToArray()))];
        FaceTrack again = deaf.Animate(clip, options with { EmotionKeys = keys }), neutral = deaf.Animate(clip, options);
        FaceStreamTests.AssertClose(heard.Weights.Values.ToArray(), again.Weights.Values.ToArray(), 1e-3f);
        Assert.True(heard.Weights.Values.ToArray().Zip(neutral.Weights.Values.ToArray(), (a, b) => Math.Abs(a - b)).Max() > 0.01f);
    }

    [SkippableFact]
    public void A_preferred_track_is_followed_key_by_key()
    {
        using FaceModel model = Open("tiny-regression", _plain);
        FaceStreamOptions options = new() { FrameRateFps = 30, EmotionKeys = [EmotionTracks.Joy(1, 0.2f), EmotionTracks.Key(2, ("sadness", 0.8f))] };
        CurveTable emotions = model.Animate(new AudioClip("clip", new float[48_000]), options).Emotions!;
        TinyBundles.AssertClose([0, 0, 0, 0, 0, 0, 0.2f, 0, 0, 0], emotions.Frame(10), "before the first key");
        TinyBundles.AssertClose([0, 0, 0, 0, 0, 0, 0.1f, 0, 0, 0.4f], emotions.Frame(45), "half way");
        TinyBundles.AssertClose([0, 0, 0, 0, 0, 0, 0, 0, 0, 0.8f], emotions.Frame(89), "after the last key");
    }

    /// <summary>Half a window, and up to the next of thirty emotions a second.</summary>
    [SkippableTheory]
    [InlineData(60_000, 1.875)]
    [InlineData(10_000, 0.3125)]
    public void No_frame_waits_longer_than_the_emotions(int windowSamples, double halfWindowSeconds)
    {
        const int PieceSamples = 160;
        using FaceModel model = Open("tiny-regression", new() { ["bufferLength"] = windowSamples });
        using FaceStream stream = model.StartStream(new FaceStreamOptions { FrameRateFps = 60 });
        float[] clip = Signals.Babble(80_000, seed: 44), frame = new float[stream.Channels.Count];
        double longest = 0;
        int frames = 0;
        for (int pushed = PieceSamples; pushed <= clip.Length; pushed += PieceSamples)
        {
            stream.Push(clip.AsSpan(pushed - PieceSamples, PieceSamples));
            for (; stream.TryReadFrame(frame); frames++) longest = Math.Max(longest, ((double)pushed / AudioClip.SampleRateHz) - (frames / 60.0));
        }
        Assert.InRange(frames, 150, 300);
        Assert.InRange(longest, halfWindowSeconds, halfWindowSeconds + (1 / 30.0) + 0.011);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(600)]
    public void Short_clips_have_emotions_too(int samples)
    {
        foreach (string face in new[] { "default", "tiny-regression", "tiny-diffusion" })
        {
            using FaceModel model = Open(face, []);
            FaceTrack track = model.Animate(new AudioClip("clip", new float[samples]), new FaceStreamOptions { FrameRateFps = 60 });
            Assert.Equal(track.Weights.FrameCount, track.Emotions!.FrameCount);
        }
    }

    [SkippableFact]
    public void Wrong_settings_are_told_all_at_once()
    {
        ModkitException wrong = Assert.Throws<ModkitException>(() => Open("default", new() { ["emotionContrst"] = 1, ["emotionStrength"] = 2, ["liveBlendCoef"] = float.NaN, ["maxEmotions"] = 2.5f }));
        Assert.Equal(["MOD15 emotionStrength", "MOD15 liveBlendCoef", "MOD41 emotionContrst", "MOD41 maxEmotions"], wrong.Issues.Select(issue => $"{issue.Code} {issue.Place}").Order());
        Assert.Contains(wrong.Issues, issue => issue.Hint == "Did you mean 'emotionContrast'?");
        // A window of 10,000 samples holds 18 frames.
        Assert.Equal("Give a number from 0 to 17.", Assert.Throws<ModkitException>(() => Open("default", new() { ["bufferLength"] = 10_000, ["inferencesToSkip"] = 18 })).Issues[0].Hint);
    }

    [SkippableFact]
    public void Only_a_model_that_hears_emotions_is_taken()
    {
        Assert.Equal("MOD42", Code(() => FaceModel.Open(null, new FaceModelOptions { EmotionModel = TinyBundles.Folder("tiny-regression") })));
        Assert.Equal("MOD42", Code(() => FaceModel.Open(null, new FaceModelOptions { EmotionSettings = _plain })));
        Assert.Equal("MOD01", Code(() => FaceModel.Open(null, new FaceModelOptions { EmotionModel = TinyBundles.Folder("tiny-a2e") + "-not-there" })));
    }

    private static FaceModel Open(string face, Dictionary<string, float> settings) =>
        FaceModel.Open(FolderOf(face), new FaceModelOptions { EmotionModel = TinyBundles.Folder("tiny-a2e"), EmotionSettings = settings });

    private static string? FolderOf(string face) => face == "default" ? null : TinyBundles.Folder(face);

    private static string Code(Action action) => Assert.Throws<ModkitException>(action).Issues[0].Code;

    private static void AssertSame(FaceTrack expected, FaceTrack actual)
    {
        FaceStreamTests.AssertClose(expected.Weights.Values.ToArray(), actual.Weights.Values.ToArray(), Tolerance);
        FaceStreamTests.AssertClose(expected.Emotions!.Values.ToArray(), actual.Emotions!.Values.ToArray(), Tolerance);
    }
}
