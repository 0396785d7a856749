using System.Text.Json;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f profile</c>: what a person who writes and shares profiles does.</summary>
public sealed partial class ProfileVerbTests : IDisposable
{
    private const string Hero =
        """
        # My hero
        schema: 1
        id: someone.my-game.hero
        version: 1.0.0
        name: Hero
        authors: [Someone]
        license: MIT
        target: {plugin: modkit.omniverse, format: a2f-json}
        channels:
          - {name: Jaw, sources: {jawOpen: 1, mouthFunnel: 0.2}, gain: 100, max: 100}
          - {name: Lips, sources: {mouthClose: 1}}
          - {name: Ears}
        combine: [{reduce: Jaw, by: Lips}]

        """;

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Check_tells_everything_at_once_and_ends_with_the_code_for_profiles()
    {
        string bad = _scene.Text("bad.a2fprofile.yaml", Hero.Replace("jawOpen", "jawOpne", StringComparison.Ordinal).Replace("MIT", "<MIT>", StringComparison.Ordinal));
        string good = _scene.Text("good.a2fprofile.yaml", Hero);
        A2f.Outcome outcome = (await A2f.RunAsync("profile", "check", bad)).Expect(ExitCodes.Profile);
        Assert.Contains("PRO14: bad.a2fprofile.yaml:10:27", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("PRO12: bad.a2fprofile.yaml:7:10", outcome.Error, StringComparison.Ordinal);

        IReadOnlyList<JsonElement> checks = (await A2f.RunAsync("profile", "check", bad, good, "nowhere", "--json")).Expect(ExitCodes.SomeLinesFailed).Events("check");
        Assert.Equal([false, true, false], checks.Select(check => check.GetProperty("sound").GetBoolean()));
        // Nothing moves the ears: sound, but worth a word.
        Assert.Equal("MAP05", checks[1].GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal("PRO19", checks[2].GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{name: rest}", ExitCodes.Success, "")]
    [InlineData("{name: etc}", ExitCodes.Profile, "MAP08")]
    public async Task Check_asks_a_profile_of_shapes_for_its_rest_which_needs_nothing_to_move_it(string channel, int exitCode, string code)
    {
        string file = _scene.Text("mouths.a2fprofile.yaml", Hero[..Hero.IndexOf("target:", StringComparison.Ordinal)] +
            $"target: {{plugin: modkit.classic2d, format: moho-dat}}\nchannels: [{channel}, {{name: AI, sources: {{mouth.AA: 1}}}}]\n");
        A2f.Outcome outcome = (await A2f.RunAsync("profile", "check", file)).Expect(exitCode);
        if (code.Length == 0) Assert.Equal("", outcome.Error);
        else Assert.Contains(code, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_holds_a_profile_to_its_promise()
    {
        string golden = (await A2f.RunAsync("profile", "show", _scene.Text("hero.a2fprofile.yaml", Hero), "--json")).Expect(ExitCodes.Success).Events("profile").Single().GetProperty("golden").GetString()!;
        string promise = $"expect: {{channels: 3, golden: {golden}}}\n";
        (await A2f.RunAsync("profile", "check", _scene.Text("kept.a2fprofile.yaml", Hero + promise))).Expect(ExitCodes.Success);
        string broken = _scene.Text("broken.a2fprofile.yaml", Hero.Replace("mouthFunnel: 0.2", "mouthFunnel: 0.3", StringComparison.Ordinal) + promise);
        Assert.Contains("PRO24", (await A2f.RunAsync("profile", "check", broken)).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_refuses_a_lineage_that_goes_in_a_circle()
    {
        // Both lie where the program looks: the circle is in what 'based_on' names.
        string Text(string id, string of) => Hero.Replace("someone.my-game.hero", id, StringComparison.Ordinal) + $"based_on: {{id: {of}, version: 1.0.0, sha256: {new string('a', 64)}}}\n";
        Directory.CreateDirectory(_scene["data/profiles"]);
        _scene.Text("data/profiles/a.a2fprofile.yaml", Text("circle.a", "circle.b"));
        _scene.Text("data/profiles/b.a2fprofile.yaml", Text("circle.b", "circle.a"));
        A2f.Outcome outcome = (await A2f.StartAsync(_scene.Folder, new Dictionary<string, string> { ["A2F_DATA"] = _scene["data"] }, "profile", "check", "circle.a")).Expect(ExitCodes.Profile);
        Assert.Contains("PRO23", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_tells_hash_lineage_and_local_overrides()
    {
        string file = _scene.Text("hero.a2fprofile.yaml", Hero + $"based_on: {{id: modkit.arkit.identity, version: 1.0.0, sha256: {new string('a', 64)}}}\n");
        _scene.Text("hero.local.yaml", "channels: [{name: Jaw, gain: 80}]\n");
        string text = (await A2f.RunAsync("profile", "show", file)).Expect(ExitCodes.Success).Output;
        Assert.Contains("with hero.local.yaml", text, StringComparison.Ordinal);
        Assert.Contains("local   channels.Jaw.gain: 100 -> 80", text, StringComparison.Ordinal);
        Assert.Contains("modkit.arkit.identity 1.0.0, aaaaaaaaaaaa, here as 1.0.0, changed", text, StringComparison.Ordinal);
        JsonElement profile = (await A2f.RunAsync("profile", "show", file, "--json")).Events("profile").Single();
        Assert.NotEqual(profile.GetProperty("sharedSha256").GetString(), profile.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task The_record_names_the_hash_of_what_was_used()
    {
        string file = _scene.Text("hero.a2fprofile.yaml", Hero);
        _scene.Text("hero.local.yaml", "channels: [{name: Jaw, gain: 80}]\n");
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", 0.5), "--profile", file)).Expect(ExitCodes.Success);
        string used = (await A2f.RunAsync("profile", "show", file, "--json")).Events("profile").Single().GetProperty("sha256").GetString()!;
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(_scene["v.a2f.json.provenance.json"]));
        Assert.Equal(used, record.RootElement.GetProperty("profile").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Explain_goes_both_ways()
    {
        string file = _scene.Text("hero.a2fprofile.yaml", Hero);
        string jaw = (await A2f.RunAsync("profile", "explain", file, "jaw")).Expect(ExitCodes.Success).Output;
        Assert.Contains("100 x (1 jawOpen + 0.2 mouthFunnel), held to 0..100", jaw, StringComparison.Ordinal);
        Assert.Contains("then rule 1: Jaw loses 1 of Lips", jaw, StringComparison.Ordinal);
        Assert.Matches(@"mouthFunnel +20\r?\n", jaw);
        JsonElement source = (await A2f.RunAsync("profile", "explain", file, "mouthFunnel", "--json")).Expect(ExitCodes.Success).Events("explanation").Single();
        Assert.Equal(("Jaw", 20.0), (source.GetProperty("reaches")[0].GetProperty("name").GetString(), source.GetProperty("reaches")[0].GetProperty("value").GetDouble()));
        Assert.Contains("Did you mean 'Lips'", (await A2f.RunAsync("profile", "explain", file, "Lipz")).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_sees_meaning_alone()
    {
        string a = _scene.Text("a.a2fprofile.yaml", Hero);
        string same = _scene.Text("same.a2fprofile.yaml", Hero.Replace("{jawOpen: 1, mouthFunnel: 0.2}", "[{of: mouthFunnel, weight: 0.20}, {of: JAWOPEN}]", StringComparison.Ordinal).Replace("{name: Ears}", "{gain: 1.0, name: Ears, mix: sum}", StringComparison.Ordinal));
        Assert.Equal("", (await A2f.RunAsync("profile", "diff", a, same)).Expect(ExitCodes.Success).Output);
        string other = _scene.Text("other.a2fprofile.yaml", Hero.Replace("jawOpen: 1,", "jawOpen: 0.5,", StringComparison.Ordinal).Replace("name: Ears", "name: Nose", StringComparison.Ordinal));
        Assert.Equal(["  channels.Jaw.sources.jawOpen: 1 -> 0.5", "- channels.Ears: {name: Ears}", "+ channels.Nose: {name: Nose}"],
            (await A2f.RunAsync("profile", "diff", a, other)).Expect(ExitCodes.Success).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Format_keeps_comments_unless_told_otherwise()
    {
        string file = _scene.Text("hero.a2fprofile.yaml", Hero);
        Assert.Contains("PRO26", (await A2f.RunAsync("profile", "format", file)).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        Assert.Equal(Hero, File.ReadAllText(file));
        Assert.Contains("PRO27", (await A2f.RunAsync("profile", "format", "--check", "--drop-comments", file)).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        Assert.Equal(Hero, File.ReadAllText(file));
        (await A2f.RunAsync("profile", "format", "--drop-comments", file)).Expect(ExitCodes.Success);
        Assert.DoesNotContain("# My hero", File.ReadAllText(file), StringComparison.Ordinal);
        (await A2f.RunAsync("profile", "format", "--check", file)).Expect(ExitCodes.Success);
        Assert.Equal(["hero.a2fprofile.yaml"], _scene.Names);
    }

    [Fact]
    public async Task An_index_holds_packages_to_their_hash_and_blocks_what_it_names()
    {
        Directory.CreateDirectory(_scene["shop"]);
        string file = _scene.Text("hero.a2fprofile.yaml", Hero);
        (await A2f.RunAsync("profile", "pack", file, "-o", _scene["shop"])).Expect(ExitCodes.Success);
        (await A2f.RunAsync("profile", "pack", _scene.Text("hero2.a2fprofile.yaml", Hero.Replace("1.0.0", "1.1.0", StringComparison.Ordinal)), "-o", _scene["shop"])).Expect(ExitCodes.Success);
        (await A2f.RunAsync("profile", "index", "build", _scene["shop"])).Expect(ExitCodes.Success);
        byte[] index = File.ReadAllBytes(_scene["shop/index.json"]);
        (await A2f.RunAsync("profile", "index", "build", _scene["shop"])).Expect(ExitCodes.Success);
        Assert.Equal(index, File.ReadAllBytes(_scene["shop/index.json"]));
        Assert.Equal(["1.0.0", "1.1.0"], (await A2f.RunAsync("profile", "index", "list", _scene["shop"], "--json")).Events("package").Select(item => item.GetProperty("version").GetString()));

        async Task<A2f.Outcome> InstallAsync(string name) => await A2f.RunAsync("profile", "install", "--index", _scene["shop"], "--profiles", _scene["installed"], name);
        Assert.Contains("1.1.0", (await InstallAsync("someone.my-game.hero")).Expect(ExitCodes.Success).Output, StringComparison.Ordinal);
        Assert.Contains("PAK10", (await InstallAsync("someone.my-game.villain")).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);

        string text = File.ReadAllText(_scene["shop/index.json"]);
        _scene.Text("shop/index.json", text.Replace("\"blocked\": []", "\"blocked\": [{\"id\": \"someone.my-game.hero\", \"version\": \"1.0.5\", \"reason\": \"opens sideways\"}]", StringComparison.Ordinal));
        Assert.Contains("opens sideways", (await InstallAsync("someone.my-game.hero@1.0.0")).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        Assert.Contains("PAK11", (await InstallAsync(_scene["shop/someone.my-game.hero-1.0.0.a2fpack"])).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        (await A2f.RunAsync("profile", "index", "build", _scene["shop"])).Expect(ExitCodes.Success);
        Assert.Contains("opens sideways", File.ReadAllText(_scene["shop/index.json"]), StringComparison.Ordinal);

        // Another package under a listed name: what the index says counts.
        File.Delete(_scene["shop/someone.my-game.hero-1.1.0.a2fpack"]);
        (await A2f.RunAsync("profile", "pack", _scene.Text("hero3.a2fprofile.yaml", Hero.Replace("1.0.0", "1.1.0", StringComparison.Ordinal) + "summary: x\n"), "-o", _scene["shop"])).Expect(ExitCodes.Success);
        Assert.Contains("PAK10", (await A2f.RunAsync("profile", "index", "check", _scene["shop"])).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        Assert.Contains("PAK10", (await InstallAsync("someone.my-game.hero")).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        _scene.Text("shop/index.json", text.Replace("someone.my-game.hero-1.1.0.a2fpack", "https://example.org/hero.a2fpack", StringComparison.Ordinal));
        Assert.Contains("PAK12", (await InstallAsync("someone.my-game.hero")).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"format\": 2, \"generated\": \"\", \"blocked\": [], \"items\": []}")]
    [InlineData("{\"format\": 1, \"generated\": \"\", \"blocked\": [], \"items\": [{\"id\": \"../x\"}]}")]
    [InlineData("{\"format\": 1, \"generated\": \"\", \"blocked\": [{}], \"items\": []}")]
    [InlineData("{\"format\": 1, \"format\": 1, \"generated\": \"\", \"blocked\": [], \"items\": []}")]
    [InlineData("{\"format\": 1, \"generated\": [\"\\ud800\"], \"blocked\": [], \"items\": [1]}")]
    public async Task A_wrong_index_is_refused(string text) =>
        Assert.Contains("PAK09", (await A2f.RunAsync("profile", "index", "list", _scene.Text("index.json", text))).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_profile_that_cannot_be_shared_is_not_indexed()
    {
        Directory.CreateDirectory(_scene["shop"]);
        _scene.Text("shop/broken.a2fpack", "PK");
        Assert.Contains("PAK02", (await A2f.RunAsync("profile", "index", "build", _scene["shop"])).Expect(ExitCodes.Profile).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_scene["shop/index.json"]));
    }

    /// <summary>The commands of docs/profiles.md, as they stand there, with a user's own folder for data.</summary>
    [Fact]
    public async Task A_profile_is_shared_in_the_five_commands_of_the_page()
    {
        string page = File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "docs", "profiles.md"));
        string[] commands = [.. ShellBlock().Match(page[page.IndexOf("## Share one", StringComparison.Ordinal)..]).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(5, commands.Length);
        _scene.Text("my.a2fprofile.yaml", Hero);
        Dictionary<string, string> environment = new() { ["A2F_DATA"] = _scene["data"] };
        foreach (string command in commands)
        {
            Assert.StartsWith("./a2f ", command, StringComparison.Ordinal);
            (await A2f.StartAsync(_scene.Folder, environment, command.Split(' ')[1..])).Expect(ExitCodes.Success);
        }
        Assert.Equal(
            ["data/profiles/someone.my-game.hero/1.0.0/someone.my-game.hero.a2fprofile.yaml", "my.a2fprofile.yaml", "packages/index.json", "packages/someone.my-game.hero-1.0.0.a2fpack"],
            _scene.Names.Select(name => name.Replace('\\', '/')));
        _scene.Voice("v.wav", 0.5);
        (await A2f.StartAsync(_scene.Folder, environment, "animate", "v.wav", "--profile", "someone.my-game.hero")).Expect(ExitCodes.Success);
        Assert.Equal(["Jaw", "Lips", "Ears"], _scene.ReadA2fJson("v.a2f.json").Channels);
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();
}
