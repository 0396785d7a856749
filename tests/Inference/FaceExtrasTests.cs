using Audio2Face.Modkit.Inference.Face;

namespace Audio2Face.Modkit.Inference.Tests;

public sealed class FaceExtrasTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(123)]
    [InlineData(220)]
    [InlineData(350)]
    public void Pitch_of_a_voice_is_found(double pitchHz)
    {
        float[] buzz = new float[1_600];
        for (int harmonic = 1; harmonic * pitchHz < 1_500; harmonic++)
        {
            float[] tone = Signals.Tone(buzz.Length, harmonic * pitchHz, 0.3 / harmonic);
            for (int i = 0; i < buzz.Length; i++) buzz[i] += tone[i];
        }
        Assert.InRange(new ProsodyAnalyzer().Analyze(buzz, 800).PitchHz, pitchHz * 0.96, pitchHz * 1.04);
    }

    [Fact]
    public void Noise_and_silence_have_no_pitch()
    {
        Random random = new(1);
        float[] noise = [.. Enumerable.Range(0, 1_600).Select(_ => (float)(random.NextDouble() - 0.5))];
        Assert.Equal(0, new ProsodyAnalyzer().Analyze(noise, 800).PitchHz);
        Assert.Equal(0, new ProsodyAnalyzer().Analyze(new float[1_600], 800).PitchHz);
    }

    [Fact]
    public void Level_of_a_full_scale_tone_is_minus_three_decibels() =>
        Assert.Equal(-3.01f, new ProsodyAnalyzer().Analyze(Signals.Tone(1_600, 1_000, 1), 800).LevelDb, 0.05f);

    [Fact]
    public void Movement_rises_holds_and_falls_along_half_cosines()
    {
        // (1 - cos(pi k / 4)) / 2 for k = 1..4 is 0.1464, 0.5, 0.8536, 1; twice as high.
        float[] expected = [0.2929f, 1, 1.7071f, 2, 2, 2, 1.7071f, 1, 0.2929f, 0, 0, 0];
        Envelope movement = Envelope.Begin(riseFrames: 4, holdFrames: 2, fallFrames: 4, height: 2);
        foreach (float value in expected) Assert.Equal(value, movement.Next(), 0.0001f);
        Assert.Equal(0, default(Envelope).Next());
    }

    [Fact]
    public void Blinks_come_as_often_as_people_blink()
    {
        BlinkRule rule = new(new SeededRandom(7));
        List<int> starts = [];
        bool wasShut = false;
        for (int frame = 0; frame < 60_000; frame++)
        {
            bool isShut = rule.Next(isPhraseEnd: false) > 0.5f;
            if (isShut && !wasShut) starts.Add(frame);
            wasShut = isShut;
        }
        Assert.InRange(starts.Count / 10.0, 13, 21); // per minute: one every 3.6 s
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 88));
    }

    [Fact]
    public void Blink_is_drawn_to_the_end_of_a_phrase()
    {
        int snapped = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            BlinkRule rule = new(new SeededRandom(seed));
            for (int frame = 0; frame < 200; frame++)
            {
                if (rule.Next(isPhraseEnd: frame == 100) > 0 && frame is 100) snapped++;
            }
        }
        // Half of the first blinks are due in the second after the phrase's end, and 7 of 10 of those are drawn to it; a few are under way.
        Assert.InRange(snapped, 60, 130);
    }

    [Fact]
    public void Brows_rise_with_an_accent_and_stay_down_in_even_speech()
    {
        AccentRule rule = new();
        float highestBefore = 0, highestAfter = 0;
        for (int frame = 0; frame < 600; frame++)
        {
            bool isAccent = frame is >= 400 and < 425;
            float wobble = MathF.Sin(frame * 0.7f);
            float accent = rule.Next(new Prosody(isAccent ? -10 : -20 + wobble, isAccent ? 190 : 120 + (4 * wobble)), isSpeech: true);
            if (frame < 400) highestBefore = MathF.Max(highestBefore, accent);
            else highestAfter = MathF.Max(highestAfter, accent);
        }
        Assert.Equal(0, highestBefore);
        Assert.InRange(highestAfter, 0.6f, 1);
        Assert.False(rule.IsLowered);
    }

    [Fact]
    public void Phrase_end_is_reported_once_after_a_pause()
    {
        SpeechActivity activity = new();
        List<int> ends = [];
        for (int frame = 0; frame < 300; frame++)
        {
            bool isSpeech = frame is >= 50 and < 150 or >= 200 and < 220;
            activity.Advance(isSpeech ? -20 : -80);
            if (activity.IsPhraseEnd) ends.Add(frame);
        }
        Assert.Equal([169], ends);
    }
}
