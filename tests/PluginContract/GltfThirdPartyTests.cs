using System.Diagnostics;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Khronos' validator and three.js on a file that moves all 68 channels. Blender does the same in tests/third-party/run.</summary>
public sealed class GltfThirdPartyTests
{
    private static readonly string _folder = Path.Combine(TestPaths.RepositoryRoot, "tests", "third-party");

    [SkippableFact]
    public async Task The_validator_finds_nothing_to_complain_about()
    {
        (int exitCode, string output) = await RunAsync("validate-gltf.mjs");
        Assert.True(exitCode == 0, output);
        Assert.Contains("0 errors, 0 warnings, 0 infos, 0 hints", output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Every_morph_moves_in_three_js()
    {
        (int exitCode, string output) = await RunAsync("read-with-three.mjs");
        Assert.True(exitCode == 0, output);
        Assert.Contains("68 morphs", output, StringComparison.Ordinal);
        Assert.Contains("jawOpen 0.000 1.000", output, StringComparison.Ordinal);
        Assert.Contains("tongueNarrow 0.000 1.000", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(_folder, "node_modules")), "needs 'npm ci' in tests/third-party first, which ./test does");
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".glb");
        byte[] bytes = await MemoryOutput.WriteAsync(new GltfFormat(), GltfFiles.EveryChannel(30, 150));
        await using (FileStream stream = new(file, FileMode.Create, FileAccess.Write)) await stream.WriteAsync(bytes);
        try
        {
            ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
            start.ArgumentList.Add(script);
            start.ArgumentList.Add(file);
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output + await errors);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
