using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Who may write to an output folder, and what a run finds there.</summary>
public sealed class BatchFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, "0-of-2", false)]
    [InlineData("0-of-2", null, false)]
    [InlineData("0-of-2", "0-of-2", false)]
    [InlineData("0-of-2", "1-of-2", true)]
    public void Shards_run_side_by_side_and_whole_runs_alone(string? first, string? second, bool isFree)
    {
        using BatchFolder one = BatchFolder.Take(_folder["mod"], first);
        if (isFree)
        {
            using BatchFolder two = BatchFolder.Take(_folder["mod"], second);
            Assert.NotEqual(one.LedgerPath, two.LedgerPath);
            Assert.NotEqual(one.TemporaryPath, two.TemporaryPath);
        }
        else
        {
            Assert.Equal("BAT01", Assert.Throws<ModkitException>(() => BatchFolder.Take(_folder["mod"], second)).Issues[0].Code);
        }
    }

    [Fact]
    public void A_folder_is_free_again_when_its_run_ends()
    {
        BatchFolder.Take(_folder["mod"], null).Dispose();
        BatchFolder.Take(_folder["mod"], "0-of-2").Dispose();
        using BatchFolder again = BatchFolder.Take(_folder["mod"], null);
    }

    [Fact]
    public void A_run_clears_what_a_killed_one_left_but_not_what_another_shard_is_writing()
    {
        using (BatchFolder first = BatchFolder.Take(_folder["mod"], "0-of-2"))
        {
            string live = Path.Combine(first.TemporaryPath, "half");
            File.Create(live).Dispose();
            using (BatchFolder second = BatchFolder.Take(_folder["mod"], "1-of-2")) Assert.True(File.Exists(live));
        }
        using BatchFolder whole = BatchFolder.Take(_folder["mod"], null);
        Assert.Empty(Directory.GetFiles(_folder["mod/.a2f/tmp"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_is_no_output_folder()
    {
        _folder.Write("mod", "mine");
        Assert.Equal("OUT12", Assert.Throws<ModkitException>(() => BatchFolder.Take(_folder["mod"], null)).Issues[0].Code);
        Assert.Equal("mine", _folder.Read("mod"));
    }

    [Fact]
    public void Names_in_a_ledger_are_the_same_on_every_system()
    {
        string path = Path.Combine(_folder["mod"], "a", "b.lip");
        Assert.Equal("a/b.lip", BatchFolder.NameOf(path, _folder["mod"]));
        Assert.Equal(path, BatchFolder.PathOf("a/b.lip", _folder["mod"]));
    }
}
