using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>The happy path of every other command, and the page that describes them.</summary>
public sealed partial class CommandTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Limits_lists_what_the_program_is_held_to()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("limits", "--json")).Expect(ExitCodes.Success);
        JsonElement length = outcome.Events("limit").Single(limit => limit.GetProperty("thing").GetString() == "audio: length of a clip");
        Assert.Equal(30, length.GetProperty("value").GetInt32());
        Assert.Matches("audio: length of a clip +30 min", (await A2f.RunAsync("limits")).Output);
    }

    [Fact]
    public async Task Plugins_lists_the_three_formats()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("plugins", "--json")).Expect(ExitCodes.Success);
        Assert.Superset(new HashSet<string> { "a2f-json", "gltf", "livelink-csv" }, outcome.Events("format").Select(format => format.GetProperty("id").GetString()!).ToHashSet());
        Assert.All(outcome.Events("plugin"), plugin => Assert.Equal("Ready", plugin.GetProperty("state").GetString()));
        Assert.Contains("livelink-csv", (await A2f.RunAsync("plugins")).Expect(ExitCodes.Success).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plugins_tells_what_a_format_shows_over_time()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("plugins", "--json")).Expect(ExitCodes.Success);
        Dictionary<string, JsonElement> formats = outcome.Events("format").ToDictionary(format => format.GetProperty("id").GetString()!);
        Assert.Equal("frames", formats["gltf"].GetProperty("kind").GetString());
        Assert.Equal(("keys", 0.01), (formats["vmd"].GetProperty("kind").GetString(), formats["vmd"].GetProperty("keyTolerance").GetDouble()));
        Assert.Equal(("shapes", "X", 66.666667), (formats["rhubarb-tsv"].GetProperty("kind").GetString(),
            formats["rhubarb-tsv"].GetProperty("restShape").GetString(), formats["rhubarb-tsv"].GetProperty("shortestShapeMilliseconds").GetDouble()));
        Assert.Matches("rhubarb-tsv +shapes +one shape at a time, each for 67 ms at least; at rest 'X'", (await A2f.RunAsync("plugins", "--verbose")).Output);
    }

    [Fact]
    public async Task Profiles_lists_the_default_one()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("profiles", "--json")).Expect(ExitCodes.Success);
        Assert.Contains(outcome.Events("profile"), profile => profile.GetProperty("name").GetString() == "arkit" && profile.GetProperty("channels").GetInt32() == 52);
        Assert.Contains("arkit", (await A2f.RunAsync("profiles")).Expect(ExitCodes.Success).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_describes_those_inside()
    {
        IReadOnlyList<JsonElement> models = (await A2f.RunAsync("models", "--json", "--card")).Expect(ExitCodes.Success).Events("model");
        Assert.Equal([("default", 0.2), ("low-latency", 0.08)], models.Select(model => (model.GetProperty("builtInName").GetString(), model.GetProperty("lookAheadSeconds").GetDouble())));
        Assert.All(models, model =>
        {
            Assert.Matches("^[0-9a-f]{64}$", model.GetProperty("sha256").GetString());
            Assert.StartsWith("# " + model.GetProperty("name").GetString(), model.GetProperty("card").GetString(), StringComparison.Ordinal);
            Assert.True(model.GetProperty("hasTongue").GetBoolean());
        });
        string text = (await A2f.RunAsync("models")).Expect(ExitCodes.Success).Output;
        Assert.Contains("inside the program: --model low-latency", text, StringComparison.Ordinal);
        Assert.Contains("look-ahead  0.08 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_that_the_main_job_works()
    {
        A2f.Outcome outcome = (await A2f.RunAsync("doctor", "--json")).Expect(ExitCodes.Success);
        IReadOnlyList<JsonElement> findings = outcome.Events("finding");
        Assert.Contains(findings, finding => finding.GetProperty("thing").GetString() == "cpu" && finding.GetProperty("state").GetString() == "good");
        Assert.All(findings.Where(finding => finding.GetProperty("state").GetString() is "warning" or "broken"), finding => Assert.NotEqual("", finding.GetProperty("mend").GetString()));
    }

    [Fact]
    public async Task Bench_prints_ratios()
    {
        IReadOnlyList<JsonElement> measures = (await A2f.RunAsync("bench", "--json")).Expect(ExitCodes.Success).Events("measure");
        Assert.Equal(["line.total", "line.runtime", "line.opening", "line.inference", "line.rest", "decode", "inference", "mapping"], measures.Select(measure => measure.GetProperty("id").GetString()));
        double shares = measures.Where(measure => measure.GetProperty("unit").GetString() == "%").Sum(measure => measure.GetProperty("value").GetDouble());
        Assert.Equal(100, shares, 3);
    }

    [Fact]
    public async Task Inspect_reads_recordings_animations_profiles_models_and_records()
    {
        string voice = _scene.Voice("v.wav", 0.5);
        (await A2f.RunAsync("animate", voice, "--to", "livelink-csv")).Expect(ExitCodes.Success);
        string profile = Directory.GetFiles(Path.Combine(TestPaths.Home, "profiles"), "six-shapes*", SearchOption.AllDirectories).Single();
        string[] files = [voice, _scene["v.csv"], _scene["v.csv.provenance.json"], profile];
        A2f.Outcome outcome = (await A2f.RunAsync(["inspect", .. files, "--json"])).Expect(ExitCodes.Success);
        Assert.Equal(0.5, outcome.Events("recording").Single().GetProperty("durationSeconds").GetDouble(), 6);
        Assert.Equal(61, outcome.Events("animation").Single().GetProperty("channels").GetArrayLength());
        Assert.Equal("synthetic animation", outcome.Events("provenance").Single().GetProperty("content").GetProperty("origin").GetString());
        Assert.Equal(6, outcome.Events("profile").Single().GetProperty("channels").GetInt32());
        string text = (await A2f.RunAsync(["inspect", .. files])).Expect(ExitCodes.Success).Output;
        Assert.Contains("30 frames at 60 fps", text, StringComparison.Ordinal);
        Assert.Contains("pcm_s16le", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_of_half_is_6_decibels_below_full_scale()
    {
        string tone = _scene.Wav("tone.wav", [.. Enumerable.Range(0, 16_000).Select(i => 0.5f * (float)Math.Sin(2 * Math.PI * 1000 * i / 16_000))]);
        JsonElement recording = (await A2f.RunAsync("inspect", tone, "--json")).Expect(ExitCodes.Success).Events("recording").Single();
        Assert.Equal(-6.02, recording.GetProperty("peakDecibels").GetDouble(), 1);
        Assert.Equal(-9.03, recording.GetProperty("rmsDecibels").GetDouble(), 1);
        Assert.Equal(0, recording.GetProperty("silentSeconds").GetDouble());
    }

    [Fact]
    public async Task A_plot_is_an_svg_that_names_the_curves()
    {
        (await A2f.RunAsync("plot", _scene.Voice("a & b.wav", 2), "-o", _scene["v.svg"])).Expect(ExitCodes.Success);
        XElement svg = XDocument.Load(_scene["v.svg"]).Root!;
        string[] texts = [.. svg.Elements().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.Superset(new HashSet<string> { "a & b.wav", "waveform", "jawOpen", "mouthClose", "0.0 s", "2.0 s" }, texts.ToHashSet());
        Assert.Contains(svg.Elements(), element => element.Name.LocalName == "polyline");
    }

    [Fact]
    public async Task A_plot_is_a_png_with_more_than_background()
    {
        (await A2f.RunAsync("plot", _scene.Voice("v.wav", 1), "-o", _scene["v.png"], "--channels", "jawOpen", "--width", "600", "--height", "300")).Expect(ExitCodes.Success);
        byte[] png = File.ReadAllBytes(_scene["v.png"]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        // IHDR at 8: width 600, height 300, 8 bits, RGB. The CRC of an empty IEND chunk is a known number.
        Assert.Equal([0, 0, 2, 0x58, 0, 0, 1, 0x2C, 8, 2, 0, 0, 0], png[16..29]);
        Assert.Equal([0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82], png[^12..]);
        int length = (png[33] << 24) | (png[34] << 16) | (png[35] << 8) | png[36];
        using ZLibStream zlib = new(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using MemoryStream pixels = new();
        zlib.CopyTo(pixels);
        Assert.Equal(300 * (1 + (3 * 600)), pixels.Length);
        Assert.True(pixels.ToArray().Count(value => value != 0) > 2000, "the picture is empty");
    }

    [Fact]
    public async Task A_plot_of_an_animation_finds_the_recording_beside_it()
    {
        (await A2f.RunAsync("animate", _scene.Voice("v.wav", 1), "--to", "livelink-csv")).Expect(ExitCodes.Success);
        (await A2f.RunAsync("plot", _scene["v.csv"], "-o", _scene["v.svg"])).Expect(ExitCodes.Success);
        string svg = File.ReadAllText(_scene["v.svg"]);
        Assert.Contains("waveform of v.wav", svg, StringComparison.Ordinal);
        Assert.Contains(">JawOpen<", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_and_the_help_name_the_same_commands_options_and_exit_codes()
    {
        string page = File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "docs", "commands.md"));
        string help = (await A2f.RunAsync("--help")).Expect(ExitCodes.Success).Output;
        string[] common = [.. LongOption().Matches(page[..page.IndexOf("\n## ", StringComparison.Ordinal)]).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["--help", "--json", "--plugins", "--trust", "--verbose", "--version"], common);

        string[] sections = [.. Section().Matches(page).Select(match => match.Groups[1].Value)];
        List<string> known = ["Errors"];
        foreach (string command in VerbsIn(help[..help.IndexOf("Exit codes:", StringComparison.Ordinal)]))
        {
            // A group's verbs have a section each, or one together.
            string[] verbs = [.. VerbsIn((await A2f.RunAsync(command, "--help")).Expect(ExitCodes.Success).Output).Select(verb => $"{command} {verb}")];
            bool together = sections.Contains(command) && !verbs.Any(sections.Contains);
            // A command may also work by itself and have verbs beside.
            string[] apart = together ? [] : [.. verbs, .. sections.Contains(command) ? [command] : Array.Empty<string>()];
            known.AddRange(together ? [command] : apart);
            // The page says that watch takes what animate takes.
            if (together) Assert.Equal(await OptionsOf(verbs.Length == 0 ? [command] : verbs, common), OptionsOn(page, command == "watch" ? "animate" : command));
            else foreach (string verb in apart) Assert.Equal(await OptionsOf([verb], common), OptionsOn(page, verb));
        }
        Assert.Equal(known.Order(StringComparer.Ordinal), sections.Order(StringComparer.Ordinal));
        foreach ((int code, string meaning) in ExitCodes.All)
        {
            Assert.Contains($"| {code} | {meaning} |", page, StringComparison.Ordinal);
            Assert.Contains($"{code}  {meaning}", help, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> VerbsIn(string help) =>
        help.IndexOf("Commands:", StringComparison.Ordinal) is >= 0 and int start ? HelpCommand().Matches(help[start..]).Select(match => match.Groups[1].Value) : [];

    private static async Task<string[]> OptionsOf(IEnumerable<string> commands, string[] common)
    {
        HashSet<string> options = [];
        foreach (string command in commands)
        {
            string help = (await A2f.RunAsync([.. command.Split(' '), "--help"])).Expect(ExitCodes.Success).Output;
            options.UnionWith(HelpOption().Matches(help).Select(match => match.Groups[1].Value).Except(common));
        }
        return [.. options.Order(StringComparer.Ordinal)];
    }

    private static string[] OptionsOn(string page, string command)
    {
        string section = page[page.IndexOf($"\n## {command}\n", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        return [.. TableOptions().Matches(section).SelectMany(match => LongOption().Matches(match.Value)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex LongOption();

    [GeneratedRegex(@"^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex HelpCommand();

    [GeneratedRegex(@"^## (\w+(?: \w+)?)$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^  (?:-\w, )*(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex HelpOption();

    [GeneratedRegex(@"^\| `--[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex TableOptions();
}
