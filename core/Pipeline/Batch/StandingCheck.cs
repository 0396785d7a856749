using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// Compares lines with what a ledger remembers. A file whose size and time are as remembered counts as unchanged without being read, so ten
/// thousand lines take a moment; where only the time differs the content decides. May be used from several threads.
/// </summary>
/// <param name="outputPath">Full path of the output folder.</param>
/// <param name="known">The ledger's last rows.</param>
/// <param name="sources">Tells the state of recordings.</param>
public sealed class StandingCheck(string outputPath, IReadOnlyDictionary<string, LedgerEntry> known, SourceFiles sources)
{
    /// <summary>Judges one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="refreshed">The row with the times as they are now, when only those differ; else null.</param>
    public Standing Judge(BatchLine line, out LedgerEntry? refreshed)
    {
        ArgumentNullException.ThrowIfNull(line);
        refreshed = null;
        if (!known.TryGetValue(line.Id, out LedgerEntry? entry)) return Standing.New;
        if (entry.State == LedgerState.Placing) return Standing.Unfinished;
        try
        {
            if (entry.Recipe != line.Treatment.Animator.RecipeOf(line.ToLine(line.Source.Path, []))) return entry.State == LedgerState.Failed ? Standing.New : Standing.OtherRecipe;
            if (Compare(line.Source, entry) is not { } stamp) return entry.State == LedgerState.Failed ? Standing.New : Standing.OtherRecording;
            if (entry.State == LedgerState.Failed) return Standing.FailedBefore;
            LedgerFile[] files = new LedgerFile[entry.Files.Count];
            for (int i = 0; i < files.Length; i++)
            {
                FileInfo file = new(BatchFolder.PathOf(entry.Files[i].Name, outputPath));
                if (!file.Exists) return Standing.FileMissing;
                files[i] = entry.Files[i];
                if (file.Length == files[i].LengthBytes && file.LastWriteTimeUtc.Ticks == files[i].ModifiedTicks) continue;
                if (file.Length != files[i].LengthBytes || FileHash.Compute(file.FullName).Sha256 != files[i].Sha256) return Standing.ChangedByHand;
                files[i] = files[i] with { ModifiedTicks = file.LastWriteTimeUtc.Ticks };
            }
            if (stamp.ModifiedTicks != entry.InputModifiedTicks || !files.SequenceEqual(entry.Files))
                refreshed = entry with { TimeUtc = DateTime.UtcNow, InputModifiedTicks = stamp.ModifiedTicks, Files = files };
            return Standing.UpToDate;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is ModkitException)
        {
            // It cannot be told: the line is tried, and says what is wrong.
            return Standing.OtherRecording;
        }
    }

    /// <summary>The recording's stamp when it has the content the row tells of, else null.</summary>
    private SourceStamp? Compare(BatchSource source, LedgerEntry entry)
    {
        SourceStamp stamp = sources.Stamp(source);
        if (stamp.LengthBytes != entry.InputBytes) return null;
        if (stamp.ModifiedTicks == entry.InputModifiedTicks) return stamp;
        // An archive's entry has its content in its stamp; a file that was only copied or touched has the same hash.
        return source.Entry is null && FileHash.Compute(source.Path).Sha256 == entry.InputSha256 ? stamp : null;
    }
}
