using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>What the voice does to brows, lids, cheeks and nose, and that it does nothing to the mouth.</summary>
public sealed class ExpressionTests : IDisposable
{
    private static readonly string[] _expressive = ["browInnerUp", "browOuterUpLeft", "browDownLeft", "cheekSquintLeft", "eyeWideLeft", "eyeSquintLeft", "noseSneerLeft"];

    private readonly FaceModel _model = FaceModel.Open(null, new FaceModelOptions());

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Lively_voice_moves_brows_lids_and_cheeks_within_what_looks_natural()
    {
        float[][] frames = Faces(LivelyVoice(), expressiveness: 1);
        Assert.InRange(Highest(frames, "browInnerUp"), 0.15f, 0.45f);
        Assert.InRange(Highest(frames, "browOuterUpLeft"), 0.08f, 0.3f);
        Assert.InRange(Highest(frames, "browDownLeft"), 0.01f, 0.4f);
        Assert.InRange(Highest(frames, "cheekSquintLeft"), 0.04f, 0.25f);
        Assert.InRange(Highest(frames, "eyeWideLeft"), 0.05f, 0.3f);
        Assert.InRange(Highest(frames, "eyeSquintLeft"), 0.01f, 0.3f);
        Assert.InRange(Highest(frames, "noseSneerLeft"), 0, 0.1f);
    }

    [Fact]
    public void Expressiveness_scales_and_zero_leaves_blinks_and_gaze()
    {
        float[] voice = LivelyVoice();
        float[][] none = Faces(voice, 0), once = Faces(voice, 1), twice = Faces(voice, 2);
        foreach (string channel in _expressive.Where(name => name != "eyeWideLeft"))
        {
            int c = ArkitChannels.IndexOf(channel);
            for (int i = 0; i < once.Length; i++) Assert.Equal(MathF.Min(1, 2 * once[i][c]), twice[i][c], 1e-6f);
        }
        Assert.All(_expressive, channel => Assert.Equal(0, Highest(none, channel)));
        Assert.True(Highest(none, "eyeBlinkLeft") > 0.85f);
        Assert.True(Highest(none, "eyeLookInLeft") > 0);
        Assert.All(twice, frame => Assert.All(frame, weight => Assert.InRange(weight, 0, 1)));
    }

    [Fact]
    public void Jaw_mouth_tongue_and_puffed_cheeks_are_never_touched()
    {
        // The words that are louder and not higher are there to lower the brows.
        float[] voice = Signals.Voice(20, t => new Signals.Manner(PitchHz: 130, SwingOctaves: 0.1, Amplitude: t % 3 > 2.6 ? 0.5 : 0.05, SyllablesPerSecond: 5));
        float[][] frames = [.. Faces(voice, expressiveness: 2), .. Faces(LivelyVoice(), expressiveness: 2)];
        Assert.True(Highest(frames, "noseSneerRight") > 0.02f);
        foreach (string channel in ArkitChannels.Face)
        {
            if (new[] { "jaw", "mouth", "tongue", "cheekPuff" }.Any(part => channel.StartsWith(part, StringComparison.Ordinal))) Assert.Equal(0, Highest(frames, channel));
        }
    }

    [Fact]
    public void Silence_moves_nothing_but_lids_and_gaze()
    {
        float[][] frames = Faces(new float[160_000], expressiveness: 2);
        Assert.All(_expressive, channel => Assert.Equal(0, Highest(frames, channel)));
    }

    [SkippableTheory]
    [InlineData("samples/hello-ru.wav")]
    [InlineData("../shared/speech/wav16/en_m_jfk.wav")]
    [InlineData("../shared/speech/wav16/de_m_thorsten_emo_angry.wav")]
    public void Mouth_is_bit_identical_at_any_expressiveness_and_without_extras(string recording)
    {
        const string SharedPrefix = "../shared/";
        AudioClip clip = Read(recording.StartsWith(SharedPrefix, StringComparison.Ordinal)
            ? TestPaths.RequireShared(recording[SharedPrefix.Length..]) : Path.Combine(TestPaths.RepositoryRoot, recording));
        FaceTrack without = _model.Animate(clip, new FaceStreamOptions { FaceExtras = false });
        Assert.Empty(without.Arousal);
        foreach (float expressiveness in new[] { 0, 0.5f, 1, 2 })
        {
            FaceTrack with = _model.Animate(clip, new FaceStreamOptions { Expressiveness = expressiveness });
            for (int c = 0; c < ArkitChannels.Face.Count; c++)
            {
                string name = ArkitChannels.Face[c];
                if (name.StartsWith("eye", StringComparison.Ordinal) || name.StartsWith("brow", StringComparison.Ordinal)) continue;
                if (name.StartsWith("cheekSquint", StringComparison.Ordinal) || name.StartsWith("nose", StringComparison.Ordinal)) continue;
                for (int i = 0; i < without.Weights.FrameCount; i++)
                    Assert.Equal(BitConverter.SingleToInt32Bits(without.Weights[i, c]), BitConverter.SingleToInt32Bits(with.Weights[i, c]));
            }
        }
    }

