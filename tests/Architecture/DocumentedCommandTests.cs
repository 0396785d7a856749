using System.Diagnostics;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>Commands in <c>sh</c> blocks of the documentation: each is one the program knows, and those a newcomer meets first really run.</summary>
public sealed partial class DocumentedCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modkit-docs-").FullName;

    public static TheoryData<string, string> Commands()
    {
        TheoryData<string, string> commands = [];
        foreach (string path in Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (string line in ShellLines(path).Distinct(StringComparer.Ordinal)) commands.Add(path, line);
        }
        return commands;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_documented_command_is_one_the_program_knows(string path, string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "./test")
        {
            Assert.True(words.Length == 1 || (words.Length == 3 && words[1] == "--filter"), $"{path}: {line}");
            return;
        }
        // A group of commands has its verb as the second word.
        int commandWords = words.Length > 2 && (words[1] is "profile" or "plugin" || (words[1] == "batch" && words[2] == "merge") || (words[1] == "models" && words[2].All(char.IsAsciiLetter))) ? 2 : 1;
        string[] command = words.Length > 1 && !words[1].StartsWith('-') ? words[1..(1 + commandWords)] : [];
        (int status, string help) = Run(_folder, [.. command, "--help"]);
        Assert.True(status == 0, $"{path}: {line}: no such command\n{help}");
        HashSet<string> known = [.. Option().Matches(help).Select(match => match.Value)];
        Findings.None(words.Skip(1).Where(word => word.StartsWith('-') && !known.Contains(word)).Select(option => $"{path}: {line}: {option} is not in the help"));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/games.md")]
    [InlineData("docs/reports.md")]
    [InlineData("docs/clusters.md")]
    [InlineData("docs/edits.md")]
    [InlineData("docs/packing.md")]
    public void The_commands_of_a_first_page_run_one_after_the_other(string page)
    {
        string samples = Path.Combine(_folder, "samples");
        Directory.CreateDirectory(samples);
        // Only what is ours: a user's own output may lie beside it.
        foreach (string path in Repository.Files.Where(path => path.StartsWith("samples/", StringComparison.Ordinal))) File.Copy(Repository.FullPath(path), Path.Combine(_folder, path));

        foreach (string line in ShellLines(page).Where(line => line.StartsWith("./a2f ", StringComparison.Ordinal)))
        {
            Dictionary<string, DateTime> before = Snapshot();
            (int status, string output) = Run(_folder, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);
            Assert.True(status == 0, $"{line}: ended with {status}\n{output}");
            if (line.Contains(" animate ", StringComparison.Ordinal) || line.Contains(" plot ", StringComparison.Ordinal))
                Assert.Contains(Snapshot(), file => new FileInfo(file.Key).Length > 100 && (!before.TryGetValue(file.Key, out DateTime time) || time < file.Value));
            else
                Assert.NotEqual("", output.Trim());
        }
    }

    private Dictionary<string, DateTime> Snapshot() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);

    private static IEnumerable<string> ShellLines(string path) =>
        from block in ShellBlock().Matches(Repository.Read(path))
        from line in block.Groups[1].Value.Split('\n')
        where line.StartsWith("./a2f", StringComparison.Ordinal) || line.StartsWith("./test", StringComparison.Ordinal)
        select line.Split(" #")[0].TrimEnd();

    private static (int Status, string Output) Run(string folder, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(TestPaths.Home, "a2f.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> talk = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "not done after 60 s");
        }
        return (process.ExitCode, output.Result + talk.Result);
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"(?<![\w-])--?[a-z][a-z-]*")]
    private static partial Regex Option();
}
