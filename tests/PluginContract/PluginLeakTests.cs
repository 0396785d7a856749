using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Plugins that stay in memory are found, and what keeps them is named.</summary>
public sealed class PluginLeakTests(ITestOutputHelper output) : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(typeof(LeaksByDefaultJson), "JsonSerializer used by reflection on its own types with the default options")]
    [InlineData(typeof(LeaksByOwnJson), "JsonSerializer used by reflection on its own types with options of its own")]
    [InlineData(typeof(Lingers), "a handler of AppDomain.ProcessExit")]
    [InlineData(typeof(LeaksByTimer), "a timer that still runs")]
    [InlineData(typeof(LeaksByTypeDescriptor), "TypeDescriptor asked about its own types")]
    [InlineData(typeof(LeaksByThread), "by what cannot be told")]
    public void A_leak_is_named(Type type, string what)
    {
        _folder.Add("test.leaks", type, [type == typeof(Lingers) ? "fake-lingers" : "fake-leak"]);
        PluginHost host = new(new PluginHostOptions { BuiltInFolders = [_folder.Root] });
        host.LoadAll();
        Assert.Equal(PluginState.Ready, host.Plugins[0].State);
        host.Dispose();
        Assert.False(host.ConfirmUnloaded(TimeSpan.FromMilliseconds(300)));
        PluginStatus status = Assert.Single(host.Plugins);
        output.WriteLine($"{type.Name}: {status.State}. {status.Reason}");
        Assert.Equal((PluginState.LeftBehind, "PLG18", "test.leaks"), (status.State, status.Issue?.Code, status.Id));
        Assert.Contains($"stays in memory: {what}", status.Reason, StringComparison.Ordinal);
    }
}
