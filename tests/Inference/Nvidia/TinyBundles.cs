using System.Text.Json;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Inference.Tests.Nvidia;

/// <summary>The three small bundles in NVIDIA's layout, with real networks, and what they must give.</summary>
internal static class TinyBundles
{
    /// <summary>A bundle's folder; skips the running test where it is not.</summary>
    public static string Folder(string name) => TestPaths.RequireShared("golden", "tiny-bundles", name);

    public static BundleIndex Index(string name) => BundleIndex.Read(BundleFiles.FromFolder(Folder(name)));

    /// <summary>A copy to break.</summary>
    public static void CopyTo(string folder, string name)
    {
        foreach (string file in Directory.GetFiles(Folder(name)))
        {
            using FileStream copy = File.Create(Path.Combine(folder, Path.GetFileName(file)));
            copy.Write(File.ReadAllBytes(file));
        }
    }

    /// <summary>The frames of one of the computed clips.</summary>
    public static List<JsonElement> Expected(string key)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Folder("expected.json")));
        return [.. document.RootElement.GetProperty(key).EnumerateArray().Select(frame => frame.Clone())];
    }

    public static float[] Floats(this JsonElement frame, string key) => [.. frame.GetProperty(key).EnumerateArray().Select(number => number.GetSingle())];

    public static float[] Constant(int length, float value)
    {
        float[] clip = new float[length];
        Array.Fill(clip, value);
        return clip;
    }

    public static float[] Alternating(int length, float value) => [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? value : -value)];

    public static void AssertClose(float[] expected, ReadOnlySpan<float> actual, string what, float tolerance = 1e-4f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, FormattableString.Invariant($"{what}[{i}] is {actual[i]}, not {expected[i]}"));
    }
}
