using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline.Tests;

public sealed class OutputTemplateTests : IDisposable
{
    private static readonly ProfileOutput _skyrim = new()
    {
        Path = "Sound/Voice/{plugin}/{voicetype}/{name}",
        IsLowerCase = true,
        LongestName = 12,
        Variables = new Dictionary<string, string> { ["plugin"] = "MyMod.esp", ["voicetype"] = "{folder}" },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_lie_where_the_game_looks_for_them()
    {
        OutputTarget target = Place(_skyrim, "MaleNord/Greeting.wav");
        Assert.Equal(_folder["mod/sound/voice/mymod.esp/malenord/greeting.fuz"], target.MainPath);
        Assert.Equal("greeting", target.Stem);
        Assert.Equal(_folder["mod/sound/voice/other.esm/malenord/greeting.fuz"], Place(_skyrim, "MaleNord/Greeting.wav", ("plugin", "Other.esm")).MainPath);
        Assert.Equal(_folder["mod/Sound/Voice/MyMod.esp/MaleNord/Greeting.fuz"], Place(_skyrim with { IsLowerCase = false }, "MaleNord/Greeting.wav").MainPath);
    }

    [Theory]
    [InlineData("plugin", "../../evil")]
    [InlineData("plugin", "a/b")]
    [InlineData("plugin", @"a\b")]
    [InlineData("plugin", "..")]
    [InlineData("plugin", "")]
    [InlineData("plugin", "con.esp")]
    [InlineData("plugin", "dot.")]
    [InlineData("plugin", "a:b")]
    [InlineData("plugin", "line\nbreak")]
    public void A_value_that_is_no_file_name_is_refused(string variable, string value)
    {
        ModkitException refused = Assert.Throws<ModkitException>(() => Place(_skyrim, "v/a.wav", (variable, value)));
        Assert.Equal("OUT17", refused.Issues.Single().Code);
    }

    [Fact]
    public void A_name_the_game_cannot_load_stops_only_its_own_line()
    {
        OutputTemplate template = new(_skyrim, new Dictionary<string, string>(), _folder["mod"]);
        IReadOnlyList<Line> lines = OutputPlanner.Plan(["v/thirteenchars.wav", "v/short.wav", "w/NUL.wav"], isSingle: false, _folder["mod"], ".fuz", template);
        Assert.Equal(["OUT18", null, "OUT17"], lines.Select(line => line.Obstacle?.Code));
        Assert.Contains("at most 12", lines[0].Obstacle!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_recording_may_still_name_its_file()
    {
        OutputTemplate template = new(_skyrim, new Dictionary<string, string>(), _folder["new"]);
        Assert.Equal(_folder["x.fuz"], OutputPlanner.Plan(["v/a.wav"], isSingle: true, _folder["x.fuz"], ".fuz", template).Single().Target.MainPath);
        Assert.Equal(_folder["new/sound/voice/mymod.esp/v/a.fuz"], OutputPlanner.Plan(["v/a.wav"], isSingle: true, _folder["new"], ".fuz", template).Single().Target.MainPath);
    }

    [SkippableFact]
    public void A_link_below_the_mod_is_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights on Windows");
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateDirectory(_folder["mod/sound"]);
        Directory.CreateSymbolicLink(_folder["mod/sound/voice"], _folder["elsewhere"]);
        ModkitException refused = Assert.Throws<ModkitException>(() => new OutputSet(Place(_skyrim, "v/a.wav"), overwrite: false));
        Assert.Equal("OUT07", refused.Issues.Single().Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["elsewhere"]));
    }

    [Fact]
    public void Settings_are_sorted_to_format_and_profile()
    {
        FormatDescription format = new() { Id = "fmt", Name = "F", Summary = "", Extension = ".f", Options = [new("head", "", "P_HHM"), new("actor", "", "!target1")] };
        Profile profile = ProfileReader.Read("""
            {schema: 1, id: t.t, version: 1.0.0, name: T, authors: [T], license: MIT, target: {plugin: p.p, format: fmt, options: {head: Q}}, channels: arkit,
             output: {path: "{plugin}/{name}", variables: {plugin: a.esp}}}
            """, "t.yaml").Profile!;
        LineSettings settings = LineSettings.Resolve(new Dictionary<string, string> { ["plugin"] = "b.esp", ["actor"] = "alyx" }, profile, format);
        Assert.Equal(["actor=alyx", "head=Q"], settings.FormatOptions.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("b.esp", Assert.Single(settings.OutputVariables).Value);
        ModkitException refused = Assert.Throws<ModkitException>(() => LineSettings.Resolve(new Dictionary<string, string> { ["plugn"] = "x" }, profile, format));
        Assert.Equal("OUT19", refused.Issues.Single().Code);
        Assert.Contains("'plugin'", refused.Issues.Single().Hint, StringComparison.Ordinal);
        Assert.Equal("P_HHM", LineSettings.Resolve(new Dictionary<string, string>(), profile with { Target = profile.Target with { Format = "g" } }, format).FormatOptions["head"]);
    }

    [Fact]
    public void A_character_file_must_suit_the_format_and_be_there()
    {
        FormatDescription format = new() { Id = "gltf", Name = "", Summary = "", Extension = ".glb", MeshExtensions = [".glb"] };
        _folder.Write("head.glb", "mesh");
        Assert.Equal("mesh"u8, MeshFile.Read(_folder["head.glb"], format).Bytes.Span);
        Assert.Equal("OUT20", Assert.Throws<ModkitException>(() => MeshFile.Read(_folder["head.obj"], format)).Issues.Single().Code);
        Assert.Equal("OUT20", Assert.Throws<ModkitException>(() => MeshFile.Read(_folder["head.glb"], format with { MeshExtensions = [] })).Issues.Single().Code);
        Assert.Equal("OUT21", Assert.Throws<ModkitException>(() => MeshFile.Read(_folder["none.glb"], format)).Issues.Single().Code);
    }

    private OutputTarget Place(ProfileOutput output, string recording, params (string, string)[] values) =>
        new OutputTemplate(output, values.ToDictionary(), _folder["mod"]).Place(recording, ".fuz");
}
