using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Does what docs/plugins.md tells a newcomer to do, from its own blocks: commands, edits, files and what they look like.</summary>
public sealed partial class PluginPageTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Scene _scene = new();
    private Watching? _watch;

    private string Clone => _scene["clone"];

    public void Dispose() => _scene.Dispose();

    [SkippableFact]
    public async Task A_newcomer_comes_from_nothing_to_a_format_that_reloads_while_it_is_in_use()
    {
        Shell.Require();
        PrepareClone();
        string story = Section("plugins.md", "## Your own format", "\n## ");
        string written = "", rewritten = "";
        int end = 0;
        foreach (Match block in Block().Matches(story))
        {
            string before = story[end..block.Index];
            (string kind, string content, end) = (block.Groups[1].Value, block.Groups[2].Value, block.Index + block.Length);
            string file = FileName().Matches(before[(before.TrimEnd().LastIndexOf("\n\n", StringComparison.Ordinal) + 1)..]).LastOrDefault()?.Groups[1].Value ?? "";
            string path = Path.GetFullPath(Path.Combine(Clone, file));
            switch (kind)
            {
                case "sh" when content.StartsWith("./a2f watch ", StringComparison.Ordinal):
                    _watch = new Watching(Clone, Shell.EnvironmentOf(_scene), content.Trim().Split(' ')[1..]);
                    await _watch.ExpectAsync("frames at");
                    break;
                case "sh" when _watch is not null && written.Length > 0 && rewritten.Length == 0:
                    rewritten = await BuildAndAwaitAsync(content, _scene["takes/hello-en.my-lips.txt"]);
                    break;
                case "sh":
                    await RunAsync(content);
                    break;
                case "diff":
                    Edit(path, content);
                    break;
                case "yaml":
                    Write(path, content);
                    break;
                case "text" when file.Length > 0:
                    Assert.StartsWith(content, written = await File.ReadAllTextAsync(path), StringComparison.Ordinal);
                    break;
                default:
                    Assert.Equal("text", kind);
                    await _watch!.ExpectAsync(content.Trim());
                    break;
            }
            if (content.StartsWith("./a2f plugin new", StringComparison.Ordinal)) AssertFilesAreThoseOfTheTable(story);
        }

        // Jaw and lips in per cent: with up to four decimals as the project writes them, with up to two as the page's last edit has it.
        Assert.Contains(ValuesIn(written), value => DecimalsOf(value) > 2);
        Assert.All(ValuesIn(rewritten), value => Assert.InRange(DecimalsOf(value), 0, 2));
        Assert.Equal(ValuesIn(written).Count, ValuesIn(rewritten).Count);
        Assert.All(ValuesIn(written).Zip(ValuesIn(rewritten)), pair => Assert.Equal(Number(pair.First), Number(pair.Second), 0.00501));
        Assert.Contains(ValuesIn(rewritten), value => Number(value) > 30);
        // The shared plugin is the same code.
        Assert.Equal(rewritten, await File.ReadAllTextAsync(_scene["takes/shared.my-lips.txt"]));
        (int exitCode, _) = await _watch!.InterruptAsync();
        Assert.Equal(ExitCodes.Cancelled, exitCode);
    }

    /// <summary>The other kinds of format: the commands run, and every piece of code fits a format, its writer and its reader.</summary>
    [SkippableFact]
    public async Task The_other_kinds_of_format_are_as_the_page_has_them()
    {
        Shell.Require();
        PrepareClone();
        List<string> classes = [];
        foreach (Match block in Block().Matches(Section("plugins.md", "## Other kinds of format", "\n## ")))
        {
            if (block.Groups[1].Value == "sh") await RunAsync(block.Groups[2].Value);
            else classes.Add(FormatOf(block.Groups[2].Value, classes.Count));
        }
        Assert.Equal(6, classes.Count);
        Write(_scene["my-mouths/Page.cs"], "using Audio2Face.Modkit.Abstractions;\n" + string.Concat(classes));
        await RunAsync("dotnet build ../my-mouths");

        // Spoken English shows lips closed and open, comes from rest and goes back to it.
        string[] lines = (await File.ReadAllTextAsync(_scene["takes/mouths.my-mouths.txt"])).TrimEnd().Split('\n');
        Assert.Equal("my-mouths 1", lines[0]);
        Assert.Equal("0.000 rest", lines[1]);
        Assert.Superset(new HashSet<string> { "closed", "teeth", "open", "wide", "round" }, lines[1..].Select(line => line.Split(' ')[1]).ToHashSet());
        Assert.Equal((" rest", " end"), (lines[^2][lines[^2].IndexOf(' ', StringComparison.Ordinal)..], lines[^1][lines[^1].IndexOf(' ', StringComparison.Ordinal)..]));

        // How a profile's author looks at the scores.
        File.Copy(Path.Combine(Clone, "samples", "hello-en.wav"), Path.Combine(Clone, "line.wav"));
        File.Copy(_scene["my-mouths/my-mouths.a2fprofile.yaml"], Path.Combine(Clone, "my.a2fprofile.yaml"));
        string commands = Assert.Single(Block().Matches(Section("profiles.md", "### One shape at a time", "\n## "))).Groups[2].Value;
        Assert.Contains("plot", commands, StringComparison.Ordinal);
        await RunAsync(commands);
    }

    private static string Section(string file, string heading, string next)
    {
        string page = File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "docs", file));
        int start = page.IndexOf(heading, StringComparison.Ordinal);
        return page[start..page.IndexOf(next, start, StringComparison.Ordinal)];
    }

    /// <summary>A class around the parts of a block, each of which begins with a comment that says where it belongs.</summary>
    private static string FormatOf(string block, int number)
    {
        string[] parts = Part().Split(block);
        Assert.Equal("", parts[0]);
        Dictionary<string, string> code = Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[(2 * i) + 1], i => parts[(2 * i) + 2]);
        Assert.Subset(new HashSet<string> { "Description", "WriteAsync", "Read" }, code.Keys.ToHashSet());
        return $$"""
            public abstract class Page{{number}}
            {
                public FormatDescription Description { get; } = new() { Id = "page", Name = "page", Summary = "page", Extension = ".page", {{code["Description"]}} };

                public void Write(RigTrack track, LineInfo line) { {{code["WriteAsync"]}} }

                public RigTrack Read(IReadOnlyList<RigChannel> channels, IReadOnlyList<ShapeKey> shapeKeys, IReadOnlyList<IReadOnlyList<CurveKey>> curveKeys, double lengthSeconds)
                {
                    {{code.GetValueOrDefault("Read", "throw new NotSupportedException();")}}
                }

                protected abstract void WriteKey(double timeSeconds, double value);

                protected abstract void WriteInto(ReadOnlyMemory<byte> file, string name);
            }

            """;
    }

    /// <summary>What a clone has that the page uses: the program and its samples.</summary>
    private void PrepareClone()
    {
        string samples = Directory.CreateDirectory(Path.Combine(Clone, "samples")).FullName;
        File.Copy(Path.Combine(TestPaths.RepositoryRoot, "samples", "hello-en.wav"), Path.Combine(samples, "hello-en.wav"));
        Shell.PutProgram(Clone);
    }

    private void AssertFilesAreThoseOfTheTable(string story)
    {
        string[] own = [.. _scene.Names.Select(name => name.Replace('\\', '/')).Where(name => name.StartsWith("my-lips/", StringComparison.Ordinal)).Select(name => name["my-lips/".Length..])];
        string[] told = [.. TableRow().Matches(story).SelectMany(row => CodeWord().Matches(row.Value.Split('|')[1])).Select(word => word.Groups[1].Value)];
        Assert.Equal(told.Order(StringComparer.Ordinal), own.Order(StringComparer.Ordinal));
    }

    /// <summary>Runs a build beside the watch and gives what the watch makes of it.</summary>
    private async Task<string> BuildAndAwaitAsync(string commands, string path)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        await RunAsync(commands);
        DateTime built = DateTime.UtcNow;
        long start = Stopwatch.GetTimestamp();
        while (File.GetLastWriteTimeUtc(path) == before && Stopwatch.GetElapsedTime(start) < _patience) await Task.Delay(5);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"new file {(File.GetLastWriteTimeUtc(path) - built).TotalMilliseconds:0} ms after the build's end"));
        return await File.ReadAllTextAsync(path);
    }

    private async Task RunAsync(string commands)
    {
        (int exitCode, string said) = await Shell.RunAsync(Clone, Shell.EnvironmentOf(_scene), commands);
        Assert.True(exitCode == 0, $"{commands} ended with {exitCode}\n{said}");
    }

    /// <summary>Puts a block's '+' lines in the place of its '-' lines, which must be there once.</summary>
    private static void Edit(string path, string diff)
    {
        string text = File.ReadAllText(path);
        string Lines(char sign) => string.Concat(diff.Split('\n').Where(line => line.StartsWith(sign)).Select(line => line[1..] + "\n"));
        Assert.Equal(2, text.Split(Lines('-')).Length);
        Write(path, text.Replace(Lines('-'), Lines('+'), StringComparison.Ordinal));
    }

    private static void Write(string path, string text)
    {
        using StreamWriter writer = new(path, append: false);
        writer.Write(text);
    }

    private static List<string> ValuesIn(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(3).SelectMany(line => line.Split(' '))];

    private static int DecimalsOf(string value) => value.Contains('.', StringComparison.Ordinal) ? value.Length - value.IndexOf('.', StringComparison.Ordinal) - 1 : 0;

    private static double Number(string value) => double.Parse(value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^```(\\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^// in (\\w+)\n", RegexOptions.Multiline)]
    private static partial Regex Part();

    [GeneratedRegex(@"`(\.\./[\w./-]+\.\w+)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\| `.*\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeWord();
}
