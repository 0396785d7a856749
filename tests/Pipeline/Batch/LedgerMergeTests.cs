using Audio2Face.Modkit.Abstractions;
using static Audio2Face.Modkit.Pipeline.Tests.Batch.ReportLines;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

public sealed class LedgerMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_ledgers_of_shards_become_one_with_the_last_row_of_every_line()
    {
        LedgerEntry old = Entry("b.lip", LedgerState.Failed, issues: Error("MED03")), newer = Entry("b.lip") with { TimeUtc = old.TimeUtc.AddHours(1), Text = "Hello." };
        Write("0-of-2", Entry("c.lip"), newer);
        Write("1-of-2", old, Entry("a.lip"));
        List<Issue> issues = [];
        Assert.Equal(3, LedgerMerge.Join(_folder.Path, issues).Count);
        Assert.Empty(issues);
        byte[] joined = File.ReadAllBytes(LedgerPath(null));
        Assert.Equal(["a.lip", "b.lip", "c.lip"], File.ReadAllLines(LedgerPath(null)).Select(row => row.Split('"')[3]));
        Assert.Equal("Hello.", LedgerMerge.Read(_folder.Path, issues)["b.lip"].Text);
        // Again: nothing is another.
        LedgerMerge.Join(_folder.Path, issues);
        Assert.Equal(joined, File.ReadAllBytes(LedgerPath(null)));
        Assert.True(File.Exists(LedgerPath("1-of-2")));
    }

    [Fact]
    public void Shards_that_never_began_are_told()
    {
        Write("1-of-4", Entry("a.lip"));
        Write("3-of-4", Entry("b.lip"));
        List<Issue> issues = [];
        LedgerMerge.Join(_folder.Path, issues);
        Assert.Equal("BAT15", issues.Single().Code);
        Assert.Equal("Of 4 shards 2 never began: 0, 2.", issues.Single().Text);
    }

    [Fact]
    public void While_a_shard_runs_nothing_is_joined()
    {
        Write("0-of-1", Entry("a.lip"));
        using (BatchFolder.Take(_folder.Path, "0-of-1"))
        {
            Assert.Equal("BAT01", Assert.Throws<ModkitException>(() => LedgerMerge.Join(_folder.Path, [])).Issues.Single().Code);
            Assert.Single(LedgerMerge.Read(_folder.Path, []));
        }
        Assert.False(File.Exists(LedgerPath(null)));
    }

    [Fact]
    public void A_folder_without_a_batch_stays_as_it_is()
    {
        Assert.Equal("BAT14", Assert.Throws<ModkitException>(() => LedgerMerge.Join(_folder.Path, [])).Issues.Single().Code);
        Assert.Equal("BAT14", Assert.Throws<ModkitException>(() => LedgerMerge.Read(Path.Combine(_folder.Path, "no"), [])).Issues.Single().Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private string LedgerPath(string? shard) => Path.Combine(_folder.Path, ".a2f", Ledger.FileName(shard));

    private void Write(string shard, params LedgerEntry[] entries)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".a2f"));
        using Ledger ledger = Ledger.Open(LedgerPath(shard));
        foreach (LedgerEntry entry in entries) ledger.Append(entry);
    }
}
