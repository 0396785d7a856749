using System.Globalization;
using System.Security.Cryptography;
using Audio2Face.Modkit.Cli;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Every profile's files are the same to the byte whatever the user's country and number of threads.</summary>
public sealed class SameBytesTests : IDisposable
{
    private readonly Scene _scene = new();

    public static TheoryData<string> Profiles => GameProfileTests.Profiles;

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Bytes_do_not_depend_on_culture_or_threads(string profile)
    {
        string[] voices = [.. Enumerable.Range(0, 4).Select(i => _scene.Voice($"line{i}.wav", 0.9 + (0.35 * i)))];
        Dictionary<string, string>? expected = null;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo? threads = CultureInfo.DefaultThreadCurrentCulture;
        try
        {
            foreach ((string culture, int jobs) in new[] { ("", 1), ("de-DE", 2), ("tr-TR", 8), ("ar-SA", 1) })
            {
                CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(culture);
                string folder = _scene[$"out-{culture}"];
                (await A2f.RunAsync(["animate", .. voices, "--profile", profile, "-o", folder, "--jobs", $"{jobs}"])).Expect(ExitCodes.Success);
                Dictionary<string, string> made = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
                Assert.True(made.Count >= 2 * voices.Length, "every line has a file and a record");
                expected ??= made;
                Assert.Equal(expected.OrderBy(file => file.Key, StringComparer.Ordinal), made.OrderBy(file => file.Key, StringComparer.Ordinal));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.DefaultThreadCurrentCulture = threads;
        }
    }
}
