using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>
/// Everything a plugin can do wrong, all of it in one host at once: each ends in a state with a reason, and the good one works.
/// A plugin that overflows the stack ends the process it runs in; that is tried with the program (EndToEnd).
/// </summary>
public sealed class PluginTortureTests(ITestOutputHelper output) : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose()
    {
        AppDomain.CurrentDomain.SetData(LoopsForEver.Release, "yes");
        _folder.Dispose();
    }

    [Fact]
    public async Task Twelve_bad_plugins_end_in_a_state_with_a_reason_and_stop_no_other()
    {
        _folder.Add("bad.01-throws-when-made", typeof(ThrowsInConstructor), ["fake-01"]);
        _folder.Add("bad.02-throws-when-asked", typeof(ThrowsWhenDescribing), ["fake-02"]);
        _folder.Add("bad.03-throws-or-escapes-in-write", typeof(BadWriters), ["throws", "refuses", "waits", "blocks", "escapes", "repeats", "cancels"]);
        _folder.Add("bad.04-loops", typeof(LoopsForEver), ["fake-loop"]);
        _folder.Add("bad.05-wants-4-gibibytes", typeof(AllocatesTooMuch), ["fake-05"]);
        _folder.Add("bad.06-has-two-entry-types", typeof(Marked), ["fake-marked"]);
        _folder.Add("bad.07-older-contract", typeof(Good), ["fake-07"], change: manifest => manifest["api_level"] = 0);
        _folder.Add("bad.08-newer-contract", typeof(Good), ["fake-08"], change: manifest => manifest["api_level"] = 2);
        _folder.Add("bad.09-needs-what-is-not-there", typeof(NeedsWhatIsNotThere), ["fake-needy"]);
        _folder.Add("bad.10-needs-native-code", typeof(NeedsNativeCode), ["fake-native"]);
        _folder.Add("bad.11-has-other-formats", typeof(SaysOtherFormats), ["fake-11"]);
        _folder.Add("good", typeof(Good), ["fake-good"], "0.9.0");
        _folder.Add("good", typeof(Good), ["fake-good"], "1.0.0");
        using PluginHost host = new(new PluginHostOptions { BuiltInFolders = [_folder.Root], DescribeLimit = TimeSpan.FromSeconds(3) });
        host.LoadAll();
        foreach (PluginStatus plugin in host.Plugins) output.WriteLine($"{plugin.Id,-36} {plugin.Version} {plugin.State,-8} {plugin.Issue?.Code,-6}{plugin.Reason}");

        Assert.Equal(
            [
                (PluginState.Failed, "PLG12"), (PluginState.Failed, "PLG12"), (PluginState.Ready, null), (PluginState.Failed, "PLG13"), (PluginState.Failed, "PLG12"),
                (PluginState.Ready, null), (PluginState.Failed, "PLG04"), (PluginState.Blocked, "PLG06"), (PluginState.Failed, "PLG12"), (PluginState.Failed, "PLG12"),
                (PluginState.Failed, "PLG14"), (PluginState.Blocked, "PLG08"), (PluginState.Ready, null),
            ],
            host.Plugins.Select(plugin => (plugin.State, plugin.Issue?.Code)));
        string[] words = ["no luck", "cannot say", "can be used", "3 s", "OverflowException", "can be used", "api_level", "contract 2", "'xunit", "modkit-no-such-library", "manifest", "Version 1.0.0", "can be used"];
        Assert.All(host.Plugins.Zip(words), pair => Assert.Contains(pair.Second, pair.First.Reason, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(13, words.Length);

        // What goes wrong in a line is that line's issue; the plugin and all others go on.
        Assert.Equal("PLG12", await CodeOfAsync(host.GetFormat("throws")));
        Assert.Equal("PLG17", await CodeOfAsync(host.GetFormat("escapes")));
        Assert.Equal([1], await MemoryOutput.WriteAsync(host.GetFormat("fake-good"), TestTracks.Arkit(30, 1)));
    }

    private static async Task<string> CodeOfAsync(IRigFormat format)
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(format, TestTracks.Arkit(30, 1)));
        return Assert.Single(exception.Issues).Code;
    }
}
