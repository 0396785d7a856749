using System.Diagnostics;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Other people's programs, by the scripts of tests/third-party.</summary>
internal static class ThirdParty
{
    private static readonly string _folder = Path.Combine(TestPaths.RepositoryRoot, "tests", "third-party");

    /// <summary>Runs a script on files and expects success and a text; skips the running test where the programs are not installed.</summary>
    public static async Task ExpectAsync(string script, string text, params byte[][] files)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(_folder, "node_modules")), "needs 'npm ci' in tests/third-party first, which ./test does");
        string folder = Directory.CreateTempSubdirectory("modkit-third-").FullName;
        try
        {
            ProcessStartInfo start = new("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
            start.ArgumentList.Add(script);
            for (int i = 0; i < files.Length; i++)
            {
                string path = Path.Combine(folder, i == 0 ? "line.glb" : "expected.json");
                await using (FileStream stream = new(path, FileMode.Create, FileAccess.Write)) await stream.WriteAsync(files[i]);
                start.ArgumentList.Add(path);
            }
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            output += await errors;
            Assert.True(process.ExitCode == 0, output);
            Assert.Contains(text, output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
