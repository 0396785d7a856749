using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes one line of a batch after the other and keeps ledger and files in step. May be used from several threads.</summary>
internal sealed class LineMaker(BatchFolder folder, Ledger ledger, IReadOnlyDictionary<string, LedgerEntry> known, SourceFiles sources)
{
    /// <summary>Makes a line and writes its row.</summary>
    /// <param name="line">The line.</param>
    /// <param name="ready">What was opened of it ahead; disposed by the caller.</param>
    /// <param name="reportSeconds">Told the seconds of sound worked on.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ModkitException">Neither files nor the ledger can be written any more.</exception>
    public async Task<BatchResult> MakeAsync(BatchLine line, ReadyLine ready, Action<double> reportSeconds, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerFile> before = known.TryGetValue(line.Id, out LedgerEntry? last) ? last.Files : [];
        LedgerEntry entry = BeginEntry(line);
        LineHooks hooks = new()
        {
            ReportSeconds = reportSeconds,
            // Written first: whatever of these files is there after a kill is known to be ours.
            Placing = files => ledger.Append(entry with { State = LedgerState.Placing, TimeUtc = DateTime.UtcNow, Files = [.. files.Select(Remember), .. before] }),
        };
        LineResult result = await TryMakeAsync(line, ready.As(entry), OwnFilesOf(before), hooks, cancellation).ConfigureAwait(false);
        entry = result.IsDone ? FinishDone(entry, result, before) : FinishFailed(entry, result, before);
        ledger.Append(entry);
        return new BatchResult(line, result with { Issues = entry.Issues }, entry);
    }

    private async Task<LineResult> TryMakeAsync(BatchLine line, ReadyLine ready, IReadOnlyList<OwnFile> ownFiles, LineHooks hooks, CancellationToken cancellation)
    {
        if (line.Obstacle is not null) return new LineResult { Line = line.ToLine(line.Source.Path, ownFiles), Issues = [line.Obstacle] };
        try
        {
            SourceFile file = ready.File ?? await sources.OpenAsync(line.Source, cancellation).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
            {
                return await line.Treatment.Animator.AnimateAsync(line.ToLine(file.Path, ownFiles), ready.Opened, hooks, cancellation).ConfigureAwait(false);
            }
        }
        catch (ModkitException exception)
        {
            return new LineResult { Line = line.ToLine(line.Source.Path, ownFiles), Issues = exception.Issues };
        }
    }

    private LedgerEntry BeginEntry(BatchLine line)
    {
        SourceStamp stamp = default;
        string recipe = "";
        try
        {
            // Before the work: what changes meanwhile is noticed by the next run.
            stamp = sources.Stamp(line.Source);
            recipe = line.Treatment.Animator.RecipeOf(line.ToLine(line.Source.Path, []));
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is ModkitException)
        {
            // Making the line tells what is wrong.
        }
        return new LedgerEntry
        {
            Line = line.Id,
            State = LedgerState.Failed,
            TimeUtc = DateTime.UtcNow,
            Input = line.Source.Name,
            InputBytes = stamp.LengthBytes,
            InputModifiedTicks = stamp.ModifiedTicks,
            Recipe = recipe,
            Profile = line.Treatment.Options.Profile.Id,
            Format = line.Treatment.Options.Format.Description.Id,
            Speaker = line.Source.Speaker,
            Language = line.Source.Language,
            Text = line.Source.Text,
        };
    }

    private LedgerEntry FinishDone(LedgerEntry entry, LineResult result, IReadOnlyList<LedgerFile> before)
    {
        LedgerFile[] files = [.. result.Files.Select(Remember)];
        // What this line had and has no more must not stay as if it were new.
        SetAside([.. before.Where(old => Array.TrueForAll(files, file => file.Name != old.Name))]);
        return entry with
        {
            State = LedgerState.Done,
            TimeUtc = DateTime.UtcNow,
            InputSha256 = result.InputSha256,
            DurationSeconds = result.DurationSeconds,
            Files = files,
            Issues = result.Issues,
            Figures = result.Figures,
        };
    }

    private LedgerEntry FinishFailed(LedgerEntry entry, LineResult result, IReadOnlyList<LedgerFile> before)
    {
        if (result.Issues.FirstOrDefault(issue => FileFaults.IsOfTheDisk(issue)) is { } fault) throw new ModkitException(fault);
        bool isOutputAtFault = result.Issues.Any(issue => issue.Code.StartsWith("OUT", StringComparison.Ordinal));
        // The recording or the recipe no longer gives these files; where only the writing failed, they are as good as before.
        bool isAnyStale = !isOutputAtFault && SetAside(before);
        return entry with
        {
            TimeUtc = DateTime.UtcNow,
            Files = isOutputAtFault ? before : [],
            Issues = isAnyStale ? [.. result.Issues, BatchIssues.Stale(before[0].Name)] : result.Issues,
        };
    }

    /// <summary>A file that is placed, or about to be: then its time is not known yet.</summary>
    private LedgerFile Remember(OutputFile file)
    {
        FileInfo there = new(file.Path);
        return new LedgerFile(BatchFolder.NameOf(file.Path, folder.OutputPath), file.LengthBytes, file.Sha256, there.Exists ? there.LastWriteTimeUtc.Ticks : 0);
    }

    private OwnFile[] OwnFilesOf(IReadOnlyList<LedgerFile> files) => [.. files.Select(file => new OwnFile(BatchFolder.PathOf(file.Name, folder.OutputPath), file.Sha256))];

    /// <summary>Takes files of an earlier run out of the mod, unless somebody changed them since.</summary>
    private bool SetAside(IReadOnlyList<LedgerFile> files)
    {
        bool isAny = false;
        foreach (LedgerFile file in files)
        {
            string path = BatchFolder.PathOf(file.Name, folder.OutputPath), stale = BatchFolder.PathOf(file.Name, folder.StalePath);
            try
            {
                if (!File.Exists(path) || FileHash.Compute(path).Sha256 != file.Sha256) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(stale)!);
                File.Move(path, stale, overwrite: true);
                isAny = true;
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                throw FileFaults.Translate(exception, path);
            }
        }
        return isAny;
    }
}
