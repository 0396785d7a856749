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
        using PluginHost host = new(new PluginHostOptions { BuiltInFolders = [_folder.Root] });
        return Assert.Single(host.Plugins);
    }
}
