using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>The reports a user asked for: how every line stands is noted while a batch runs, and written down when it ends, however it ends.</summary>
internal sealed class BatchReportFiles
{
    private readonly string[] _paths;
    private readonly string _outputPath;
    private readonly Dictionary<string, ReportState> _states = new(StringComparer.Ordinal);

    /// <param name="paths">The files, or null.</param>
    /// <param name="outputPath">Full path of the batch's folder.</param>
    /// <exception cref="ModkitException">BAT13.</exception>
    public BatchReportFiles(string[]? paths, string outputPath)
    {
        _paths = paths ?? [];
        _outputPath = outputPath;
        foreach (string path in _paths) ReportFile.CheckName(path);
    }

    public static Option<string[]> Option() => new("--report")
    {
        Description = "Write a report of every line, the worst first: a page (.html), a table (.csv) or data (.json). May be given several times.",
        HelpName = "FILE",
    };

    /// <summary>A line that was left out.</summary>
    public void AddLeftOut(BatchLine line, Standing standing) => _states[line.Id] = standing switch
    {
        Standing.UpToDate => ReportState.UpToDate,
        Standing.ChangedByHand => ReportState.Kept,
        _ => ReportState.FailedBefore,
    };

    /// <summary>A line that was tried.</summary>
    public void Add(BatchResult result) => _states[result.Line.Id] = result.Result.IsDone ? ReportState.Done : ReportState.Failed;

    /// <summary>Writes the reports.</summary>
    /// <param name="lines">All lines of the run.</param>
    /// <exception cref="ModkitException">OUT02 to OUT09: a report cannot be written, or the ledger not be read.</exception>
    public void Write(IReadOnlyList<BatchLine> lines)
    {
        if (_paths.Length == 0) return;
        // The ledger has all that a report tells; so a run need not keep it in memory.
        IReadOnlyDictionary<string, LedgerEntry> known = Ledger.ReadFolder(_outputPath);
        Write(lines.Select(line => _states.TryGetValue(line.Id, out ReportState state) && known.TryGetValue(line.Id, out LedgerEntry? entry)
            ? new ReportLine(entry, state)
            : new ReportLine(Untried(line), ReportState.NotTried)), _outputPath);
    }

    /// <summary>The same at the end of a run that something else ended: that is what the user has to know, and a report's own trouble comes after it.</summary>
    public void TryWrite(IReadOnlyList<BatchLine> lines, Terminal terminal)
    {
        try
        {
            Write(lines);
        }
        catch (ModkitException exception)
        {
            foreach (Issue issue in exception.Issues) terminal.Report(issue);
        }
    }

    /// <summary>Writes the reports of some lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="folder">The batch's folder, whose name is the report's title.</param>
    /// <exception cref="ModkitException">OUT02 to OUT09: a report cannot be written.</exception>
    public void Write(IEnumerable<ReportLine> lines, string folder)
    {
        if (_paths.Length == 0) return;
        BatchReport report = BatchReport.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), lines);
        foreach (string path in _paths) ReportFile.Write(report, path);
    }

    private static LedgerEntry Untried(BatchLine line) => new()
    {
        Line = line.Id,
        State = LedgerState.Failed,
        TimeUtc = default,
        Input = line.Source.Name,
        Profile = line.Treatment.Options.Profile.Id,
        Format = line.Treatment.Options.Format.Description.Id,
        Speaker = line.Source.Speaker,
        Language = line.Source.Language,
        Text = line.Source.Text,
    };
}
