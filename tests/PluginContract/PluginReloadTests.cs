using System.Diagnostics;
using System.Runtime;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Plugins that change, come and go while the program runs.</summary>
[Collection(Alone.Name)]
public sealed class PluginReloadTests(ITestOutputHelper output) : IDisposable
{
    private static readonly RigTrack _track = TestTracks.Arkit(30, 1);

    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task New_files_take_the_place_of_code_in_use()
    {
        Put("1.0.0", 1);
        using PluginHost host = Open();
        Assert.Equal(1, await WriteAsync(host.GetFormat("fake-marked")));
        Assert.Empty(host.Refresh());

        Put("1.0.0", 2);
        PluginChange change = Assert.Single(host.Refresh());
        Assert.Equal((PluginChangeKind.Changed, "test.marked", PluginState.Ready), (change.Kind, change.Plugin.Id, change.Plugin.State));
        Assert.Equal(2, await WriteAsync(host.GetFormat("fake-marked")));
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
        Assert.Empty(host.Refresh());
        Assert.Single(host.Plugins);
    }

    [Fact]
    public async Task A_lease_keeps_the_code_it_began_with()
    {
        Put("1.0.0", 1);
        using PluginHost host = Open();
        FormatLease lease = host.Lease("fake-marked");
        Put("1.0.0", 2);
        host.Refresh();
        using (FormatLease later = host.Lease("fake-marked"))
        {
            Assert.Equal(1, await WriteAsync(lease.Format));
            Assert.Equal(2, await WriteAsync(later.Format));
            Assert.NotEqual(lease.Plugin.Sha256, later.Plugin.Sha256);
        }
        lease.Dispose();
        lease.Dispose();
        Assert.Equal("PLG16", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(lease.Format))).Issues).Code);
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("no assembly", "PLG10")]
    [InlineData("no manifest", "PLG01")]
    [InlineData("no entry", "PLG09")]
    [InlineData("throws", "PLG12")]
    public async Task Broken_files_do_not_take_working_code_away(string fault, string code)
    {
        string folder = Put("1.0.0", 1);
        using PluginHost host = Open();
        _ = host.GetFormat("fake-marked");
        string assembly = Directory.GetFiles(folder, "*.dll")[0];
        if (fault == "no assembly") Write(assembly, "this is no assembly");
        else if (fault == "no manifest") Write(Path.Combine(folder, "plugin.json"), "{");
        else if (fault == "no entry") File.Delete(assembly);
        else _folder.Add("test.marked", typeof(ThrowsInConstructor), ["fake-marked"]);

        PluginChange change = Assert.Single(host.Refresh());
        Assert.Equal((PluginChangeKind.Kept, code, PluginState.Ready), (change.Kind, change.Plugin.Issue?.Code, change.Plugin.State));
        Assert.StartsWith("The code loaded before stays in use. ", change.Plugin.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await WriteAsync(host.GetFormat("fake-marked")));
        // Told once, not at every look.
        Assert.Empty(host.Refresh());

        Put("1.0.0", 3);
        Assert.Equal(PluginChangeKind.Changed, Assert.Single(host.Refresh()).Kind);
        Assert.Equal(3, await WriteAsync(host.GetFormat("fake-marked")));
    }

    [Fact]
    public async Task A_higher_version_beside_it_takes_over_and_a_removed_plugin_goes()
    {
        string first = Put("1.0.0", 1);
        using PluginHost host = Open();
        _ = host.GetFormat("fake-marked");
        string second = Put("1.1.0", 2);
        host.Refresh();
        Assert.Equal([(PluginState.Blocked, "1.0.0"), (PluginState.Ready, "1.1.0")], host.Plugins.Where(plugin => plugin.State != PluginState.Unloading).Select(plugin => (plugin.State, plugin.Version)));
        Assert.Equal(2, await WriteAsync(host.GetFormat("fake-marked")));

        Directory.Delete(first, recursive: true);
        Directory.Delete(second, recursive: true);
        Assert.All(host.Refresh(), change => Assert.Equal(PluginChangeKind.Removed, change.Kind));
        Assert.Equal("PLG15", Assert.Single(Assert.Throws<ModkitException>(() => host.GetFormat("fake-marked")).Issues).Code);
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
        Assert.Empty(host.Plugins);

        Put("2.0.0", 7);
        Assert.Equal(PluginChangeKind.Added, Assert.Single(host.Refresh()).Kind);
        Assert.Equal(7, await WriteAsync(host.GetFormat("fake-marked")));
    }

    [Fact]
    public async Task One_changed_byte_of_a_trusted_plugin_asks_again_and_the_trusted_code_goes_on()
    {
        string folder = Put("1.0.0", 1);
        PluginHostOptions unknown = new() { BuiltInFolders = [], OtherFolders = [_folder.Root] };
        using PluginHost stranger = new(unknown);
        using PluginHost host = new(unknown with { TrustedSha256 = [Assert.Single(stranger.Plugins).Sha256] });
        _ = host.GetFormat("fake-marked");
        Write(Path.Combine(folder, "marker"), "9");
        PluginChange change = Assert.Single(host.Refresh());
        Assert.Equal((PluginChangeKind.Kept, "PLG07"), (change.Kind, change.Plugin.Issue?.Code));
        Assert.Equal(1, await WriteAsync(host.GetFormat("fake-marked")));
    }

    [Fact]
    public void More_than_twenty_left_behind_refuse_another_reload()
    {
        using PluginHost host = Open(TimeSpan.Zero);
        for (int i = 0; i <= 22; i++)
        {
            string folder = _folder.Add("test.leaks", typeof(LeaksByTimer), ["fake-leak"]);
            Write(Path.Combine(folder, "marker"), $"{i}");
            host.Refresh();
            if (i == 0) _ = host.GetFormat("fake-leak");
            // The time since it was unloaded is counted from here on.
            host.ConfirmUnloaded(TimeSpan.Zero);
        }
        PluginStatus status = host.Plugins[0];
        Assert.Equal((PluginState.Ready, "PLG22"), (status.State, status.Issue?.Code));
        Assert.Contains("21", status.Reason, StringComparison.Ordinal);
        Assert.All(host.Plugins.Skip(1), plugin => Assert.Contains("a timer", plugin.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Code_that_nothing_holds_is_not_left_behind_however_long_no_collection_came()
    {
        Put("1.0.0", 0);
        using PluginHost host = Open(TimeSpan.Zero);
        _ = host.GetFormat("fake-marked");
        GCLatencyMode usual = GCSettings.LatencyMode;
        try
        {
            // Without full collections, which alone take unloaded code away.
            GCSettings.LatencyMode = GCLatencyMode.LowLatency;
            for (int i = 1; i <= 30; i++)
            {
                Put("1.0.0", i);
                Assert.Equal(PluginChangeKind.Changed, Assert.Single(host.Refresh()).Kind);
            }
        }
        finally
        {
            GCSettings.LatencyMode = usual;
        }
    }

    [Fact]
    public async Task Random_reloads_under_load_never_mix_two_codes()
    {
        Put("1.0.0", 0);
        using PluginHost host = Open();
        using CancellationTokenSource stop = new();
        int lines = 0;
        Task[] writers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                using FormatLease lease = host.Lease("fake-marked");
                // One line is 50 bytes that all tell which code wrote them.
                byte[] file = await MemoryOutput.WriteAsync(lease.Format, _track);
                Assert.Equal(50, file.Length);
                Assert.Single(file.Distinct());
                // The same lease, later: still the same code.
                Assert.Equal(file[0], (await MemoryOutput.WriteAsync(lease.Format, _track))[0]);
                Interlocked.Increment(ref lines);
            }
        }))];
        Random random = new(4);
        int reloads = 0;
        // On a busy machine until there was some load, too.
        for (int i = 1; i <= 100 || Volatile.Read(ref lines) < 100; i++)
        {
            Put("1.0.0", i);
            reloads += host.Refresh().Count(change => change.Kind == PluginChangeKind.Changed);
            await Task.Delay(random.Next(10));
        }
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        output.WriteLine($"{reloads} reloads under load, {lines} lines, 0 mixed");
        Assert.True(reloads >= 100, $"only {reloads} reloads");
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Five_hundred_reloads_leave_nothing_behind()
    {
        Put("1.0.0", 0);
        using PluginHost host = Open();
        _ = host.GetFormat("fake-marked");
        // The first few fill caches that stay for good.
        for (int i = 0; i < 20; i++) Reload(host, 1 + i);
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
        long before = WorkingSetBytes();
        TimeSpan elapsed = TimeSpan.Zero;
        for (int i = 0; i < 500; i++) elapsed += Reload(host, 100 + i);
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)), "some stayed in memory");
        double grownMebibytes = (WorkingSetBytes() - before) / 1048576.0;
        output.WriteLine($"500 reloads in {elapsed.TotalSeconds:0.00} s, {grownMebibytes:+0.0;-0.0} MiB, 0 left behind");
        Assert.True(grownMebibytes <= 20, $"grew by {grownMebibytes:0.0} MiB");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_tells_once_what_changed(bool usesNotices)
    {
        string known = Path.Combine(_folder.Root, "known");
        Write(known, "1");
        using FolderWatch watch = new([_folder.Root], 2, TimeSpan.FromMilliseconds(100), usesNotices: usesNotices);
        string made = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Root, "a", "b")).FullName, "made");
        Write(made, "1");
        File.Delete(known);
        // Waited for from here on: a busy machine may pause for longer than the quiet time between the two changes.
        Assert.Equal([made, known], await watch.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_watching_host_has_new_code_soon_after_the_files_lie_there()
    {
        Put("1.0.0", 1);
        using PluginHost host = Open();
        _ = host.GetFormat("fake-marked");
        using CancellationTokenSource stop = new();
        TaskCompletionSource<long> swapped = new();
        Task watching = host.WatchAsync(change => swapped.TrySetResult(Stopwatch.GetTimestamp()), stop.Token);
        await Task.Delay(200);
        Put("1.0.0", 2);
        long written = Stopwatch.GetTimestamp();
        TimeSpan taken = Stopwatch.GetElapsedTime(written, await swapped.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(2, await WriteAsync(host.GetFormat("fake-marked")));
        output.WriteLine($"new code in use {taken.TotalMilliseconds:0} ms after the last byte of the build");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    private static long WorkingSetBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Puts other code there and has it loaded; gives the time the host took.</summary>
    private TimeSpan Reload(PluginHost host, int marker)
    {
        Put("1.0.0", marker);
        long start = Stopwatch.GetTimestamp();
        Assert.Single(host.Refresh());
        // A collection now and then, as any busy program has: without one nothing can leave.
        if (marker % 10 == 0) GC.Collect();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>A plugin whose lines consist of one byte over and over, which its assembly brings with it.</summary>
    private string Put(string version, int marker) => _folder.AddMarked("test.marked", version, (byte)marker);

    private static void Write(string path, string text)
    {
        using StreamWriter writer = new(path, append: false);
        writer.Write(text);
    }

    private PluginHost Open(TimeSpan? unloadLimit = null) => new(new PluginHostOptions
    {
        BuiltInFolders = [_folder.Root],
        DescribeLimit = TimeSpan.FromMinutes(1),
        UnloadLimit = unloadLimit ?? TimeSpan.FromSeconds(10),
    });

    private static async Task<int> WriteAsync(IRigFormat format) => (await MemoryOutput.WriteAsync(format, _track))[0];
}
