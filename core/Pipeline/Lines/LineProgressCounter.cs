namespace Audio2Face.Modkit.Pipeline;

/// <summary>Adds up what the threads of a run have done.</summary>
internal sealed class LineProgressCounter(int lineCount, IProgress<LineProgress>? progress)
{
    private readonly Lock _gate = new();
    private LineProgress _state = new(0, lineCount, 0);

    public void AddSeconds(double seconds)
    {
        if (progress is null) return;
        lock (_gate)
        {
            _state = _state with { AudioSeconds = _state.AudioSeconds + seconds };
            progress.Report(_state);
        }
    }

    public void AddLine(bool isFailed)
    {
        if (progress is null) return;
        lock (_gate)
        {
            _state = _state with { FinishedLines = _state.FinishedLines + 1, FailedLines = _state.FailedLines + (isFailed ? 1 : 0) };
            progress.Report(_state);
        }
    }
}
