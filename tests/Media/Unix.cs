using System.ComponentModel;
using System.Diagnostics;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>What only Unix has.</summary>
internal static class Unix
{
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)) ?? throw new Win32Exception();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A file with a length that even root cannot open for reading.</summary>
    public static string FileNobodyReads()
    {
        string? path = Directory.Exists("/sys/devices")
            ? Directory.EnumerateDirectories("/sys/devices").Where(folder => Path.GetFileName(folder).StartsWith("pci", StringComparison.Ordinal))
                .SelectMany(Directory.EnumerateDirectories).Select(folder => Path.Combine(folder, "rescan")).FirstOrDefault(File.Exists)
            : null;
        Skip.If(path is null, "root may read every file here");
        return path;
    }

    /// <summary>Command lines of all running processes.</summary>
    public static IEnumerable<string> CommandLines()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            string text;
            try
            {
                text = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
            yield return text;
        }
    }
}
