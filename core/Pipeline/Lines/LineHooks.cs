namespace Audio2Face.Modkit.Pipeline;

/// <summary>What the caller of <see cref="LineAnimator"/> is told while a line is made, on the thread that makes it.</summary>
public sealed record LineHooks
{
    /// <summary>Called with the seconds of sound worked on since the last call, or null.</summary>
    public Action<double>? ReportSeconds { get; init; }

    /// <summary>Called with the line's files when they are whole on the disk and about to be put in place; or null. What it throws prevents that.</summary>
    public Action<IReadOnlyList<OutputFile>>? Placing { get; init; }
}
