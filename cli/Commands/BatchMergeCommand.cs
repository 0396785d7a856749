using System.CommandLine;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f batch merge</c>: the ledgers of the shards of a batch become one, and several batches one report.</summary>
internal sealed class BatchMergeCommand(Workbench bench)
{
    private readonly Argument<string[]> _folders = new("OUT")
    {
        Description = "The folder of a batch: the ledgers of its shards are joined. Several folders: they are reported on together and stay as they are.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _report = BatchReportFiles.Option();

    public static Command Create(Workbench bench)
    {
        BatchMergeCommand merge = new(bench);
        Command command = new("merge", "Join what the shards of a batch wrote down, and report on the whole.") { merge._folders, merge._report };
        command.SetAction(merge.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] folders = parsed.GetValue(_folders)!;
        List<ReportLine> lines = [];
        List<Issue> issues = [];
        BatchReportFiles files = new(parsed.GetValue(_report), folders[0]);
        if (folders.Length == 1)
        {
            lines.AddRange(LedgerMerge.Join(folders[0], issues).Values.Select(ReportLine.Of));
        }
        else
        {
            foreach (string folder in folders)
            {
                // Two batches may have lines of one name.
                string prefix = Path.TrimEndingDirectorySeparator(folder).Replace('\\', '/') + "/";
                lines.AddRange(LedgerMerge.Read(folder, issues).Values.Select(entry => ReportLine.Of(entry with { Line = prefix + entry.Line })));
            }
        }
        foreach (Issue issue in issues) bench.Terminal.Report(issue);
        files.Write(lines, folders.Length == 1 ? Path.GetFullPath(folders[0]) : string.Create(CultureInfo.InvariantCulture, $"{folders.Length} batches"));
        return Sum(lines, isWhole: issues.Count == 0);
    }

    private int Sum(List<ReportLine> lines, bool isWhole)
    {
        int done = lines.Count(line => line.State == ReportState.Done), unfinished = lines.Count(line => line.State == ReportState.Unfinished);
        IReadOnlyList<Issue>[] failures = [.. lines.Where(line => line.State == ReportState.Failed).Select(line => line.Entry.Issues)];
        double seconds = lines.Sum(line => line.Entry.DurationSeconds);
        int exitCode = failures.Length == lines.Count && failures.All(issues => issues.Count > 0) && lines.Count > 0 ? ExitCodes.OfAll(failures)
            : failures.Length + unfinished > 0 || !isWhole ? ExitCodes.SomeLinesFailed
            : ExitCodes.Success;
        Terminal terminal = bench.Terminal;
        if (terminal.IsJson)
        {
            terminal.Event("summary", json =>
            {
                json.WriteNumber("done", done);
                json.WriteNumber("failed", failures.Length);
                json.WriteNumber("unfinished", unfinished);
                json.WriteRounded("audioSeconds", seconds);
                json.WriteNumber("exitCode", exitCode);
            });
        }
        else
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture,
                $"{done} done, {failures.Length} failed{(unfinished > 0 ? $", {unfinished} unfinished" : "")}; {Spans.Text(TimeSpan.FromSeconds(seconds))} of sound"));
        }
        return exitCode;
    }
}
