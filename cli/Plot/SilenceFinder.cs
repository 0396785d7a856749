using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Finds the pauses of a recording by level.</summary>
internal static class SilenceFinder
{
    private const double WindowSeconds = 0.02;
    private const double ShortestPauseSeconds = 0.2;

    /// <summary>A window this much softer than the loudest one is a pause (-30 dB): old recordings hiss no softer than that.</summary>
    private const double RelativeLevel = 0.03;

    /// <summary>A window below this is a pause in any recording (-60 dB of full scale).</summary>
    private const double AbsoluteLevel = 0.001;

    /// <summary>The pauses as start and end in seconds, in order.</summary>
    public static IReadOnlyList<(double StartSeconds, double EndSeconds)> Find(AudioClip clip)
    {
        double[] levels = Levels(clip.Samples.Span);
        double threshold = Math.Max(AbsoluteLevel, levels.DefaultIfEmpty(0).Max() * RelativeLevel);
        List<(double, double)> pauses = [];
        int start = 0;
        for (int i = 0; i <= levels.Length; i++)
        {
            if (i < levels.Length && levels[i] < threshold) continue;
            if ((i - start) * WindowSeconds >= ShortestPauseSeconds)
                pauses.Add((start * WindowSeconds, Math.Min(i * WindowSeconds, clip.DurationSeconds)));
            start = i + 1;
        }
        return pauses;
    }

    /// <summary>Root mean square of every window.</summary>
    private static double[] Levels(ReadOnlySpan<float> samples)
    {
        const int Window = (int)(WindowSeconds * AudioClip.SampleRateHz);
        double[] levels = new double[(samples.Length + Window - 1) / Window];
        for (int i = 0; i < levels.Length; i++)
        {
            ReadOnlySpan<float> part = samples[(i * Window)..Math.Min(samples.Length, (i + 1) * Window)];
            double sum = 0;
            foreach (float sample in part) sum += sample * sample;
            levels[i] = Math.Sqrt(sum / part.Length);
        }
        return levels;
    }
}
