using System.Text.Json;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>THIRD-PARTY-NOTICES.md names what the lock files install, and nothing else.</summary>
public sealed class NoticesTests
{
    [Fact]
    public void Notices_list_every_package_of_the_lock_files()
    {
        string[] listed = Listed();
        Findings.None(NuGetPackages().Concat(NpmPackages()).Distinct().Order(StringComparer.Ordinal).Except(listed));
    }

    [Fact]
    public void Notices_list_no_package_that_is_gone() =>
        Findings.None(Listed("NuGet", "npm").Except(NuGetPackages().Concat(NpmPackages())));

    /// <summary>Names in the first column; of the given sources only, or of all.</summary>
    private static string[] Listed(params string[] sources) =>
    [
        .. from match in Regex.Matches(Repository.Read("THIRD-PARTY-NOTICES.md"), @"(?m)^\| ([^|]+) \| ([^|]+) \|")
           where sources.Length == 0 || sources.Contains(match.Groups[2].Value)
           from name in match.Groups[1].Value.Split(", ")
           select name,
    ];

    private static IEnumerable<string> NuGetPackages()
    {
        foreach (Project project in Project.All)
        {
            using JsonDocument file = JsonDocument.Parse(Repository.Read(project.Room + "/packages.lock.json"));
            bool isProgram = !project.Room.StartsWith("tests/", StringComparison.Ordinal);
            foreach (JsonProperty framework in file.RootElement.GetProperty("dependencies").EnumerateObject())
            {
                foreach (JsonProperty package in framework.Value.EnumerateObject())
                {
                    string? kind = package.Value.GetProperty("type").GetString();
                    // What tests bring along is not handed on to anyone; what the program brings along is.
                    if (kind == "Direct" || (kind is "Transitive" or "CentralTransitive" && isProgram)) yield return package.Name;
                }
            }
        }
    }

    private static IEnumerable<string> NpmPackages()
    {
        foreach (string path in Repository.Files.Where(path => Path.GetFileName(path) == "package-lock.json"))
        {
            using JsonDocument file = JsonDocument.Parse(Repository.Read(path));
            JsonElement packages = file.RootElement.GetProperty("packages");
            bool isProgram = !path.StartsWith("tests/", StringComparison.Ordinal);
            string[] direct = [.. Names(packages.GetProperty(""), "dependencies"), .. Names(packages.GetProperty(""), "devDependencies")];
            foreach (JsonProperty package in packages.EnumerateObject().Where(package => package.Name.Length > 0))
            {
                string name = package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..];
                if (isProgram || direct.Contains(name)) yield return name;
            }
        }
    }

    private static IEnumerable<string> Names(JsonElement package, string section) =>
        package.TryGetProperty(section, out JsonElement dependencies) ? dependencies.EnumerateObject().Select(dependency => dependency.Name) : [];
}
