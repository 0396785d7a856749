using System.Runtime.CompilerServices;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Loading, trusting, replacing and unloading plugins.</summary>
public sealed class PluginHostTests : IDisposable
{
    private readonly PluginFolder _builtIn = new();
    private readonly PluginFolder _other = new();
    private TimeSpan _describeLimit = TimeSpan.FromMinutes(1);

    [Fact]
    public void Loads_nothing_until_a_format_is_asked_for()
    {
        string canary = Path.Combine(_builtIn.Root, "canary");
        Canary.Await("test.lazy", canary);
        _builtIn.Add("test.lazy", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        PluginStatus found = Assert.Single(host.Plugins);
        Assert.Equal((PluginState.Found, "test.lazy", "1.0.0", true), (found.State, found.Id, found.Version, found.IsBuiltIn));
        Assert.Equal(["fake-good"], found.Formats);
        Assert.Empty(host.Formats);
        Assert.False(File.Exists(canary));

        Assert.Equal("fake-good", host.GetFormat("fake-good").Description.Id);
        Assert.Equal(PluginState.Ready, Assert.Single(host.Plugins).State);
        Assert.Single(host.Formats);
        Assert.True(File.Exists(canary));
    }

    [Theory]
    [InlineData(typeof(ThrowsInConstructor), "PLG12", "no luck")]
    [InlineData(typeof(ThrowsWhenDescribing), "PLG12", "cannot say")]
    [InlineData(typeof(NeedsWhatIsNotThere), "PLG12", "xunit")]
    [InlineData(typeof(Hangs), "PLG13", "2 s")]
    [InlineData(typeof(SaysOtherFormats), "PLG14", "manifest")]
    [InlineData(typeof(SaysBadRange), "PLG14", "'a'")]
    [InlineData(typeof(SaysOddShapes), "PLG14", "'hum', is not among")]
    [InlineData(typeof(SaysHastyShapes), "PLG14", "-0.5 s")]
    [InlineData(typeof(NoPlugin), "PLG11", "NoPlugin")]
    [InlineData(typeof(NeedsAnArgument), "PLG11", "NeedsAnArgument")]
    [InlineData(typeof(FakeFormat), "PLG11", "FakeFormat")]
    [InlineData(typeof(PluginFolder), "PLG11", "PluginFolder")]
    public void A_bad_plugin_says_why_and_stops_no_other(Type type, string code, string word)
    {
        if (type == typeof(Hangs)) _describeLimit = TimeSpan.FromSeconds(2);
        _builtIn.Add("test.bad", type, ["fake-range"]);
        _builtIn.Add("test.good", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        host.LoadAll();
        Assert.Equal([PluginState.Failed, PluginState.Ready], host.Plugins.Select(plugin => plugin.State));
        PluginStatus bad = host.Plugins[0];
        Assert.Equal(code, bad.Issue?.Code);
        Assert.Contains(word, bad.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bad.Reason);
        Assert.Equal(code, CodeOf(() => host.GetFormat("fake-range")));
        Assert.Equal("fake-good", host.GetFormat("fake-good").Description.Id);
    }

    [Theory]
    [InlineData("this is no assembly")]
    [InlineData("MZ")]
    [InlineData("")]
    public void A_file_that_is_no_assembly_is_told(string content)
    {
        string folder = _builtIn.Add("test.bad", typeof(Good), ["fake-good"]);
        using (StreamWriter writer = new(Directory.GetFiles(folder, "*.dll")[0], append: false)) writer.Write(content);
        using PluginHost host = Open();
        host.LoadAll();
        Assert.Equal((PluginState.Failed, "PLG10"), (host.Plugins[0].State, host.Plugins[0].Issue?.Code));
    }

    [Fact]
    public void Foreign_code_runs_only_when_its_hash_is_trusted()
    {
        string canary = Path.Combine(_other.Root, "canary");
        Canary.Await("test.foreign", canary);
        string folder = _other.Add("test.foreign", typeof(Good), ["fake-good"]);
        string sha256;
        using (PluginHost host = Open())
        {
            host.LoadAll();
            PluginStatus status = Assert.Single(host.Plugins);
            Assert.Equal((PluginState.NeedsConsent, "PLG07", false), (status.State, status.Issue?.Code, status.IsBuiltIn));
            Assert.Equal("PLG07", CodeOf(() => host.GetFormat("fake-good")));
            sha256 = status.Sha256;
        }
        Assert.Equal(64, sha256.Length);
        Assert.False(File.Exists(canary));

        using (PluginHost host = Open(sha256)) Assert.Equal("fake-good", host.GetFormat("fake-good").Description.Id);
        Assert.True(File.Exists(canary));

        // One byte more in any of its files, and it is another plugin.
        using (StreamWriter writer = new(Path.Combine(folder, "readme.txt"))) writer.Write('x');
        using (PluginHost host = Open(sha256)) Assert.Equal(PluginState.NeedsConsent, Assert.Single(host.Plugins).State);
    }

    [Fact]
    public void The_highest_version_wins_but_never_one_that_may_not_be_loaded()
    {
        _builtIn.Add("test.good", typeof(Good), ["fake-good"], "1.9.0");
        _builtIn.Add("test.good", typeof(Good), ["fake-good"], "1.10.0");
        _builtIn.Add("test.good", typeof(Good), ["fake-good"], "2.0.0", manifest => manifest["api_level"] = 99);
        _other.Add("test.good", typeof(Good), ["fake-good"], "3.0.0");
        using PluginHost host = Open();
        host.LoadAll();
        Dictionary<string, PluginState> states = host.Plugins.ToDictionary(plugin => plugin.Version, plugin => plugin.State);
        Assert.Equal(PluginState.Ready, states["1.10.0"]);
        Assert.Equal(PluginState.Blocked, states["1.9.0"]);
        Assert.Equal(PluginState.Blocked, states["2.0.0"]);
        Assert.Equal(PluginState.NeedsConsent, states["3.0.0"]);
        Assert.Equal("PLG08", host.Plugins.Single(plugin => plugin.Version == "1.9.0").Issue?.Code);
    }

    [Fact]
    public void A_format_belongs_to_the_first_plugin_that_has_it()
    {
        _builtIn.Add("test.first", typeof(Good), ["fake-good"]);
        _builtIn.Add("test.second", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        host.LoadAll();
        Assert.Equal([PluginState.Ready, PluginState.Blocked], host.Plugins.Select(plugin => plugin.State));
        Assert.Contains("test.first", host.Plugins[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_names_the_nearest()
    {
        _builtIn.Add("test.good", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => host.GetFormat("fake-god")).Issues);
        Assert.Equal("PLG15", issue.Code);
        Assert.Contains("'fake-good'", issue.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_s_plugin_that_is_not_there_is_named()
    {
        _builtIn.Add("test.good", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => host.GetFormat("fake-god", "test.gone")).Issues);
        Assert.Equal("PLG15", issue.Code);
        Assert.Contains("'test.gone'", issue.Text, StringComparison.Ordinal);
        Assert.Contains("--plugins", issue.Hint, StringComparison.Ordinal);
        // It is there, but has no such format: the nearest one helps.
        Assert.Contains("'fake-good'", Assert.Single(Assert.Throws<ModkitException>(() => host.GetFormat("fake-god", "test.good")).Issues).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_named_a_folder_for_this_run_is_told_to_name_it_when_trusting()
    {
        _other.Add("test.good", typeof(Good), ["fake-good"]);
        PluginHostOptions options = new() { BuiltInFolders = [], OtherFolders = [_other.Root] };
        using PluginHost always = new(options);
        Assert.Contains("trust test.good'", always.Plugins[0].Issue!.Hint, StringComparison.Ordinal);
        using PluginHost once = new(options with { NamedFolders = [_other.Root] });
        Assert.Contains($"trust test.good --plugins {_other.Root}'", once.Plugins[0].Issue!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_folders_hold_no_plugins()
    {
        using PluginHost host = new(new PluginHostOptions { BuiltInFolders = [Path.Combine(_builtIn.Root, "absent")] });
        Assert.Empty(host.Plugins);
    }

    [Fact]
    public void Disposing_takes_the_code_out_of_memory()
    {
        _builtIn.Add("test.good", typeof(Good), ["fake-good"]);
        using PluginHost host = Open();
        (WeakReference type, IRigFormat format) = LoadAndWrite(host);
        host.Dispose();
        Assert.Equal(PluginState.Unloading, host.Plugins[0].State);
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
        Assert.Equal(PluginState.Found, host.Plugins[0].State);
        Assert.False(type.IsAlive);

        LineInfo line = new() { Name = "line", DurationSeconds = 1 };
        Assert.Equal("PLG16", CodeOf(() => format.WriteAsync(TestTracks.Arkit(30, 1), line, new MemoryOutput(), CancellationToken.None).AsTask().GetAwaiter().GetResult()));
        Assert.Throws<ObjectDisposedException>(() => host.GetFormat("fake-good"));
    }

    /// <summary>An asynchronous call ends on some thread of the plugin; whoever waits for it must not go on there.</summary>
    [Fact]
    public async Task The_code_leaves_memory_though_the_caller_goes_on_right_after_its_call()
    {
        _builtIn.AddMarked("test.marked", "1.0.0", 1);
        using PluginHost host = Open();
        await MemoryOutput.WriteAsync(host.GetFormat("fake-marked"), TestTracks.Arkit(30, 1));
        host.Dispose();
        Assert.True(host.ConfirmUnloaded(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void A_plugin_that_cannot_leave_memory_is_named()
    {
        _builtIn.Add("test.lingers", typeof(Lingers), ["fake-lingers"]);
        PluginHost host = Open();
        host.LoadAll();
        host.Dispose();
        Assert.False(host.ConfirmUnloaded(TimeSpan.FromMilliseconds(200)));
        Assert.Equal((PluginState.LeftBehind, "PLG18"), (host.Plugins[0].State, host.Plugins[0].Issue?.Code));
    }

    public void Dispose()
    {
        _builtIn.Dispose();
        _other.Dispose();
    }

    /// <summary>Uses a plugin in a frame of its own, so that no local variable keeps it alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Assembly, IRigFormat Format) LoadAndWrite(PluginHost host)
    {
        IRigFormat format = host.GetFormat("fake-good");
        Assert.Equal([1], MemoryOutput.WriteAsync(format, TestTracks.Arkit(30, 1)).GetAwaiter().GetResult());
        string name = typeof(Good).Assembly.GetName().Name!;
        System.Reflection.Assembly own = Assert.Single(
            System.Runtime.Loader.AssemblyLoadContext.All.Where(context => context.Name == "test.good").SelectMany(context => context.Assemblies),
            assembly => assembly.GetName().Name == name);
        Assert.NotSame(typeof(Good).Assembly, own);
        return (new WeakReference(own), format);
    }

    private PluginHost Open(params string[] trusted) => new(new PluginHostOptions
    {
        BuiltInFolders = [_builtIn.Root],
        OtherFolders = [_other.Root],
        TrustedSha256 = trusted,
        DescribeLimit = _describeLimit,
    });

    private static string CodeOf(Action action) => Assert.Single(Assert.Throws<ModkitException>(action).Issues).Code;
}
