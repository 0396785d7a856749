using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>House style that neither compiler nor formatter holds.</summary>
public sealed partial class StyleTests
{
    private static readonly string[] _rooms = ["core", "cli", "gui", "service", "plugins", "tests"];

    private static readonly string[] _handWritten = [".cs", ".py", ".mjs", ".js", ".ts", ".sh", ".md", ".props", ".csproj"];

    /// <summary>Pages a person looks things up in: a row for every code, a section for every command.</summary>
    private static readonly string[] _references = ["docs/commands.md", "docs/errors.md"];

    [Fact]
    public void Hand_written_files_stop_at_500_lines()
    {
        IEnumerable<string> tooLong =
            from path in Repository.Files
            where _handWritten.Contains(Path.GetExtension(path)) && !_references.Contains(path)
            let lines = Repository.Read(path).AsSpan().Count('\n')
            where lines > 500
            select $"{path}: {lines} lines";
        Findings.None(tooLong);
    }

    [Fact]
    public void A_file_holds_one_public_type_that_has_its_name()
    {
        List<string> wrong = [];
        foreach (string path in Repository.Sources(_rooms))
        {
            string[] names = [.. PublicType().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value).Distinct()];
            if (names.Length > 1) wrong.Add($"{path} has {string.Join(", ", names)}");
            else if (names.Length == 1 && Path.GetFileName(path).Split('.')[0] != names[0]) wrong.Add($"{path} has {names[0]}");
        }
        Findings.None(wrong);
    }

    [Fact]
    public void A_namespace_follows_its_room_and_folder()
    {
        List<string> wrong = [];
        foreach (string path in Repository.Sources(_rooms).Where(path => path is not "cli/Program.cs" and not "tests/TestPaths.cs" and not "tests/Damage.cs" and not "tests/Benchmarks/Program.cs"))
        {
            Match declared = FileScopedNamespace().Match(Repository.Read(path));
            if (!declared.Success) wrong.Add($"{path} has no file-scoped namespace");
            else if (!Follows(declared.Groups[1].Value, path)) wrong.Add($"{path} is in {declared.Groups[1].Value}");
        }
        Findings.None(wrong);
    }

    [Fact]
    public void No_source_has_regions_or_unfinished_work()
    {
        Regex words = new(@"^\s*#region|\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b", RegexOptions.Multiline | RegexOptions.CultureInvariant);
        IEnumerable<string> wrong =
            from path in Repository.Files
            where Path.GetExtension(path) is ".cs" or ".py" or ".mjs" or ".sh" or ".yaml" || path is "a2f" or "test"
            where path != "tests/Architecture/StyleTests.cs" && words.IsMatch(Repository.Read(path))
            select path;
        Findings.None(wrong);
    }

    [Fact]
    public void No_file_names_this_machine_or_a_registry()
    {
        // Written in two halves, so that this file does not name them either.
        string[] forbidden =
        [
            "/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", @"C:\Us" + "ers", "registry.npm" + "js.org", "api.nu" + "get.org", "py" + "pi.org", "deb.deb" + "ian.org",
            "raw.github" + "usercontent.com", "/releases/down" + "load/",
        ];
        List<string> wrong = [];
        foreach (string path in Repository.Files)
        {
            byte[] bytes = File.ReadAllBytes(Repository.FullPath(path));
            if (bytes.AsSpan(0, Math.Min(bytes.Length, 8000)).Contains((byte)0)) continue;
            string text = System.Text.Encoding.UTF8.GetString(bytes);
            wrong.AddRange(forbidden.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{path}: {word}"));
        }
        Findings.None(wrong);
    }

    /// <summary>A namespace names the room, and may go on with the folders inside it.</summary>
    private static bool Follows(string declared, string path)
    {
        string deepest = DeepestNamespace(path);
        string room = string.Join('.', deepest.Split('.').Take(path.StartsWith("tests/", StringComparison.Ordinal) || path.StartsWith("plugins/", StringComparison.Ordinal) ? 4 : 3));
        return declared == deepest || (declared.StartsWith(room, StringComparison.Ordinal) && deepest.StartsWith(declared + ".", StringComparison.Ordinal));
    }

    private static string DeepestNamespace(string path)
    {
        string[] folders = path.Split('/')[..^1];
        return "Audio2Face.Modkit." + (folders[0] switch
        {
            "core" => string.Join('.', folders[1..]),
            "cli" => string.Join('.', ["Cli", .. folders[1..]]),
            "plugins" => string.Join('.', ["Plugins", .. folders[1..]]),
            "tests" when folders[1] == "Benchmarks" => string.Join('.', folders[1..]),
            "tests" => string.Join('.', [folders[1], "Tests", .. folders[2..]]),
            _ => string.Join('.', folders),
        });
    }

    [GeneratedRegex(@"^public (?:(?:sealed|abstract|static|partial|readonly|ref|unsafe) )*(?:class|interface|enum|delegate \S+|(?:record )?struct|record(?: class)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();
}
