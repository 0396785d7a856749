using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>What to read from a file.</summary>
public sealed record MediaOptions
{
    /// <summary>Which audio stream, counted from 0 among the audio streams; null takes the one marked default, else the first.</summary>
    public int? AudioStream { get; init; }

    /// <summary>Longest recording read, in minutes; above 0.</summary>
    public double MaximumMinutes { get; init; } = Limits.ClipMinutes;

    /// <summary>Whether echo and held tones (music under a voice) are taken out of what is read; see <see cref="EchoPredictor"/>.</summary>
    public bool CleanSound { get; init; }

    /// <summary>Samples of 16 kHz that <see cref="MaximumMinutes"/> allows.</summary>
    internal long MaximumSampleCount =>
        MaximumMinutes > 0 ? (long)(Math.Min(MaximumMinutes, 1e6) * 60 * AudioClip.SampleRateHz) : 0;
}
