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

    /// <summary>A pure tone.</summary>
    public static float[] Tone(int samples, double frequencyHz, double amplitude) =>
        [.. Enumerable.Range(0, samples).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * frequencyHz * i / 16_000)))];
}