    [Fact]
    public void Arousal_stands_in_the_track_whatever_is_shown_of_it()
    {
        AudioClip clip = new("voice", LivelyVoice());
        FaceTrack shown = _model.Animate(clip, new FaceStreamOptions { FrameRateFps = 30, Seed = 4 });
        FaceTrack hidden = _model.Animate(clip, new FaceStreamOptions { FrameRateFps = 30, Seed = 5, Expressiveness = 0 });
        Assert.Equal(shown.Weights.FrameCount, shown.Arousal.Count);
        Assert.Equal(shown.Arousal, hidden.Arousal);
        Assert.True(shown.Arousal.Max() > 0.3f);
        Assert.All(shown.Arousal, value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(533)]
    [InlineData(16_000)]
    public void Pieces_of_any_size_give_the_expression_of_the_whole(int pieceSamples)
    {
        float[] voice = LivelyVoice()[..(pieceSamples == 1 ? 48_001 : 160_000)];
        FaceStreamOptions options = new() { Seed = 3, BlockSeconds = 1, Expressiveness = 2 };
        FaceTrack whole = _model.Animate(new AudioClip("voice", voice), options);
        using FaceStream stream = _model.StartStream(options);
        FaceTrackBuilder builder = new(stream);
        for (int i = 0; i < voice.Length; i += pieceSamples)
        {
            stream.Push(voice.AsSpan(i, Math.Min(pieceSamples, voice.Length - i)));
            builder.TakeFinishedFrames();
        }
        stream.Close();
        builder.TakeFinishedFrames();
        FaceTrack pieces = builder.Build();
        Assert.Equal(whole.Arousal, pieces.Arousal);
        Assert.True(whole.Weights.Values.SequenceEqual(pieces.Weights.Values));
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(2.1f)]
    [InlineData(float.NaN)]
    public void Expressiveness_out_of_range_is_refused(float expressiveness) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _model.StartStream(new FaceStreamOptions { Expressiveness = expressiveness }));

    [Fact]
    public void Louder_word_that_is_not_higher_lowers_the_brows()
    {
        AccentRule rule = new();
        float highest = 0;
        for (int frame = 0; frame < 600; frame++)
        {
            float wobble = MathF.Sin(frame * 0.7f);
            float level = frame is >= 400 and < 425 ? -10 : -20 + wobble;
            highest = MathF.Max(highest, rule.Next(new Prosody(level, 120 + (4 * wobble)), isSpeech: true));
        }
        Assert.True(highest > 0.4f && rule.IsLowered);
    }

    [Fact]
    public void Blinks_come_more_often_in_a_stirred_face()
    {
        static int Count(float pace)
        {
            BlinkRule rule = new(new SeededRandom(7));
            int count = 0;
            bool wasShut = false;
            for (int frame = 0; frame < 60_000; frame++)
            {
                bool isShut = rule.Next(isPhraseEnd: false, pace) > 0.5f;
                if (isShut && !wasShut) count++;
                wasShut = isShut;
            }
            return count;
        }
        Assert.InRange(Count(1.5f), Count(1) * 1.3, Count(1) * 1.7);
    }

    [Fact]
    public void Blink_that_is_due_waits_for_the_end_of_an_accent()
    {
        BlinkRule rule = new(new SeededRandom(7));
        for (int frame = 0; frame < 1_000; frame++) Assert.Equal(0, rule.Next(isPhraseEnd: false, pace: 1, isHeld: true));
        Assert.True(rule.Next(isPhraseEnd: false) > 0);
    }

    /// <summary>Ten seconds: calm at first, then lively, with a high and a loud word now and then.</summary>
    private static float[] LivelyVoice() => Signals.Voice(10, t => new Signals.Manner(
        PitchHz: t % 2.3 > 2 ? 190 : 130, SwingOctaves: t < 3 ? 0.2 : 0.5, Amplitude: t % 1.7 > 1.4 ? 0.3 : 0.1, SyllablesPerSecond: 5));

    /// <summary>The extras alone, on a face at rest; frames of 10 ms.</summary>
    private static float[][] Faces(float[] voice, float expressiveness)
    {
        FaceExtras extras = new(1, expressiveness, ArkitChannels.Face);
        return [.. ArousalTests.Listen(voice).Select(prosody =>
        {
            float[] frame = new float[ArkitChannels.Face.Count];
            extras.Apply(frame, prosody);
            return frame;
        })];
    }

    private static float Highest(float[][] frames, string channel)
    {
        int c = ArkitChannels.IndexOf(channel);
        return frames.Max(frame => frame[c]);
    }

    /// <summary>A recording of 16 kHz, 16 bit, one channel, with the plain header of 44 bytes.</summary>
    private static AudioClip Read(string path)
    {
        byte[] wave = File.ReadAllBytes(path);
        Assert.Equal("data"u8, wave.AsSpan(36, 4));
        float[] samples = new float[(wave.Length - 44) / 2];
        for (int i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(wave.AsSpan(44 + (2 * i))) / 32_768f;
        return new AudioClip(Path.GetFileName(path), samples);
    }
}
