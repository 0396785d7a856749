using System.ComponentModel;
using System.Diagnostics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>What a batch writes, remembers and refuses.</summary>
public sealed class BatchRunnerTests : IDisposable
{
    private readonly BatchScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Every_line_has_its_files_and_a_row_and_a_bad_one_stops_no_other()
    {
        BatchSource[] sources = [_scene.Source("a/one.wav"), _scene.Source("two.wav", seed: null), _scene.Source("a/b/three.wav", seed: 3)];
        IReadOnlyList<BatchResult> results = await _scene.RunAsync(sources, _scene.Treatment());
        Assert.Equal(["a/b/three.wav", "a/one.wav"], results.Where(result => result.Result.IsDone).Select(result => result.Line.Source.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["a/b/three.count", "a/b/three.table", "a/b/three.table.provenance.json", "a/one.count", "a/one.table", "a/one.table.provenance.json"], _scene.ModFiles);
        IReadOnlyDictionary<string, LedgerEntry> rows = Ledger.ReadFolder(_scene.Output);
        Assert.Equal(["a/b/three.table", "a/one.table", "two.table"], rows.Keys.Order(StringComparer.Ordinal));
        LedgerEntry one = rows["a/one.table"];
        Assert.Equal((LedgerState.Done, "a/one.wav", "tests.one", "table", 0.3), (one.State, one.Input, one.Profile, one.Format, one.DurationSeconds));
        Assert.Equal(FileHash.Compute(sources[0].Path).Sha256, one.InputSha256);
        foreach (LedgerFile file in one.Files)
        {
            FileInfo there = new(BatchFolder.PathOf(file.Name, _scene.Output));
            Assert.Equal((there.Length, there.LastWriteTimeUtc.Ticks, FileHash.Compute(there.FullName).Sha256), (file.LengthBytes, file.ModifiedTicks, file.Sha256));
        }
        Assert.Equal(LedgerState.Failed, rows["two.table"].State);
        Assert.StartsWith("MED", Assert.Single(rows["two.table"].Issues).Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_killed_while_placing_owns_what_it_placed()
    {
        BatchSource source = _scene.Source("one.wav");
        await _scene.RunAsync([source], _scene.Treatment());
        // As if the second run, with another seed, had been killed between its first file and its last row.
        string ledger = Ledger.FindAll(_scene.Output)[0], before = File.ReadAllText(ledger), main = Path.Combine(_scene.Output, "one.table"), old = File.ReadAllText(main);
        await _scene.RunAsync([source], _scene.Treatment(format: new TableFormat { Addition = "later" }, seed: 7));
        string placing = File.ReadAllText(ledger)[before.Length..].Split('\n')[0];
        Assert.Contains("\"placing\"", placing, StringComparison.Ordinal);
        using (StreamWriter writer = new(ledger)) writer.Write(before + placing + "\n");
        using (StreamWriter writer = new(Path.Combine(_scene.Output, "one.count"))) writer.Write("mine");

        Assert.Equal(Standing.Unfinished, _scene.Judge(source, _scene.Treatment()));
        BatchResult third = Assert.Single(await _scene.RunAsync([source], _scene.Treatment()));
        // one.table is ours, whichever run made it; one.count is neither run's.
        Assert.Equal(["OUT01"], third.Result.Issues.Select(issue => issue.Code));
        File.Delete(Path.Combine(_scene.Output, "one.count"));
        Assert.True(Assert.Single(await _scene.RunAsync([source], _scene.Treatment())).Result.IsDone);
        Assert.Equal(old, File.ReadAllText(main));
        Assert.DoesNotContain(_scene.ModFiles, name => name.EndsWith(".bak", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Old_files_of_a_line_that_can_no_longer_be_made_do_not_look_new()
    {
        BatchSource source = _scene.Source("a/one.wav");
        await _scene.RunAsync([source], _scene.Treatment());
        byte[] old = File.ReadAllBytes(Path.Combine(_scene.Output, "a/one.table"));
        _scene.Source("a/one.wav", seed: null);
        BatchResult failed = Assert.Single(await _scene.RunAsync([source], _scene.Treatment()));
        Assert.Contains("BAT04", failed.Result.Issues.Select(issue => issue.Code));
        Assert.Empty(_scene.ModFiles);
        Assert.Equal(old, File.ReadAllBytes(Path.Combine(_scene.Output, ".a2f/stale/a/one.table")));

        _scene.Source("a/one.wav");
        Assert.True(Assert.Single(await _scene.RunAsync([source], _scene.Treatment())).Result.IsDone);
        Assert.Equal(old, File.ReadAllBytes(Path.Combine(_scene.Output, "a/one.table")));
    }

    [Fact]
    public async Task A_file_a_user_changed_is_neither_set_aside_nor_replaced()
    {
        BatchSource source = _scene.Source("one.wav");
        await _scene.RunAsync([source], _scene.Treatment());
        _scene.Folder.Write("mod/one.table", "mine");
        Assert.Equal(Standing.ChangedByHand, _scene.Judge(source, _scene.Treatment()));
        _scene.Source("one.wav", seed: 2);
        Assert.Equal("OUT01", Assert.Single(await _scene.RunAsync([source], _scene.Treatment())).Result.Issues[0].Code);
        _scene.Source("one.wav", seed: null);
        await _scene.RunAsync([source], _scene.Treatment());
        Assert.Equal("mine", _scene.Folder.Read("mod/one.table"));
        Assert.Equal(["one.table"], _scene.ModFiles);

        _scene.Source("one.wav", seed: 2);
        Assert.True(Assert.Single(await _scene.RunAsync([source], _scene.Treatment(overwrite: true))).Result.IsDone);
        Assert.Equal("mine", _scene.Folder.Read("mod/one.table.bak"));
    }

    [Fact]
    public async Task A_file_that_a_line_no_longer_has_is_set_aside()
    {
        BatchSource source = _scene.Source("one.wav");
        await _scene.RunAsync([source], _scene.Treatment(new TableFormat { HasMore = true }));
        Assert.Contains("one.more", _scene.ModFiles);
        await _scene.RunAsync([source], _scene.Treatment());
        Assert.DoesNotContain("one.more", _scene.ModFiles);
        Assert.True(File.Exists(Path.Combine(_scene.Output, ".a2f/stale/one.more")));
    }

    [Fact]
    public async Task A_run_ends_when_too_many_lines_fail()
    {
        BatchSource[] sources = [.. Enumerable.Range(0, 12).Select(i => _scene.Source($"{i:00}.wav", seed: null)), _scene.Source("good.wav")];
        ModkitException stopped = await Assert.ThrowsAsync<ModkitException>(() => _scene.RunAsync(sources, _scene.Treatment(), new BatchRunOptions { JobCount = 2, MaximumErrors = 3 }));
        Assert.Equal("BAT05", stopped.Issues[0].Code);
        // Those that were under way are finished.
        Assert.InRange(Ledger.ReadFolder(_scene.Output).Count, 3, 4);
        await _scene.RunAsync(sources, _scene.Treatment(), new BatchRunOptions { JobCount = 2, MaximumErrors = 13 });
        Assert.Equal(13, Ledger.ReadFolder(_scene.Output).Count);
    }

    [SkippableFact]
    public async Task A_recording_that_changes_after_it_was_decoded_ahead_is_read_anew()
    {
        BatchSource[] sources = [_scene.Source("0.wav"), .. Enumerable.Range(1, 3).Select(i => _scene.Source($"{i}.flac"))];
        string other = _scene.Source("other.wav", seed: 9).Path, encoded = _scene.Folder["other.flac"];
        foreach ((string wave, string flac) in sources.Skip(1).Select(source => (Path: source.Path + ".wav", source.Path)).Append((other, encoded)))
        {
            if (wave != other) File.Move(flac, wave);
            Skip.IfNot(Encode(wave, flac), "needs FFmpeg, which is not on this machine");
        }
        // All four are opened together before the first is written.
        TableFormat format = new() { Interrupt = line => { if (line.Name == "0") File.Copy(encoded, sources[2].Path, overwrite: true); } };
        await _scene.RunAsync(sources, _scene.Treatment(format), new BatchRunOptions { JobCount = 1 });
        LedgerEntry entry = Ledger.ReadFolder(_scene.Output)["2.table"];
        Assert.Equal(FileHash.Compute(encoded).Sha256, entry.InputSha256);
        string made = _scene.Folder.Read("mod/2.table");
        await _scene.RunAsync([sources[2]], _scene.Treatment());
        Assert.Equal(made, _scene.Folder.Read("mod/2.table"));
    }

    private static bool Encode(string wave, string flac)
    {
        try
        {
            using Process ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", "-i", wave, flac]);
            return ffmpeg.WaitForExit(TimeSpan.FromSeconds(20)) && ffmpeg.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing_half_made()
    {
        BatchSource[] sources = [.. Enumerable.Range(0, 8).Select(i => _scene.Source($"{i}.wav", i))];
        using CancellationTokenSource cancel = new();
        int written = 0;
        TableFormat format = new() { Interrupt = _ => { if (Interlocked.Increment(ref written) == 3) cancel.Cancel(); } };
        using BatchFolder folder = BatchFolder.Take(_scene.Output, null);
        using SourceFiles files = new(folder.TemporaryPath);
        BatchPlanner planner = new(_scene.Output, folder.TemporaryPath);
        using Ledger ledger = Ledger.Open(folder.LedgerPath);
        BatchRunner runner = new(folder, ledger, Ledger.ReadFolder(_scene.Output), files, new BatchRunOptions { JobCount = 2 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (BatchResult _ in runner.RunAsync([.. sources.Select(source => planner.Plan(source, _scene.Treatment(format)))], cancel.Token)) { }
        });
        string[] done = [.. Ledger.ReadFolder(_scene.Output).Values.Where(entry => entry.State == LedgerState.Done).SelectMany(entry => entry.Files).Select(file => file.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(done, _scene.ModFiles);
        Assert.Empty(Directory.GetFiles(folder.TemporaryPath));
    }
}
