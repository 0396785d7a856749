using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>Says what became of each line, and what the program's exit code is in the end.</summary>
internal sealed class LineReports(Terminal terminal, LineOptions options)
{
    private readonly List<IReadOnlyList<Issue>> _failures = [];
    private readonly HashSet<(string Code, string Text)> _toldWarnings = [];
    private int _doneCount;

    /// <summary>Reports one line.</summary>
    public void Add(LineResult result)
    {
        if (result.IsDone) _doneCount++;
        else _failures.Add(result.Issues);
        if (terminal.IsJson) LineEvent.Tell(terminal, result, options, result.Line.InputPath);
        else Tell(result);
    }

    /// <summary>Sums up.</summary>
    public int Finish()
    {
        int exitCode = _failures.Count == 0 ? ExitCodes.Success
            : _doneCount > 0 ? ExitCodes.SomeLinesFailed
            : ExitCodes.OfAll(_failures);
        if (terminal.IsJson)
        {
            terminal.Event("summary", json =>
            {
                json.WriteNumber("done", _doneCount);
                json.WriteNumber("failed", _failures.Count);
                json.WriteNumber("exitCode", exitCode);
            });
        }
        else if (_doneCount + _failures.Count > 1)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{_doneCount} done, {_failures.Count} failed"));
        }
        return exitCode;
    }

    private void Tell(LineResult result)
    {
        // What holds for the profile and format as such would else be said again for every line; a hand edit is the line's own.
        foreach (Issue issue in result.Issues)
        {
            if (issue.Severity == IssueSeverity.Error || issue.Code.StartsWith("EDT", StringComparison.Ordinal) || _toldWarnings.Add((issue.Code, issue.Text))) terminal.Report(issue);
        }
        if (result.Report is not { } report) return;
        string files = string.Join(" + ", result.Files.Select(file => file.Path == result.Files[0].Path ? Shorten(file.Path) : file.Name));
        string state = result.Files.All(file => file.Change == OutputChange.Unchanged) ? ", unchanged" : "";
        terminal.Result(string.Create(CultureInfo.InvariantCulture,
            $"{files}  {result.DurationSeconds:0.00} s, {result.FrameCount} frames at {options.FrameRateFps:0.###} fps, {result.ChannelCount} channels{state}"));
        if (!terminal.IsVerbose) return;
        foreach (ChannelNote note in report.UnmappedRigChannels.Concat(report.StillRigChannels))
            terminal.Result($"  still: {note.Channel}: {note.Reason}");
    }

    /// <summary>A path as the user would type it: relative when it lies below the current folder.</summary>
    private static string Shorten(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
