using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>Walls inside and between rooms that a project file cannot hold: which code may speak to which library.</summary>
public sealed class SourceWallTests
{
    [Theory]
    [InlineData(@"\bMicrosoft\.ML\.OnnxRuntime\b", "core/Inference/")]
    [InlineData(@"\bYamlDotNet\b", "core/Retargeting/Profiles/")]
    [InlineData(@"\bCsvHelper\b", "core/Pipeline/Batch/Inputs/Manifests/")]
    [InlineData(@"\bSpectre\.Console\b", "cli/")]
    [InlineData(@"\bSystem\.CommandLine\b", "cli/")]
    [InlineData(@"\bProcessStartInfo\b", "core/Media/", "core/Meshes/")]
    [InlineData(@"\b(AssemblyLoadContext|Assembly\.Load\w*)\b", "core/Retargeting/Plugins/")]
    [InlineData(@"\b(HttpClient|TcpListener|TcpClient|UdpClient|Socket)\b", "gui/", "service/")]
    public void Only_one_room_speaks_of(string pattern, params string[] rooms)
    {
        Regex words = new(pattern, RegexOptions.CultureInvariant);
        IEnumerable<string> crossed =
            from path in Repository.Sources("core", "cli", "gui", "service", "plugins")
            where !rooms.Any(room => path.StartsWith(room, StringComparison.Ordinal))
            where words.IsMatch(WithoutComments(Repository.Read(path)))
            select path;
        Findings.None(crossed);
    }

    [Fact]
    public void Exceptions_are_caught_wholesale_only_at_edges()
    {
        // Process edges and the wrapper around plugin calls.
        string[] edges = ["cli/Program.cs", "cli/Application.cs", "core/Retargeting/Plugins/"];
        // A filter narrows, and a bare rethrow after cleaning up catches nothing.
        Regex wholesale = new(@"catch\s*(\(\s*(System\.)?Exception\b[^)]*\)\s*)?\{(?![^{}]*\bthrow;\s*\})", RegexOptions.CultureInvariant);
        IEnumerable<string> crossed =
            from path in Repository.Sources("core", "cli", "gui", "service", "plugins")
            where !edges.Any(edge => path.StartsWith(edge, StringComparison.Ordinal))
            where wholesale.IsMatch(WithoutComments(Repository.Read(path)))
            select path;
        Findings.None(crossed);
    }

    [Fact]
    public void Measures_of_an_evaluation_touch_no_file()
    {
        Regex files = new(@"\b(File|Directory|FileStream|Stream|StreamReader|Path)\b", RegexOptions.CultureInvariant);
        string[] measures = [.. Repository.Sources("core").Where(path => path.StartsWith("core/Evaluation/Measures/", StringComparison.Ordinal))];
        Assert.NotEmpty(measures);
        Findings.None(measures.Where(path => files.IsMatch(WithoutComments(Repository.Read(path)))));
    }

    private static string WithoutComments(string source) => Regex.Replace(source, @"(?m)//.*$", "");
}
