using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>How long FFmpeg may keep us waiting.</summary>
/// <param name="Start">Until its first byte.</param>
/// <param name="Silence">Between two bytes, and for a whole probe.</param>
internal sealed record FfmpegTimeouts(TimeSpan Start, TimeSpan Silence)
{
    public static FfmpegTimeouts Default { get; } =
        new(TimeSpan.FromSeconds(Limits.FfmpegStartSeconds), TimeSpan.FromSeconds(Limits.FfmpegSilenceSeconds));

    /// <summary>For a whole recording, in time spent waiting: four times its length and a minute.</summary>
    public static TimeSpan Total(double durationSeconds) => TimeSpan.FromSeconds(Math.Min((4 * durationSeconds) + 60, 1e9));
}
