using System.Diagnostics;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>
/// Says what becomes of a batch: failures as they happen (the first of them), what is the same on many lines once with a count, the rest as
/// numbers. A program that reads JSON gets every line.
/// </summary>
internal sealed class BatchReports(Terminal terminal) : IProgress<LineProgress>
{
    /// <summary>Failed lines told one by one; a person reads no more, and a report lists them all.</summary>
    private const int MostFailuresTold = 20;

    private static readonly TimeSpan _betweenEvents = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Code, string Text), (Issue First, int Count)> _warnings = [];
    private readonly List<IReadOnlyList<Issue>> _failures = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ProgressDisplay? _display;
    private TimeSpan _lastEvent;
    private LineProgress _state;
    private int _lineCount, _doneCount, _upToDateCount, _keptCount, _failedBeforeCount;
    private double _doneSeconds;

    /// <summary>Begins to follow the work.</summary>
    /// <param name="lineCount">Lines of the run, those left out among them.</param>
    /// <param name="display">The bar a person sees.</param>
    public void Begin(int lineCount, ProgressDisplay display)
    {
        (_lineCount, _display) = (lineCount, display);
        _watch.Restart();
        if (!terminal.IsJson) return;
        terminal.Event("batch", json =>
        {
            json.WriteNumber("lines", lineCount);
            json.WriteNumber("upToDate", _upToDateCount);
            json.WriteNumber("kept", _keptCount);
            json.WriteNumber("failedBefore", _failedBeforeCount);
        });
    }

    /// <summary>A line that needs no work, or must have none.</summary>
    public void AddLeftOut(BatchLine line, Standing standing, LedgerEntry entry)
    {
        if (standing == Standing.UpToDate)
        {
            _upToDateCount++;
            return;
        }
        if (standing == Standing.FailedBefore) _failedBeforeCount++;
        else _keptCount++;
        IReadOnlyList<Issue> issues = standing == Standing.FailedBefore ? entry.Issues : [BatchIssues.ChangedByHand(line.Id)];
        if (terminal.IsJson)
        {
            terminal.Event("leftOut", json =>
            {
                json.WriteString("input", line.Source.Name);
                json.WriteString("line", line.Id);
                json.WriteString("standing", NameOf(standing));
                json.WriteIssues("issues", issues);
            });
        }
        else if (standing == Standing.ChangedByHand)
        {
            AddWarnings(issues);
        }
    }

    /// <summary>How far the work is; from any thread.</summary>
    void IProgress<LineProgress>.Report(LineProgress value)
    {
        _state = value;
        _display?.Report(value);
    }

    /// <summary>A line that was made, or could not be.</summary>
    public void Add(BatchResult result)
    {
        if (result.Result.IsDone)
        {
            _doneCount++;
            _doneSeconds += result.Result.DurationSeconds;
        }
        else
        {
            _failures.Add(result.Result.Issues);
        }
        if (terminal.IsJson)
        {
            LineEvent.Tell(terminal, result.Result, result.Line.Treatment.Options, result.Line.Source.Name, json => json.WriteString("line", result.Line.Id));
            TellProgress();
            return;
        }
        AddWarnings(result.Result.Issues);
        if (result.Result.IsDone)
        {
            if (terminal.IsVerbose) terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{result.Line.Id}  {result.Result.DurationSeconds:0.00} s"));
            return;
        }
        if (_failures.Count > MostFailuresTold && !terminal.IsVerbose) return;
        IReadOnlyList<Issue> errors = [.. result.Result.Issues.Where(issue => issue.Severity == IssueSeverity.Error)];
        _display?.Show(() =>
        {
            terminal.Say($"{result.Line.Source.Name}:");
            foreach (Issue issue in errors) terminal.Report(issue);
        });
    }

    /// <summary>Everything was tried.</summary>
    public int Finish()
    {
        int exitCode = _failures.Count + _failedBeforeCount == 0 ? ExitCodes.Success
            : _doneCount + _upToDateCount + _keptCount > 0 || _failures.Count == 0 ? ExitCodes.SomeLinesFailed
            : ExitCodes.OfAll(_failures);
        Sum(exitCode);
        return exitCode;
    }

    /// <summary>Something ended the run before its end.</summary>
    public int FinishStopped(IReadOnlyList<Issue> issues)
    {
        int exitCode = ExitCodes.Of(issues);
        terminal.ReportFailure(issues);
        Sum(exitCode);
        return exitCode;
    }

    /// <summary>The user ended it.</summary>
    public void FinishCancelled() => Sum(ExitCodes.Cancelled);

    private void AddWarnings(IReadOnlyList<Issue> issues)
    {
        foreach (Issue issue in issues.Where(issue => issue.Severity == IssueSeverity.Warning))
            _warnings[(issue.Code, issue.Text)] = _warnings.TryGetValue((issue.Code, issue.Text), out (Issue First, int Count) known) ? (known.First, known.Count + 1) : (issue, 1);
    }

    private void TellProgress()
    {
        if (_watch.Elapsed - _lastEvent < _betweenEvents) return;
        _lastEvent = _watch.Elapsed;
        LineProgress state = _state;
        terminal.Event("progress", json =>
        {
            json.WriteNumber("finished", state.FinishedLines);
            json.WriteNumber("toMake", state.LineCount);
            json.WriteNumber("failed", state.FailedLines);
            json.WriteRounded("audioSeconds", state.AudioSeconds);
            json.WriteRounded("timesRealTime", state.AudioSeconds / _watch.Elapsed.TotalSeconds);
            json.WriteRounded("secondsLeft", state.FinishedLines == 0 ? null : _watch.Elapsed.TotalSeconds / state.FinishedLines * (state.LineCount - state.FinishedLines));
        });
    }

    private void Sum(int exitCode)
    {
        int notTried = _lineCount - _doneCount - _upToDateCount - _keptCount - _failedBeforeCount - _failures.Count;
        if (terminal.IsJson)
        {
            terminal.Event("summary", json =>
            {
                json.WriteNumber("done", _doneCount);
                json.WriteNumber("upToDate", _upToDateCount);
                json.WriteNumber("kept", _keptCount);
                json.WriteNumber("failed", _failures.Count);
                json.WriteNumber("failedBefore", _failedBeforeCount);
                json.WriteNumber("notTried", notTried);
                json.WriteRounded("audioSeconds", _doneSeconds);
                json.WriteRounded("wallSeconds", _watch.Elapsed.TotalSeconds);
                json.WriteNumber("exitCode", exitCode);
            });
            return;
        }
        foreach ((Issue first, int count) in _warnings.Values)
        {
            terminal.Report(first);
            if (count > 1) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  the same on {count - 1} more"));
        }
        if (_failures.Count > MostFailuresTold && !terminal.IsVerbose)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{_failures.Count - MostFailuresTold} more failed; --report lists them."));
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{_doneCount} done")];
        Append("up to date", _upToDateCount);
        Append("changed by hand and kept", _keptCount);
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{_failures.Count} failed"));
        Append("failed before", _failedBeforeCount);
        Append("not tried", notTried);
        string speed = _doneCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; {Spans.Text(TimeSpan.FromSeconds(_doneSeconds))} of sound in {Spans.Text(_watch.Elapsed)} ({_doneSeconds / _watch.Elapsed.TotalSeconds:0} x real time)");
        terminal.Say(string.Join(", ", parts) + speed);

        void Append(string what, int count)
        {
            if (count > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }

    /// <summary>What would be done with every line.</summary>
    public int TellPlan(IEnumerable<(BatchLine Line, Standing Standing, bool IsToMake)> plan)
    {
        int count = 0, toMake = 0;
        foreach ((BatchLine line, Standing standing, bool isToMake) in plan)
        {
            count++;
            if (isToMake) toMake++;
            if (terminal.IsJson)
            {
                terminal.Event("planned", json =>
                {
                    json.WriteString("input", line.Source.Name);
                    json.WriteString("line", line.Id);
                    json.WriteString("profile", line.Treatment.Options.Profile.Id);
                    json.WriteString("standing", NameOf(standing));
                    json.WriteBoolean("toMake", isToMake);
                    json.WriteIssues("issues", line.Obstacle is null ? [] : [line.Obstacle]);
                });
                continue;
            }
            terminal.Result($"{(line.Obstacle is not null ? "fail " : isToMake ? "make " : "leave")}  {line.Source.Name} -> {line.Id}  ({(line.Obstacle is null ? TextOf(standing) : line.Obstacle.ToString())})");
        }
        if (!terminal.IsJson) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{toMake} of {count} lines would be made; nothing was written."));
        return ExitCodes.Success;
    }

    private static string NameOf(Standing standing) => standing switch
    {
        Standing.New => "new",
        Standing.Unfinished => "unfinished",
        Standing.FailedBefore => "failedBefore",
        Standing.OtherRecording => "otherRecording",
        Standing.OtherRecipe => "otherRecipe",
        Standing.FileMissing => "fileMissing",
        Standing.ChangedByHand => "changedByHand",
        _ => "upToDate",
    };

    private static string TextOf(Standing standing) => standing switch
    {
        Standing.New => "new",
        Standing.Unfinished => "a killed run did not finish it",
        Standing.FailedBefore => "failed before",
        Standing.OtherRecording => "the recording changed",
        Standing.OtherRecipe => "the model, the profile or a setting changed",
        Standing.FileMissing => "a file is missing",
        Standing.ChangedByHand => "a file was changed by hand",
        _ => "up to date",
    };
}
