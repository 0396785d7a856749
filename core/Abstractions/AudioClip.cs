namespace Audio2Face.Modkit.Abstractions;

/// <summary>Mono speech at 16 kHz and the name it goes by.</summary>
/// <param name="Name">What to call the clip in reports: a file name without folder, never a full path.</param>
/// <param name="Samples">Amplitudes, finite, nominally in -1..1.</param>
public sealed record AudioClip(string Name, ReadOnlyMemory<float> Samples)
{
    /// <summary>The one sample rate every stage after Media works at.</summary>
    public const int SampleRateHz = 16_000;

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)Samples.Length / SampleRateHz;
}
