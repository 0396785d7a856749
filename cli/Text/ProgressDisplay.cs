using System.Globalization;
using Audio2Face.Modkit.Pipeline;
using Spectre.Console;

namespace Audio2Face.Modkit.Cli.Text;

/// <summary>A progress bar on standard error for a person who waits; nothing at all for anybody else.</summary>
/// <remarks>While the bar is shown, reports wait: they come when it is gone.</remarks>
internal sealed class ProgressDisplay : IProgress<LineProgress>, IDisposable
{
    /// <summary>Work shorter than this needs no bar.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TextWriter _writer;
    private readonly bool _isShown;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Action> _waiting = [];
    private readonly Task _bar;
    private LineProgress _state;

    private ProgressDisplay(TextWriter writer, bool isShown, int lineCount)
    {
        _writer = writer;
        _isShown = isShown;
        _state = new LineProgress(0, lineCount, 0);
        _bar = isShown ? Task.Run(DrawAsync) : Task.CompletedTask;
    }

    public static ProgressDisplay Start(Terminal terminal, int lineCount) =>
        new(terminal.Error, terminal.IsInteractive && !terminal.IsJson, lineCount);

    public void Report(LineProgress value)
    {
        lock (_gate) _state = value;
    }

    /// <summary>Says something now, or when the bar is gone.</summary>
    public void Show(Action report)
    {
        if (_isShown && !_end.IsCancellationRequested) _waiting.Add(report);
        else report();
    }

    /// <summary>Takes the bar away and lets the reports out. Doing it twice does nothing.</summary>
    public void Dispose()
    {
        if (_end.IsCancellationRequested) return;
        _end.Cancel();
        _bar.GetAwaiter().GetResult();
        foreach (Action report in _waiting) report();
        _waiting.Clear();
    }

    private async Task DrawAsync()
    {
        try
        {
            await Task.Delay(_patience, _end.Token);
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_writer) });
            await console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn()).StartAsync(FollowAsync);
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }

    /// <summary>How far the work is, how fast it goes and when it ends.</summary>
    private static string Describe(LineProgress state, TimeSpan elapsed)
    {
        string failed = state.FailedLines == 0 ? "" : $", {state.FailedLines} failed";
        string rate = elapsed.TotalSeconds < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", {state.AudioSeconds / elapsed.TotalSeconds:0} x real time");
        string left = state.FinishedLines == 0 || state.LineCount == 1 ? "" : $", {Spans.Text(elapsed / state.FinishedLines * (state.LineCount - state.FinishedLines))} left";
        return string.Create(CultureInfo.InvariantCulture, $"{state.FinishedLines}/{state.LineCount} lines, {state.AudioSeconds:0} s of sound{failed}{rate}{left}");
    }

    private async Task FollowAsync(ProgressContext context)
    {
        ProgressTask task = context.AddTask("starting", maxValue: Math.Max(1, _state.LineCount));
        while (!_end.IsCancellationRequested)
        {
            LineProgress state;
            lock (_gate) state = _state;
            task.Value = state.FinishedLines;
            task.IsIndeterminate = state.LineCount == 1;
            task.Description = Describe(state, task.ElapsedTime ?? TimeSpan.Zero);
            await Task.Delay(100, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
