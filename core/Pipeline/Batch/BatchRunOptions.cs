namespace Audio2Face.Modkit.Pipeline;

/// <summary>How a batch is run.</summary>
public sealed record BatchRunOptions
{
    /// <summary>Lines worked on at once, at least 1. More than the processors, so that some are read or written while others are inferred.</summary>
    public int JobCount { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>Failed lines after which no other is begun; null: no matter how many.</summary>
    public int? MaximumErrors { get; init; }

    /// <summary>Told after every second of sound and every line, from any thread; or null.</summary>
    public IProgress<LineProgress>? Progress { get; init; }
}
