using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests;

public sealed class FaceStreamTests : IDisposable
{
    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions());

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(533)]
    [InlineData(16_000)]
    public void Pieces_of_any_size_give_the_frames_of_the_whole(int pieceSamples)
    {
        float[] clip = Signals.Babble(pieceSamples == 1 ? 12_345 : 150_001, seed: 1);
        FaceStreamOptions options = new() { FrameRateFps = 60, Seed = 3, BlockSeconds = 1 };
        float[] whole = Run(_model, clip, options, clip.Length);
        float[] pieces = Run(_model, clip, options, pieceSamples);
        Assert.Equal(whole, pieces);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.2)]
    [InlineData(60)]
    public void Length_of_blocks_changes_nothing_beyond_rounding(double blockSeconds)
    {
        float[] clip = Signals.Babble(100_003, seed: 2);
        FaceStreamOptions options = new() { FrameRateFps = 30, BlockSeconds = 4 };
        float[] expected = Run(_model, clip, options, clip.Length);
        float[] actual = Run(_model, clip, options with { BlockSeconds = blockSeconds }, 1_000);
        AssertClose(expected, actual, 1e-6f);
    }

    [Theory]
    [InlineData(0, 30, 0)]
    [InlineData(1, 30, 1)]
    [InlineData(533, 30, 1)]
    [InlineData(534, 30, 2)]
    [InlineData(16_000, 30, 30)]
    [InlineData(16_001, 30, 31)]
    [InlineData(160_000, 60, 600)]
    [InlineData(160_000, 29.97, 300)]
    [InlineData(160_160, 24, 241)]
    [InlineData(16_000, 240, 240)]
    public void Frame_count_is_duration_times_rate_rounded_up(int samples, double framesPerSecond, int expected)
    {
        float[] frames = Run(_model, Signals.Babble(samples, seed: 4), new FaceStreamOptions { FrameRateFps = framesPerSecond }, 4_000);
        Assert.Equal(expected, frames.Length / 68);
    }

    [Fact]
    public void Frames_are_those_of_an_echo_at_the_right_time()
    {
        using TemporaryFolder folder = new();
        using FaceModel echo = FaceModel.Open(EchoNetwork.WriteBundle(folder.Path), new FaceModelOptions());
        float[] clip = [.. Enumerable.Range(0, 4_000).Select(i => i / 8_000f)];
        float[] frames = Run(echo, clip, new FaceStreamOptions { FrameRateFps = 400, FaceExtras = false, BlockSeconds = 0.02 }, 77);
        Assert.Equal(clip, frames);

        // Halfway between two network frames lies their mean; 10 frames per second is every 40th frame.
        float[] doubled = Run(echo, clip, new FaceStreamOptions { FrameRateFps = 240, FaceExtras = false }, 4_000);
        Assert.Equal((clip[40] * (1 / 3f)) + (clip[80] * (2 / 3f)), doubled[1 * 40], 1e-6f);
        float[] tenth = Run(echo, clip, new FaceStreamOptions { FrameRateFps = 10, FaceExtras = false }, 4_000);
        Assert.Equal([clip[0], clip[1600], clip[3200]], new[] { tenth[0], tenth[40], tenth[80] });
    }

    [Fact]
    public void Interleaved_streams_equal_streams_alone()
    {
        float[][] clips = [.. Enumerable.Range(0, 8).Select(i => Signals.Babble(20_000 + (i * 777), seed: 10 + i))];
        FaceStreamOptions options = new() { FrameRateFps = 30, BlockSeconds = 0.5 };
        FaceStream[] streams = [.. clips.Select(_ => _model.StartStream(options))];
        List<float>[] together = [.. clips.Select(_ => new List<float>())];
        float[] frame = new float[68];
        for (int position = 0; position < 30_000; position += 900)
        {
            for (int i = 0; i < clips.Length; i++)
            {
                if (position < clips[i].Length) streams[i].Push(clips[i].AsSpan(position, Math.Min(900, clips[i].Length - position)));
                else streams[i].Close();
                while (streams[i].TryReadFrame(frame)) together[i].AddRange(frame);
            }
        }
        for (int i = 0; i < clips.Length; i++)
        {
            Assert.Equal(Run(_model, clips[i], options, clips[i].Length), together[i]);
            streams[i].Dispose();
        }
    }

    [Fact]
    public void Extras_move_the_upper_face_and_leave_the_mouth_bit_identical()
    {
        float[] clip = Signals.Babble(480_000, seed: 5);
        float[] with = Run(_model, clip, new FaceStreamOptions { Seed = 1 }, clip.Length);
        float[] without = Run(_model, clip, new FaceStreamOptions { FaceExtras = false }, clip.Length);
        float[] otherSeed = Run(_model, clip, new FaceStreamOptions { Seed = 2 }, clip.Length);
        int blink = ArkitChannels.IndexOf("eyeBlinkLeft");
        Assert.Contains(Column(with, blink), v => v > 0.85f);
        Assert.All(Column(without, blink), v => Assert.Equal(0, v));
        Assert.NotEqual(Column(with, blink), Column(otherSeed, blink));
        for (int c = 0; c < 68; c++)
        {
            string name = ArkitChannels.All[c];
            if (name.StartsWith("eye", StringComparison.Ordinal) || name.StartsWith("brow", StringComparison.Ordinal)) continue;
            if (name.StartsWith("cheekSquint", StringComparison.Ordinal) || name.StartsWith("nose", StringComparison.Ordinal)) continue;
            Assert.Equal(Column(without, c), Column(with, c));
        }
    }

    [Fact]
    public void Emotion_shifts_the_face_and_is_kept_in_the_track()
    {
        AudioClip clip = new("babble", Signals.Babble(32_000, seed: 6));
        FaceTrack neutral = _model.Animate(clip, new FaceStreamOptions { FaceExtras = false });
        FaceTrack joyful = _model.Animate(clip, new FaceStreamOptions { FaceExtras = false, Emotions = new Dictionary<string, float> { ["Joy"] = 0.6f } });
        int smile = neutral.Weights.IndexOf("mouthSmileLeft"), close = neutral.Weights.IndexOf("mouthClose");
        Assert.Null(neutral.Emotions);
        Assert.Equal(0.6f, joyful.Emotions![10, EmotionChannels.IndexOf("joy")]);
        for (int i = 0; i < neutral.Weights.FrameCount; i++)
        {
            Assert.True(joyful.Weights[i, smile] > neutral.Weights[i, smile] + 0.2f);
            Assert.Equal(neutral.Weights[i, close], joyful.Weights[i, close]);
        }
    }

    [Fact]
    public void Emotions_change_between_their_keys()
    {
        AudioClip clip = new("babble", Signals.Babble(32_000, seed: 6));
        FaceStreamOptions options = new() { FaceExtras = false, EmotionKeys = [EmotionTracks.Joy(0.5, 0), EmotionTracks.Joy(1.5, 0.8f)] };
        FaceTrack neutral = _model.Animate(clip, options with { EmotionKeys = [] }), joyful = _model.Animate(clip, options);
        int squint = neutral.Weights.IndexOf("cheekSquintLeft"), joy = EmotionChannels.IndexOf("joy");
        // Joy at full strength adds 0.45 to this channel.
        foreach ((int frame, float strength) in new[] { (0, 0f), (30, 0f), (60, 0.4f), (90, 0.8f), (119, 0.8f) })
        {
            Assert.Equal(strength, joyful.Emotions![frame, joy], 1e-4f);
            Assert.Equal(neutral.Weights[frame, squint] + (0.45f * strength), joyful.Weights[frame, squint], 1e-3f);
        }
    }

    [Fact]
    public void Silence_keeps_the_mouth_at_rest()
    {
        FaceTrack track = _model.Animate(new AudioClip("silence", new float[64_000]), new FaceStreamOptions { FaceExtras = false });
        Assert.Equal(240, track.Weights.FrameCount);
        foreach (float value in track.Weights.Values) Assert.InRange(value, 0, 0.03f);
    }

    [Fact]
    public void Wrong_options_name_what_is_right()
    {
        Assert.Equal("MOD13", Code(() => _model.StartStream(new FaceStreamOptions { FrameRateFps = 0.5 })));
        Assert.Equal("MOD13", Code(() => _model.StartStream(new FaceStreamOptions { FrameRateFps = double.NaN })));
        ModkitException unknown = Assert.Throws<ModkitException>(() =>
            _model.StartStream(new FaceStreamOptions { Emotions = new Dictionary<string, float> { ["joi"] = 1 } }));
        Assert.Equal("MOD12", unknown.Issues[0].Code);
        Assert.Contains("joy", unknown.Issues[0].Hint, StringComparison.Ordinal);
        Assert.Equal("MOD12", Code(() => _model.StartStream(new FaceStreamOptions { Emotions = new Dictionary<string, float> { ["joy"] = 1.5f } })));
        Assert.Equal("MOD12", Code(() => _model.StartStream(new FaceStreamOptions { EmotionKeys = [EmotionTracks.Joy(0, float.NaN)] })));
        Assert.Equal("MOD17", Code(() => _model.StartStream(new FaceStreamOptions { EmotionKeys = [EmotionTracks.Joy(1, 0), EmotionTracks.Joy(1, 1)] })));
    }

    internal static float[] Run(FaceModel model, float[] clip, FaceStreamOptions options, int pieceSamples)
    {
        using FaceStream stream = model.StartStream(options);
        List<float> frames = [];
        float[] frame = new float[stream.Channels.Count];
        for (int i = 0; i < clip.Length; i += pieceSamples)
        {
            stream.Push(clip.AsSpan(i, Math.Min(pieceSamples, clip.Length - i)));
            while (stream.TryReadFrame(frame)) frames.AddRange(frame);
        }
        stream.Close();
        while (stream.TryReadFrame(frame)) frames.AddRange(frame);
        return [.. frames];
    }

    private static float[] Column(float[] frames, int channel) => [.. Enumerable.Range(0, frames.Length / 68).Select(i => frames[(i * 68) + channel])];

    private static string Code(Action action) => Assert.Throws<ModkitException>(action).Issues[0].Code;

    internal static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.InRange(actual[i], expected[i] - tolerance, expected[i] + tolerance);
    }
}
