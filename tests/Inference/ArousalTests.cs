using Audio2Face.Modkit.Inference.Face;

namespace Audio2Face.Modkit.Inference.Tests;

public sealed class ArousalTests
{
    private static readonly Signals.Manner _calm = new(PitchHz: 110, SwingOctaves: 0.25, Amplitude: 0.06, SyllablesPerSecond: 3);
    private static readonly Signals.Manner _excited = new(PitchHz: 200, SwingOctaves: 0.6, Amplitude: 0.3, SyllablesPerSecond: 6);

    [Fact]
    public void Voice_that_gets_louder_higher_and_faster_is_more_and_more_stirred()
    {
        float[] arousal = Measure(Signals.Voice(18, t => Between(_calm, _excited, (t - 6) / 9)));
        float calm = Mean(arousal, 3, 6), under = Mean(arousal, 9, 12), most = Mean(arousal, 15, 18);
        Assert.InRange(calm, 0.05f, 0.5f);
        Assert.True(under > calm + 0.1f && most > under + 0.1f, $"{calm} {under} {most}");
        Assert.All(arousal, value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData("louder")]
    [InlineData("higher")]
    [InlineData("livelier")]
    [InlineData("faster")]
    public void Each_sign_alone_stirs(string sign)
    {
        Signals.Manner changed = sign switch
        {
            "louder" => _calm with { Amplitude = _excited.Amplitude },
            "higher" => _calm with { PitchHz = _excited.PitchHz },
            "livelier" => _calm with { SwingOctaves = _excited.SwingOctaves },
            _ => _calm with { SyllablesPerSecond = _excited.SyllablesPerSecond },
        };
        float[] arousal = Measure(Signals.Voice(10, t => t < 6 ? _calm : changed));
        Assert.True(Mean(arousal, 7, 10) > Mean(arousal, 3, 6) + 0.03f);
    }

    [Fact]
    public void Same_voice_is_as_stirred_at_any_gain_and_pitch()
    {
        float[] asIs = Measure(Signals.Voice(8, _ => _calm));
        float[] louder = Measure(Signals.Voice(8, _ => _calm with { Amplitude = 4 * _calm.Amplitude }));
        float[] higher = Measure(Signals.Voice(8, _ => _calm with { PitchHz = 1.6 * _calm.PitchHz }));
        for (int i = 100; i < asIs.Length; i++) Assert.Equal(asIs[i], louder[i], 0.01f);
        Assert.Equal(Mean(asIs, 3, 8), Mean(higher, 3, 8), 0.05f);
    }

    [Fact]
    public void Sound_without_a_voice_stirs_nothing()
    {
        Random random = new(3);
        float[] hiss = [.. Enumerable.Range(0, 64_000).Select(_ => 0.2f * (float)(random.NextDouble() - 0.5))];
        float[] rumble = new float[hiss.Length];
        for (int i = 1; i < rumble.Length; i++) rumble[i] = (0.97f * rumble[i - 1]) + (0.1f * hiss[i]);
        foreach (float[] sound in new[] { new float[64_000], hiss, rumble, Signals.Tone(64_000, 100, 0.3) })
            Assert.All(Measure(sound), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Arousal_outlasts_a_breath_and_is_gone_soon_after_the_voice()
    {
        float[] arousal = Measure([.. Signals.Voice(6, _ => _excited), .. new float[96_000]]);
        float last = arousal[590];
        Assert.True(last > 0.3f);
        Assert.True(arousal[620] > 0.8f * last); // 0.2 s of silence
        Assert.True(arousal[800] < 0.1f * last); // 2 s
        Assert.Equal(0, arousal[^1]);
    }

    [Fact]
    public void Syllables_are_counted()
    {
        foreach (double rate in new[] { 3.0, 4.5, 6 })
        {
            TempoMeter tempo = new();
            foreach (Prosody prosody in Listen(Signals.Voice(8, _ => _calm with { SyllablesPerSecond = rate }))) tempo.Add(prosody);
            Assert.InRange(tempo.SyllablesPerSecond, rate - 0.5, rate + 0.5);
        }
    }

    private static float[] Measure(float[] sound)
    {
        ArousalMeter meter = new();
        SpeechActivity activity = new();
        List<float> arousal = [];
        foreach (Prosody prosody in Listen(sound))
        {
            activity.Advance(prosody.LevelDb);
            meter.Advance(prosody, activity.IsSpeech);
            arousal.Add(meter.Arousal);
        }
        return [.. arousal];
    }

    /// <summary>A value every 10 ms.</summary>
    internal static IEnumerable<Prosody> Listen(float[] sound)
    {
        ProsodyAnalyzer analyzer = new();
        for (int centre = 0; centre < sound.Length; centre += 160) yield return analyzer.Analyze(sound, centre);
    }

    private static Signals.Manner Between(Signals.Manner from, Signals.Manner to, double part)
    {
        double s = Math.Clamp(part, 0, 1);
        double At(double a, double b) => a + (s * (b - a));
        return new(At(from.PitchHz, to.PitchHz), At(from.SwingOctaves, to.SwingOctaves), At(from.Amplitude, to.Amplitude), At(from.SyllablesPerSecond, to.SyllablesPerSecond));
    }

    private static float Mean(float[] arousal, int fromSeconds, int toSeconds) => arousal[(fromSeconds * 100)..(toSeconds * 100)].Average();
}
