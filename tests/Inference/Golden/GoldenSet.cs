using System.Text.Json;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>The folder of golden data: MODKIT_GOLDEN, or ../shared/golden/sdk. Its cases are what its index lists; nothing here knows their number or sizes.</summary>
internal static class GoldenSet
{
    public const string NoCase = "(none)";

    private static string Folder { get; } =
        Environment.GetEnvironmentVariable("MODKIT_GOLDEN") is { Length: > 0 } folder ? folder : Path.Combine(TestPaths.Shared, "golden", "sdk");

    public static bool IsHere => File.Exists(Path.Combine(Folder, "index.json"));

    /// <summary>Skips the running test where there is no golden data.</summary>
    public static void Require() => Skip.IfNot(IsHere, "needs golden data of the reference: set MODKIT_GOLDEN, or put it into ../shared/golden/sdk");

    public static GoldenCase Open(string name) => new(Path.Combine(Folder, name));

    /// <summary>Component and name of every case.</summary>
    public static IReadOnlyList<(string Component, string Name)> Cases()
    {
        if (!IsHere) return [];
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "index.json")));
        return [.. index.RootElement.GetProperty("cases").EnumerateArray()
            .Select(entry => (entry.GetProperty("component").GetString()!, entry.GetProperty("name").GetString()!))];
    }
}
