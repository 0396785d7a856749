using System.Text.Json;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>The walls of docs/architecture.md, read from the project files.</summary>
public sealed partial class ProjectWallTests
{
    private static readonly string[] _stages = ["core/Media", "core/Inference", "core/Meshes", "core/Retargeting", "core/Evaluation"];

    private static readonly Dictionary<string, string[]> _allowedReferences = new()
    {
        ["core/Abstractions"] = [],
        ["core/OnnxRuntime"] = [],
        ["core/Media"] = ["core/Abstractions"],
        ["core/Meshes"] = ["core/Abstractions"],
        ["core/Retargeting"] = ["core/Abstractions"],
        ["core/Evaluation"] = ["core/Abstractions"],
        ["core/Inference"] = ["core/Abstractions", "core/OnnxRuntime"],
        ["core/Pipeline"] = ["core/Abstractions", .. _stages],
        ["cli"] = ["core/Abstractions", "core/Pipeline", .. _stages],
        ["gui"] = ["core/Abstractions", "core/Pipeline", .. _stages],
        ["service"] = ["core/Abstractions", "core/Pipeline", .. _stages],
    };

    private static readonly Dictionary<string, string> _onlyRoomOfPackage = new()
    {
        ["CsvHelper"] = "core/Pipeline",
        ["YamlDotNet"] = "core/Retargeting",
        ["Spectre.Console"] = "cli",
        ["System.CommandLine"] = "cli",
        ["Microsoft.ML.OnnxRuntime.Gpu"] = "core/OnnxRuntime",
    };

    [Fact]
    public void A_room_references_only_rooms_on_its_side_of_the_walls()
    {
        List<string> crossed = [];
        foreach (Project project in Project.All.Where(p => !p.Room.StartsWith("tests/", StringComparison.Ordinal)))
        {
            string[]? allowed = project.Room.StartsWith("plugins/", StringComparison.Ordinal) ? ["core/Abstractions"] : _allowedReferences.GetValueOrDefault(project.Room);
            if (allowed is null) crossed.Add($"{project} stands in a room this test does not know");
            else crossed.AddRange(project.ReferencedRooms.Except(allowed).Select(room => $"{project} references {room}"));
        }
        Findings.None(crossed);
    }

    [Fact]
    public void Nothing_references_a_plugin_but_the_tests_of_the_plugin_contract()
    {
        IEnumerable<string> crossed =
            from project in Project.All
            where project.Room != "tests/PluginContract"
            from room in project.ReferencedRooms
            where room.StartsWith("plugins/", StringComparison.Ordinal)
            select $"{project} references {room}";
        Findings.None(crossed);
    }

    [Fact]
    public void A_package_stays_in_its_room()
    {
        List<string> crossed = [];
        foreach (Project project in Project.All.Where(p => !p.Room.StartsWith("tests/", StringComparison.Ordinal)))
        {
            crossed.AddRange(project.Packages.Where(package => _onlyRoomOfPackage.GetValueOrDefault(package) != project.Room).Select(package => $"{project} takes {package}"));
        }
        Findings.None(crossed);
    }

    [Fact]
    public void The_solution_holds_every_project_and_the_program_filter_what_a_user_needs()
    {
        string solution = Repository.Read("Audio2Face.Modkit.sln").Replace('\\', '/');
        Findings.None(Project.All.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)));

        using JsonDocument filter = JsonDocument.Parse(Repository.Read("Program.slnf"));
        IEnumerable<string> filtered = filter.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(path => path.GetString()!.Replace('\\', '/'));
        IEnumerable<string> needed = Project.All.Where(p => p.Room == "cli" || p.Room.StartsWith("plugins/", StringComparison.Ordinal)).Select(p => p.Path);
        Assert.Equal(needed.Order(StringComparer.Ordinal), filtered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_package_is_pinned_to_one_version()
    {
        Findings.None(PackageVersion().Matches(Repository.Read("Directory.Packages.props")).Where(match => !ExactVersion().IsMatch(match.Groups[2].Value)).Select(match => match.Value));
        Findings.None(Project.All.Where(project => ReferenceWithVersion().IsMatch(Repository.Read(project.Path))));
        List<string> loose = [];
        foreach (string path in Repository.Files.Where(path => Path.GetFileName(path) == "package.json"))
        {
            using JsonDocument package = JsonDocument.Parse(Repository.Read(path));
            foreach (string section in new[] { "dependencies", "devDependencies", "optionalDependencies" })
            {
                if (!package.RootElement.TryGetProperty(section, out JsonElement dependencies)) continue;
                loose.AddRange(dependencies.EnumerateObject().Where(d => !ExactVersion().IsMatch(d.Value.GetString()!)).Select(d => $"{path}: {d}"));
            }
        }
        Findings.None(loose);
    }

    [Fact]
    public void Every_npm_package_is_locked_by_its_hash_and_by_no_address()
    {
        List<string> wrong = [];
        foreach (string path in Repository.Files.Where(path => Path.GetFileName(path) == "package.json"))
        {
            string lockPath = path.Replace("package.json", "package-lock.json", StringComparison.Ordinal);
            if (!Repository.Files.Contains(lockPath)) { wrong.Add($"{lockPath} is missing"); continue; }
            using JsonDocument file = JsonDocument.Parse(Repository.Read(lockPath));
            foreach (JsonProperty package in file.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
            {
                if (package.Value.TryGetProperty("resolved", out _)) wrong.Add($"{lockPath}: {package.Name} names an address");
                if (!package.Value.TryGetProperty("integrity", out JsonElement hash) || !hash.GetString()!.StartsWith("sha512-", StringComparison.Ordinal))
                    wrong.Add($"{lockPath}: {package.Name} has no hash");
            }
        }
        Findings.None(wrong);
    }

    [Fact]
    public void Every_project_has_a_lock_file() =>
        Findings.None(Project.All.Where(project => !Repository.Files.Contains(project.Room + "/packages.lock.json")));

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\" Version=\"([^\"]*)\"")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("^[0-9]+(\\.[0-9]+){1,3}(-[0-9A-Za-z.]+)?$")]
    private static partial Regex ExactVersion();

    [GeneratedRegex("<PackageReference[^>]* Version(Override)?=")]
    private static partial Regex ReferenceWithVersion();
}
