using System.CommandLine;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Pipeline;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary><c>a2f batch</c>: all recordings of a game in, the folder of a mod out.</summary>
internal sealed class BatchCommand(Workbench bench, BatchOptions options)
{
    public static Command Create(Workbench bench)
    {
        Command command = new("batch", "Animate all recordings of a game; what is done stays done, whatever happens.");
        BatchOptions options = new();
        options.AddTo(command);
        command.Subcommands.Add(BatchMergeCommand.Create(bench));
        command.SetAction(new BatchCommand(bench, options).RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using BatchTreatments treatments = new(bench, parsed, options);
        ProfileRules rules = ProfileRules.Parse(parsed.GetValue(options.Rules)!);
        treatments.Begin();
        string outputPath = Path.GetFullPath(parsed.GetValue(options.Output)!);
        BatchReportFiles reportFiles = new(parsed.GetValue(options.Report), outputPath);
        IReadOnlyList<BatchSource> found = await BatchInputs.FindAsync(parsed.GetValue(options.Inputs)!, options.InputsOf(parsed), bench.Media, cancellation);
        List<Issue> useless = [];
        found = rules.Apply(found, useless);
        foreach (Issue warning in useless) bench.Terminal.Report(warning);
        ShardChoice? shard = parsed.GetValue(options.Shard) is { } part ? ShardChoice.Parse(part, BatchOptions.Environment()) : null;
        bool isDry = parsed.GetValue(options.DryRun);

        // A dry run looks on, even while another run is writing.
        using BatchFolder? folder = isDry ? null : BatchFolder.Take(outputPath, shard?.Name);
        IReadOnlyList<BatchLine> lines = await PlanAsync(found, treatments, new BatchPlanner(outputPath, folder?.TemporaryPath), parsed);
        // Planned whole and then divided: every shard sees the same collisions of names.
        if (shard is not null) lines = [.. lines.Where(line => shard.Contains(line.Id))];
        List<Issue> ledgerIssues = [];
        IReadOnlyDictionary<string, LedgerEntry> known = Ledger.ReadFolder(outputPath, withFigures: false, ledgerIssues);
        foreach (Issue issue in ledgerIssues) bench.Terminal.Report(issue);
        using SourceFiles sources = new(folder?.TemporaryPath ?? Path.GetTempPath());
        BatchReports reports = new(bench.Terminal);
        IReadOnlyList<(BatchLine Line, Standing Standing, LedgerEntry? Refreshed)> standings = Judge(lines, new StandingCheck(outputPath, known, sources));
        if (isDry) return reports.TellPlan(standings.Select(judged => (judged.Line, judged.Standing, IsToMake(judged.Standing, parsed))));

        using Ledger ledger = Ledger.Open(folder!.LedgerPath);
        List<BatchLine> toMake = [];
        foreach ((BatchLine line, Standing standing, LedgerEntry? refreshed) in standings)
        {
            if (refreshed is not null) ledger.Append(refreshed);
            if (IsToMake(standing, parsed)) toMake.Add(line);
            else
            {
                reports.AddLeftOut(line, standing, known[line.Id]);
                reportFiles.AddLeftOut(line, standing);
            }
        }
        using ProgressDisplay progress = ProgressDisplay.Start(bench.Terminal, toMake.Count);
        reports.Begin(lines.Count, progress);
        BatchRunner runner = new(folder, ledger, known, sources, new BatchRunOptions
        {
            JobCount = parsed.GetValue(options.Jobs) ?? (2 * Environment.ProcessorCount),
            MaximumErrors = parsed.GetValue(options.MaximumErrors),
            Progress = reports,
        });
        try
        {
            await foreach (BatchResult result in runner.RunAsync(toMake, cancellation))
            {
                reports.Add(result);
                reportFiles.Add(result);
            }
        }
        catch (ModkitException exception)
        {
            progress.Dispose();
            reportFiles.TryWrite(lines, bench.Terminal);
            return reports.FinishStopped(exception.Issues);
        }
        catch (OperationCanceledException)
        {
            progress.Dispose();
            reportFiles.TryWrite(lines, bench.Terminal);
            reports.FinishCancelled();
            throw;
        }
        progress.Dispose();
        reportFiles.Write(lines);
        return reports.Finish();
    }

    /// <summary>The lines; everything wrong with profiles, settings and files of emotions comes at once, before anything is written.</summary>
    private async Task<IReadOnlyList<BatchLine>> PlanAsync(IReadOnlyList<BatchSource> sources, BatchTreatments treatments, BatchPlanner planner, ParseResult parsed)
    {
        List<BatchLine> lines = [];
        List<Issue> issues = [];
        Dictionary<string, EmotionFile> emotionFiles = new(StringComparer.Ordinal);
        foreach (BatchSource source in sources)
        {
            try
            {
                BatchLine line = planner.Plan(source, await treatments.GetAsync(source));
                if (source.EmotionsPath is { } path)
                {
                    if (!emotionFiles.TryGetValue(path, out EmotionFile? file)) file = emotionFiles[path] = EmotionFile.Read(path);
                    line = line with { Emotions = file };
                }
                lines.Add(line);
            }
            catch (ModkitException exception)
            {
                issues.AddRange(exception.Issues.Where(issue => !issues.Contains(issue)));
            }
        }
        if (issues.Count > 0) throw new ModkitException(issues);
        if (parsed.GetValue(options.Line.Emotions.Track) is not { } track) return lines;
        IReadOnlyList<EmotionFile?> files = EmotionFile.ReadFor(track, [.. lines.Select(line => Path.GetFileNameWithoutExtension(line.Source.Name))]);
        return [.. lines.Select((line, index) => line with { Emotions = line.Emotions ?? files[index] })];
    }

    private static (BatchLine, Standing, LedgerEntry?)[] Judge(IReadOnlyList<BatchLine> lines, StandingCheck check)
    {
        var standings = new (BatchLine, Standing, LedgerEntry?)[lines.Count];
        Parallel.For(0, lines.Count, index =>
        {
            Standing standing = check.Judge(lines[index], out LedgerEntry? refreshed);
            standings[index] = (lines[index], standing, refreshed);
        });
        return standings;
    }

    private bool IsToMake(Standing standing, ParseResult parsed) => parsed.GetValue(options.Redo) || standing switch
    {
        Standing.UpToDate => false,
        Standing.ChangedByHand => parsed.GetValue(options.Line.Overwrite),
        Standing.FailedBefore => !parsed.GetValue(options.OnlyChanged),
        _ => true,
    };
}
