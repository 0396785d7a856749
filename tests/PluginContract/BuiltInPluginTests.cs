using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>The plugins as they lie in the built program, loaded the way the program loads them.</summary>
public sealed class BuiltInPluginTests
{
    [Theory]
    [InlineData("a2f-json", "modkit.omniverse")]
    [InlineData("livelink-csv", "modkit.unreal")]
    public async Task A_format_is_loaded_when_asked_for_and_writes_what_it_reads(string formatId, string pluginId)
    {
        using PluginHost host = OpenHost();
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Found, plugin.State));
        IRigFormat format = host.GetFormat(formatId);
        Assert.Equal([pluginId], host.Plugins.Where(plugin => plugin.State == PluginState.Ready).Select(plugin => plugin.Id));

        RigTrack track = format.Description.FixedChannels is { } channels
            ? TestTracks.Random(channels, 30, 45)
            : TestTracks.Arkit(30, 45);
        byte[] file = await MemoryOutput.WriteAsync(format, track);
        IReadableFormat? reader = host.FindReader(file, "line" + format.Description.Extension);
        Assert.Equal(formatId, reader?.Description.Id);
        RigTrack read = reader!.Read(new MemoryStream(file), "line");
        Assert.Equal(30, read.Curves.FrameRateFps);
        Assert.Equal(track.Curves.Channels, read.Curves.Channels);
        Assert.Equal(track.Curves.Values.ToArray(), read.Curves.Values.ToArray());
    }

    private static PluginHost OpenHost()
    {
        // Other plugins of the house are none of this test's business.
        PluginHost host = new(new PluginHostOptions
        {
            BuiltInFolders = [Path.Combine(TestPaths.Home, "plugins", "modkit.omniverse"), Path.Combine(TestPaths.Home, "plugins", "modkit.unreal")],
        });
        return host;
    }
}
