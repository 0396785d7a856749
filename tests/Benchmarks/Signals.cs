namespace Audio2Face.Modkit.Benchmarks;

/// <summary>Sound to measure on: its content does not matter for speed.</summary>
internal static class Signals
{
    /// <summary>A hum of 120 Hz with harmonics that swells and fades four times a second, amplitudes below 0.5.</summary>
    public static float[] Hum(double durationSeconds, int sampleRateHz)
    {
        float[] samples = new float[(int)(durationSeconds * sampleRateHz)];
        for (int i = 0; i < samples.Length; i++)
        {
            double turn = 2 * Math.PI * i / sampleRateHz;
            double loudness = 0.25 * (1 - Math.Cos(4 * turn));
            samples[i] = (float)(loudness * ((0.6 * Math.Sin(120 * turn)) + (0.3 * Math.Sin(720 * turn)) + (0.1 * Math.Sin(2400 * turn))));
        }
        return samples;
    }
}
