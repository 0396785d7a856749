using System.Diagnostics;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>The checkout as text: which files are ours and what they say.</summary>
internal static class Repository
{
    /// <summary>Every file git tracks or would track, with '/' between folders, sorted.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    /// <summary>Our C# sources under any of the given folders.</summary>
    public static IEnumerable<string> Sources(params string[] folders) =>
        Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && folders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)));

    public static string Read(string path) => File.ReadAllText(FullPath(path));

    public static string FullPath(string path) => Path.Combine(TestPaths.RepositoryRoot, path);

    private static string[] ListFiles()
    {
        ProcessStartInfo start = new("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = TestPaths.RepositoryRoot,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string[] paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. paths.Where(path => File.Exists(FullPath(path))).Order(StringComparer.Ordinal)];
    }
}
