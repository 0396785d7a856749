namespace Audio2Face.Modkit.Media;

/// <summary>Keeps what is no amplitude out of the sound: not a number, infinite, or a million times full scale.</summary>
internal static class SampleGuard
{
    /// <summary>120 dB over full scale: far above any recording, far below where sums of samples could overflow.</summary>
    public const float Largest = 1e6f;

    /// <summary>Replaces what is no amplitude by silence.</summary>
    /// <returns>How many samples were replaced.</returns>
    public static int Silence(Span<float> samples)
    {
        int count = 0;
        foreach (ref float sample in samples)
        {
            if (MathF.Abs(sample) <= Largest) continue; // false for NaN
            sample = 0;
            count++;
        }
        return count;
    }
}
