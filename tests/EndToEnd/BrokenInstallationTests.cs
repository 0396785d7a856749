using System.Diagnostics;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A copy of the program with something missing says so and does not fall over.</summary>
public sealed class BrokenInstallationTests : IDisposable
{
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Missing_onnx_runtime_is_MOD11()
    {
        foreach (string file in Directory.EnumerateFiles(TestPaths.Home)) File.Copy(file, _scene[Path.GetFileName(file)]);
        ProcessStartInfo start = new("dotnet", [_scene["a2f.dll"], "models"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _scene.Folder,
        };
        // Keeps a library that the system may have out of the search.
        start.Environment["LD_LIBRARY_PATH"] = "";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("MOD11", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await output + error, StringComparison.Ordinal);
    }
}
