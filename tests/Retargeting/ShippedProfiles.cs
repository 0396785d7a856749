using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>The profiles that come with the program.</summary>
internal static class ShippedProfiles
{
    public static string Folder { get; } = Path.Combine(TestPaths.RepositoryRoot, "profiles");

    public static ProfileLibrary Library { get; } = new([Folder]);

    public static IEnumerable<string> Texts() =>
        Directory.EnumerateFiles(Folder, "*" + ProfileLibrary.Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText);
}
