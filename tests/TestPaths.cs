using System.Reflection;

namespace Audio2Face.Modkit.Tests;

/// <summary>Where tests find the repository, the built program and the workshop's shared material.</summary>
internal static class TestPaths
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The built program's folder: a2f, plugins/ and profiles/.</summary>
    public static string Home { get; } = Metadata("ModkitHome");

    /// <summary>The shared folder beside the checkout (or MODKIT_SHARED). Tests that need it skip where it is absent.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("MODKIT_SHARED") ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    /// <summary>A path under <see cref="Shared"/>; skips the running test (a SkippableFact) with a clear line when it is not there.</summary>
    public static string RequireShared(params string[] parts)
    {
        string path = Path.Combine([Shared, .. parts]);
        Skip.IfNot(Path.Exists(path), $"needs ../shared/{string.Join('/', parts)}, which is not on this machine");
        return path;
    }

    private static string Metadata(string key) =>
        typeof(TestPaths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
