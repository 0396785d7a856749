using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Who may run: nobody's code before somebody said so.</summary>
public sealed class PluginTrustTests : IDisposable
{
    private readonly PluginFolder _folder = new();
    private readonly PluginFolder _other = new();

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void The_list_of_the_trusted_is_read_as_it_was_written()
    {
        string hash = new('a', 64);
        PluginTrust trust = PluginTrust.Nobody.WithHash(hash, "an.author", "1.0.0").WithFolder("/somewhere/my plugin");
        PluginTrust read = PluginTrust.Parse(trust.ToString());
        Assert.Equal((true, true, false, false),
            (read.TrustsHash(hash), read.TrustsFolder("/somewhere/my plugin"), read.TrustsHash(new string('b', 64)), read.TrustsFolder("/somewhere")));
        Assert.Equal($"""
            # Plugins whose code may run with your rights; 'a2f plugin trust' and 'a2f plugin distrust' change this list.
            folder /somewhere/my plugin
            sha256 {hash} an.author 1.0.0

            """.ReplaceLineEndings("\n"), trust.ToString());
        PluginTrust without = read.Without("an.author", "/somewhere/my plugin");
        Assert.Equal((false, false), (without.TrustsHash(hash), without.TrustsFolder("/somewhere/my plugin")));
        Assert.True(read.Without("other.author", "/elsewhere").TrustsHash(hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("sha256  ")]
    [InlineData("\0\u0001 nonsense")]
    [InlineData("folder")]
    public void A_broken_list_trusts_nobody(string text)
    {
        PluginTrust trust = PluginTrust.Parse(text);
        Assert.False(trust.TrustsHash(""));
        Assert.False(trust.TrustsHash(new string('a', 64)));
        Assert.False(trust.TrustsFolder(""));
    }

    [Fact]
    public void A_module_initialiser_of_an_untrusted_plugin_does_not_run()
    {
        string canary = Path.Combine(_other.Root, "canary");
        Canary.Await("test.canary", canary);
        string folder = _folder.Add("test.canary", typeof(Good), ["fake-good"]);
        PluginHostOptions options = new() { BuiltInFolders = [], OtherFolders = [_folder.Root], TrustFile = Path.Combine(_other.Root, "trusted") };
        using PluginHost host = new(options);
        host.LoadAll();
        Assert.Equal(PluginState.NeedsConsent, host.Plugins[0].State);
        Assert.False(File.Exists(canary));

        Trust(options, PluginTrust.Nobody.WithHash(host.Plugins[0].Sha256, "test.canary", "1.0.0"));
        Assert.Equal((PluginChangeKind.Changed, PluginState.Found), (host.Refresh()[0].Kind, host.Plugins[0].State));
        Assert.False(File.Exists(canary));
        host.LoadAll();
        Assert.Equal(PluginState.Ready, host.Plugins[0].State);
        Assert.True(File.Exists(canary), "the canary does not sing when it may");

        File.Delete(canary);
        using (StreamWriter writer = new(Path.Combine(folder, "readme.txt"))) writer.Write('x');
        using PluginHost later = new(options);
        later.LoadAll();
        Assert.Equal(PluginState.NeedsConsent, later.Plugins[0].State);
        Assert.False(File.Exists(canary));
    }

    [Theory]
    [InlineData("built in")]
    [InlineData("third party")]
    public void A_folder_for_developers_is_asked_for_once_wherever_it_lies(string where)
    {
        // Even below the built-in plugins 'dev' is nobody's yet.
        string dev = Path.Combine(_folder.Root, "dev");
        string folder = Path.Combine(dev, "test.good");
        Directory.CreateDirectory(dev);
        Directory.Move(_folder.Add("test.good", typeof(Good), ["fake-good"]), folder);
        PluginHostOptions options = new()
        {
            BuiltInFolders = where == "built in" ? [_folder.Root] : [],
            OtherFolders = where == "built in" ? [] : [_folder.Root],
            TrustFile = Path.Combine(_other.Root, "trusted"),
        };
        using PluginHost host = new(options);
        Assert.Equal((PluginState.NeedsConsent, PluginOrigin.Developer, folder), (host.Plugins[0].State, host.Plugins[0].Origin, host.Plugins[0].Folder));

        Trust(options, PluginTrust.Nobody.WithFolder(folder));
        host.Refresh();
        Assert.Equal(PluginState.Found, Assert.Single(host.Plugins).State);
        using (StreamWriter writer = new(Path.Combine(folder, "readme.txt"))) writer.Write('x');
        Assert.Equal(PluginState.Found, Assert.Single(host.Refresh()).Plugin.State);
    }

    [Fact]
    public void A_trusted_folder_is_found_wherever_it_lies()
    {
        string folder = _folder.Add("test.good", typeof(Good), ["fake-good"]);
        PluginHostOptions options = new() { BuiltInFolders = [], TrustFile = Path.Combine(_other.Root, "trusted") };
        Trust(options, PluginTrust.Nobody.WithFolder(folder));
        using PluginHost host = new(options);
        Assert.Equal("fake-good", host.GetFormat("fake-good").Description.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_who_develops_a_plugin_is_told_the_line_that_failed(bool develops)
    {
        string folder = _folder.Add("test.bad", typeof(BadWriters), ["throws", "refuses", "waits", "blocks", "escapes", "repeats", "cancels"]);
        PluginHostOptions options = new() { BuiltInFolders = [], OtherFolders = [_folder.Root], TrustFile = Path.Combine(_other.Root, "trusted") };
        string sha256;
        using (PluginHost stranger = new(options)) sha256 = Assert.Single(stranger.Plugins).Sha256;
        Trust(options, develops ? PluginTrust.Nobody.WithFolder(folder) : PluginTrust.Nobody.WithHash(sha256, "test.bad", "1.0.0"));
        using PluginHost host = new(options);
        Issue issue = Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(host.GetFormat("throws"), TestTracks.Arkit(30, 1)))).Issues);
        Assert.Equal("PLG12", issue.Code);
        Assert.Equal(develops, issue.Text.Contains(", at BadWriters.cs:", StringComparison.Ordinal));
        Assert.Equal(develops ? "Mend it and build again." : "Ask the plugin's author, or remove its folder.", issue.Hint);
    }

    private static void Trust(PluginHostOptions options, PluginTrust trust)
    {
        using StreamWriter writer = new(options.TrustFile!);
        writer.Write(trust.ToString());
    }
}
