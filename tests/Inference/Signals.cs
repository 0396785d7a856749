namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Sound made by rule for tests.</summary>
internal static class Signals
{
    /// <summary>A buzzing voice whose pitch, loudness and vowel change a few times a second, with pauses: enough to move a mouth.</summary>
    public static float[] Babble(int samples, int seed)
    {
        Random random = new(seed);
        float[] sound = new float[samples];
        double phase = 0, low = 0, high = 0;
        double pitchHz = 120, loudness = 0, formantHz = 500;
        for (int i = 0; i < samples; i++)
        {
            if (i % 2_400 == 0)
            {
                pitchHz = 90 + (120 * random.NextDouble());
                loudness = random.NextDouble() < 0.25 ? 0 : 0.1 + (0.3 * random.NextDouble());
                formantHz = 300 + (1_500 * random.NextDouble());
            }
            phase += pitchHz / 16_000;
            double source = ((phase % 1) - 0.5) * loudness;
            // A resonance at the formant (Chamberlin's state-variable filter).
            double frequency = 2 * Math.Sin(Math.PI * formantHz / 16_000);
            low += frequency * high;
            high += frequency * (source - low - (0.2 * high));
            sound[i] = (float)(0.3 * high) + (float)(0.001 * (random.NextDouble() - 0.5));
        }
        return sound;
    }

    /// <summary>A buzzing voice whose syllables are humps of a raised cosine and whose pitch swings slowly: as loud, high and quick as asked, moment by moment.</summary>
    public static float[] Voice(double seconds, Func<double, Manner> manner)
    {
        float[] sound = new float[(int)(seconds * 16_000)];
        double phase = 0, syllable = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            double t = i / 16_000.0;
            Manner now = manner(t);
            phase += now.PitchHz * Math.Pow(2, now.SwingOctaves * Math.Sin(2 * Math.PI * 0.9 * t)) / 16_000;
            syllable += now.SyllablesPerSecond / 16_000;
            double hump = 0.525 - (0.475 * Math.Cos(2 * Math.PI * syllable));
            double buzz = 0;
            for (int harmonic = 1; harmonic <= 6; harmonic++) buzz += Math.Sin(2 * Math.PI * harmonic * phase) / harmonic;
            sound[i] = (float)(now.Amplitude * hump * buzz);
        }
        return sound;
    }

    /// <summary>How a voice speaks; the pitch swings by so many octaves up and down.</summary>
    public readonly record struct Manner(double PitchHz, double SwingOctaves, double Amplitude, double SyllablesPerSecond);

    /// <summary>A pure tone.</summary>
    public static float[] Tone(int samples, double frequencyHz, double amplitude) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * i / 16_000)))];
}
