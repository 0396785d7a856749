using System.Buffers;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Joins the ledgers of the shards of a batch.</summary>
public static class LedgerMerge
{
    /// <summary>
    /// Writes the last row of every line over all ledgers of an output folder into its <c>ledger.jsonl</c>, in order of the lines' names. The
    /// shards' own ledgers stay: what was joined once can be joined again when another shard has ended.
    /// </summary>
    /// <param name="outputFolder">The output folder of the batch.</param>
    /// <param name="issues">Takes what is wrong with the ledgers, as warnings: BAT02 rows that cannot be read, BAT15 shards without a ledger.</param>
    /// <returns>The rows by line.</returns>
    /// <exception cref="ModkitException">BAT01: a run is writing there; BAT14: there is no ledger; OUT02 to OUT09: the ledger cannot be written.</exception>
    public static IReadOnlyDictionary<string, LedgerEntry> Join(string outputFolder, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        Find(outputFolder);
        using BatchFolder folder = BatchFolder.Take(outputFolder, shard: null);
        IReadOnlyDictionary<string, LedgerEntry> entries = Read(outputFolder, issues);
        using AtomicFile file = AtomicFile.Begin(folder.LedgerPath);
        ArrayBufferWriter<byte> row = new();
        foreach (LedgerEntry entry in entries.Values.OrderBy(entry => entry.Line, StringComparer.Ordinal))
        {
            row.ResetWrittenCount();
            LedgerRow.Write(entry, row);
            file.Stream.Write(row.WrittenSpan);
        }
        file.Commit();
        return entries;
    }

    /// <summary>The rows of a folder as they are now; nothing is written and nobody is kept out.</summary>
    /// <param name="outputFolder">As above.</param>
    /// <param name="issues">As above.</param>
    /// <exception cref="ModkitException">BAT14: there is no ledger; OUT09: one cannot be read.</exception>
    public static IReadOnlyDictionary<string, LedgerEntry> Read(string outputFolder, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        foreach (Issue missing in FindMissing(Find(outputFolder))) issues.Add(missing);
        return Ledger.ReadFolder(outputFolder, withFigures: true, issues);
    }

    private static IReadOnlyList<string> Find(string outputFolder)
    {
        IReadOnlyList<string> paths = Ledger.FindAll(outputFolder);
        return paths.Count > 0 ? paths : throw new ModkitException(ReportIssues.NoLedger(outputFolder));
    }

    /// <summary>Ledgers tell by their names how many of them there should be: <c>ledger.0-of-4.jsonl</c>.</summary>
    private static IEnumerable<Issue> FindMissing(IReadOnlyList<string> paths)
    {
        IEnumerable<ShardChoice> shards = paths.Select(path => ShardChoice.FromName(Path.GetFileName(path).Split('.')[1])).OfType<ShardChoice>();
        foreach (IGrouping<int, ShardChoice> batch in shards.GroupBy(shard => shard.Count).OrderBy(batch => batch.Key))
        {
            int[] missing = [.. Enumerable.Range(0, batch.Key).Except(batch.Select(shard => shard.Index))];
            if (missing.Length > 0) yield return ReportIssues.MissingShards(batch.Key, [.. missing.Select(index => index.ToString(CultureInfo.InvariantCulture))]);
        }
    }
}
