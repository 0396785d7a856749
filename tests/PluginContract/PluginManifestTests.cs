using System.Text.Json.Nodes;
using Audio2Face.Modkit.PluginContract.Tests.Fakes;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>What plugin.json may hold; nothing of a plugin runs before its manifest is sound.</summary>
public sealed class PluginManifestTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\": \"a.b\",")]
    [InlineData("{\"id\": \"a.b\", \"id\": \"a.c\"}")]
    [InlineData("{\"id\": [[[[[[[[1]]]]]]]]}")]
    public void Refuses_what_is_no_manifest(string text)
    {
        _folder.AddText("some.plugin", "1.0.0", text);
        PluginStatus status = Status();
        Assert.Equal((PluginState.Failed, "PLG01", "some.plugin/1.0.0"), (status.State, status.Issue?.Code, status.Id));
    }

    [Fact]
    public void Refuses_a_huge_manifest()
    {
        _folder.AddText("some.plugin", "1.0.0", "{}" + new string(' ', 70_000));
        Assert.Equal("PLG01", Status().Issue?.Code);
    }

    [Theory]
    [InlineData("id", null, "PLG03")]
    [InlineData("version", null, "PLG03")]
    [InlineData("api_level", null, "PLG03")]
    [InlineData("formats", null, "PLG03")]
    [InlineData("license", null, "PLG03")]
    [InlineData("id", "\"Not An Id\"", "PLG04")]
    [InlineData("id", "5", "PLG04")]
    [InlineData("version", "\"1.0\"", "PLG04")]
    [InlineData("api_level", "\"1\"", "PLG04")]
    [InlineData("api_level", "1.5", "PLG04")]
    [InlineData("entry", "\"../evil.dll\"", "PLG04")]
    [InlineData("entry", "\"sub/evil.dll\"", "PLG04")]
    [InlineData("entry", "\"sub\\\\evil.dll\"", "PLG04")]
    [InlineData("entry", "\"/etc/evil.dll\"", "PLG04")]
    [InlineData("entry", "\"C:evil.dll\"", "PLG04")]
    [InlineData("entry", "\"evil.exe\"", "PLG04")]
    [InlineData("type", "\"System.IO.File, mscorlib\"", "PLG04")]
    [InlineData("formats", "[]", "PLG04")]
    [InlineData("formats", "[\"a-b\", \"a-b\"]", "PLG04")]
    [InlineData("formats", "\"a-b\"", "PLG04")]
    [InlineData("authors", "[\"\"]", "PLG04")]
    [InlineData("name", "\"two\\nlines\"", "PLG04")]
    [InlineData("entry", "\"absent.dll\"", "PLG09")]
    [InlineData("lisence", "\"MIT\"", "PLG02")]
    [InlineData("source", "\"https://example.org\"", "PLG04")]
    [InlineData("source", "{\"url\": \"http://example.org\", \"commit\": \"0123abc\"}", "PLG04")]
    [InlineData("source", "{\"url\": \"https://example.org\", \"commit\": \"main\"}", "PLG04")]
    [InlineData("source", "{\"url\": \"https://example.org\"}", "PLG03")]
    [InlineData("source", "{\"url\": \"https://example.org\", \"commit\": \"0123abc\", \"branch\": \"main\"}", "PLG02")]
    [InlineData("platforms", "[\"beos\"]", "PLG04")]
    [InlineData("platforms", "[]", "PLG04")]
    [InlineData("requires", "[\"a.b\"]", "PLG04")]
    [InlineData("requires", "{\"a.b\": \"1.0.0\"}", "PLG04")]
    [InlineData("requires", "{\"Not An Id\": \">=1.0.0\"}", "PLG04")]
    [InlineData("conflicts", "[\"Not An Id\"]", "PLG04")]
    [InlineData("permissions", "[\"format-disk\"]", "PLG04")]
    [InlineData("sha256", "{\"a.dll\": \"0123\"}", "PLG04")]
    public void Names_the_fault(string key, string? json, string code)
    {
        _folder.Add("some.plugin", typeof(Good), ["fake-good"], change: manifest =>
        {
            manifest.Remove(key);
            if (json is not null) manifest[key] = JsonNode.Parse(json);
        });
        PluginStatus status = Status();
        Assert.Equal((PluginState.Failed, code), (status.State, status.Issue?.Code));
        Assert.NotEmpty(status.Reason);
    }

    [Theory]
    [InlineData(0, "PLG04", PluginState.Failed)]
    [InlineData(2, "PLG06", PluginState.Blocked)]
    public void Refuses_another_contract(int level, string code, PluginState state)
    {
        _folder.Add("some.plugin", typeof(Good), ["fake-good"], change: manifest => manifest["api_level"] = level);
        Assert.Equal((state, code), (Status().State, Status().Issue?.Code));
    }

    [Fact]
    public void Reads_what_is_optional()
    {
        _folder.Add("some.plugin", typeof(Good), ["fake-good"], change: manifest =>
        {
            manifest["source"] = JsonNode.Parse("""{"url": "https://example.org/plugin", "commit": "0123abcd"}""");
            manifest["platforms"] = JsonNode.Parse("""["linux", "windows", "macos"]""");
            manifest["conflicts"] = JsonNode.Parse("""["not.there"]""");
            manifest["permissions"] = JsonNode.Parse("""["read-game-folder", "network"]""");
        });
        PluginStatus status = Status();
        Assert.Equal((PluginState.Found, "https://example.org/plugin at 0123abcd"), (status.State, $"{status.Source}"));
        Assert.Equal(["read-game-folder", "network"], status.Permissions);
    }

    [Fact]
    public void Refuses_what_is_made_for_another_system()
    {
        string other = OperatingSystem.IsWindows() ? "linux" : "windows-x64";
        _folder.Add("some.plugin", typeof(Good), ["fake-good"], change: manifest => manifest["platforms"] = new JsonArray(other));
        Assert.Equal((PluginState.Blocked, "PLG19"), (Status().State, Status().Issue?.Code));
        Assert.Contains(other, Status().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">=1.0.0", PluginState.Found)]
    [InlineData(">=1.0.0 <2.0.0", PluginState.Found)]
    [InlineData("=1.5.0", PluginState.Found)]
    [InlineData(">1.5.0", PluginState.Blocked)]
    [InlineData("<1.5.0", PluginState.Blocked)]
    [InlineData("<=1.4.9", PluginState.Blocked)]
    public void A_plugin_that_needs_another_says_which(string range, PluginState state)
    {
        _folder.Add("a.base", typeof(Good), ["fake-good"], "1.5.0");
        _folder.Add("b.needs", typeof(Good), ["fake-other"], change: manifest => manifest["requires"] = new JsonObject { ["a.base"] = range });
        // What needs a plugin that cannot be used cannot be used either.
        _folder.Add("c.needs", typeof(Good), ["fake-third"], change: manifest => manifest["requires"] = new JsonObject { ["b.needs"] = ">=0.0.1" });
        using PluginHost host = Open();
        Assert.Equal([PluginState.Found, state, state], host.Plugins.Select(plugin => plugin.State));
        if (state == PluginState.Found) return;
        Assert.Equal("PLG20", host.Plugins[1].Issue?.Code);
        Assert.Contains("'a.base' " + range, host.Plugins[1].Reason, StringComparison.Ordinal);
        Assert.Contains("'b.needs'", host.Plugins[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plugin_that_cannot_be_beside_another_steps_back()
    {
        _folder.Add("a.first", typeof(Good), ["fake-good"]);
        _folder.Add("b.second", typeof(Good), ["fake-other"], change: manifest => manifest["conflicts"] = new JsonArray("a.first"));
        using PluginHost host = Open();
        Assert.Equal([PluginState.Found, PluginState.Blocked], host.Plugins.Select(plugin => plugin.State));
        Assert.Equal("PLG20", host.Plugins[1].Issue?.Code);
    }

    [Theory]
    [InlineData("same", null)]
    [InlineData("changed", "has another SHA-256")]
    [InlineData("added", "is not among")]
    [InlineData("missing", "is not there")]
    public void Every_file_is_as_the_manifest_says(string what, string? reason)
    {
        string folder = _folder.Add("some.plugin", typeof(Good), ["fake-good"]);
        string assembly = Directory.GetFiles(folder, "*.dll")[0];
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(assembly)));
        JsonObject hashes = new() { [Path.GetFileName(assembly)] = what == "changed" ? new string('0', 64) : sha256 };
        if (what == "missing") hashes["gone.dll"] = sha256;
        if (what == "added") File.Copy(assembly, Path.Combine(folder, "more.dll"));
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "plugin.json")))!.AsObject();
        manifest["sha256"] = hashes;
        _folder.AddText("some.plugin", "1.0.0", manifest.ToJsonString());
        PluginStatus status = Status();
        Assert.Equal(reason is null ? (PluginState.Found, null) : (PluginState.Failed, "PLG21"), (status.State, status.Issue?.Code));
        if (reason is not null) Assert.Contains(reason, status.Reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Refuses_a_folder_with_links()
    {
        Skip.If(OperatingSystem.IsWindows(), "making a link needs a right most users of Windows lack");
        string folder = _folder.Add("some.plugin", typeof(Good), ["fake-good"]);
        File.CreateSymbolicLink(Path.Combine(folder, "more.dll"), "/etc/hostname");
        Assert.Equal((PluginState.Failed, "PLG05"), (Status().State, Status().Issue?.Code));
    }

    public void Dispose() => _folder.Dispose();

    private PluginStatus Status()
    {
        using PluginHost host = Open();
        return Assert.Single(host.Plugins);
    }

    private PluginHost Open() => new(new PluginHostOptions { BuiltInFolders = [_folder.Root] });
}
