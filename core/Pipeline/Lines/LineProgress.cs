namespace Audio2Face.Modkit.Pipeline;

/// <summary>How far a run is; reported from several threads.</summary>
/// <param name="FinishedLines">Lines done or failed.</param>
/// <param name="LineCount">Lines of the run.</param>
/// <param name="AudioSeconds">Seconds of sound worked on since the start.</param>
/// <param name="FailedLines">Those of <paramref name="FinishedLines"/> that failed.</param>
public readonly record struct LineProgress(int FinishedLines, int LineCount, double AudioSeconds, int FailedLines = 0);
