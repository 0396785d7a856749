namespace Audio2Face.Modkit.Inference.Reference;

/// <summary>How NVIDIA's training framework prepares recordings, for comparisons with it: ../shared/golden/GOLDEN.md, audio_track.</summary>
internal static class ReferenceSound
{
    /// <summary>Peaks below this are taken for silence by <see cref="Normalize"/>.</summary>
    private const float SilentPeak = 0.01f;

    private const float SmallestPeak = 1e-8f;

    /// <summary>A stretch of a recording, with silence around it.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="start">First sample; may lie outside.</param>
    /// <param name="length">Samples wanted.</param>
    public static float[] Stretch(ReadOnlySpan<float> sound, long start, int length)
    {
        float[] stretch = new float[length];
        long first = Math.Max(start, 0), end = Math.Min(start + length, sound.Length);
        if (first < end) sound[(int)first..(int)end].CopyTo(stretch.AsSpan((int)(first - start)));
        return stretch;
    }

    /// <summary>A stretch of a recording at another rate. Only the stretch itself is resampled, so its ends ring like a recording's ends.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="sourceRateHz">Its rate.</param>
    /// <param name="position">A sample of the recording.</param>
    /// <param name="offset">Samples at the new rate from the stretch's start to that position.</param>
    /// <param name="length">Samples wanted at the new rate.</param>
    /// <param name="targetRateHz">The new rate.</param>
    public static float[] StretchResampled(ReadOnlySpan<float> sound, int sourceRateHz, long position, int offset, int length, int targetRateHz)
    {
        if (sourceRateHz == targetRateHz) return Stretch(sound, position - offset, length);
        ReferenceResampler resampler = new(sourceRateHz, targetRateHz);
        int sourceLength = (int)Math.Ceiling((double)length * resampler.Down / resampler.Up);
        int sourceOffset = (int)Math.Round((double)offset * resampler.Down / resampler.Up, MidpointRounding.ToEven);
        return Stretch(resampler.Resample(Stretch(sound, position - sourceOffset, sourceLength)), 0, length);
    }

    /// <summary>What a recording is divided by to be normalised: its peak, or 1 when it is as good as silent.</summary>
    public static float NormalizingFactor(ReadOnlySpan<float> sound) => Peak(sound) is float peak and > SilentPeak ? peak : 1;

    /// <summary>Divides a recording by its <see cref="NormalizingFactor"/>.</summary>
    public static void Normalize(Span<float> sound)
    {
        float factor = NormalizingFactor(sound);
        for (int i = 0; i < sound.Length; i++) sound[i] /= factor;
    }

    /// <summary>What the framework makes of the samples of a file: the mean of the channels, always divided by its peak, after some silence.</summary>
    /// <param name="samples">Interleaved, at any scale.</param>
    /// <param name="channelCount">Channels.</param>
    /// <param name="silenceSamples">Silence put before.</param>
    public static float[] FromFile(ReadOnlySpan<float> samples, int channelCount, int silenceSamples)
    {
        float[] sound = new float[silenceSamples + (samples.Length / channelCount)];
        for (int i = 0; i < samples.Length / channelCount; i++)
        {
            float sum = 0;
            foreach (float sample in samples.Slice(i * channelCount, channelCount)) sum += sample;
            sound[silenceSamples + i] = sum / channelCount;
        }
        float peak = Math.Max(Peak(sound), SmallestPeak);
        for (int i = 0; i < sound.Length; i++) sound[i] /= peak;
        return sound;
    }

    private static float Peak(ReadOnlySpan<float> sound)
    {
        float peak = 0;
        foreach (float sample in sound) peak = MathF.Max(peak, MathF.Abs(sample));
        return peak;
    }
}
