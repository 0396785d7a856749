using System.Diagnostics;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Runs what a user types in a terminal: <c>./a2f</c>, <c>dotnet build</c> and the like.</summary>
internal static class Shell
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>A scene's own folder for data, and builds that leave no processes behind.</summary>
    public static Dictionary<string, string> EnvironmentOf(Scene scene) => new() { ["A2F_DATA"] = scene["data"], ["MSBUILDDISABLENODEREUSE"] = "1" };

    /// <summary>Skips the running test where there is no Unix shell.</summary>
    public static void Require() => Skip.If(OperatingSystem.IsWindows(), "the commands are for a Unix shell");

    /// <summary>Puts <c>./a2f</c>, which runs the built program, into a folder.</summary>
    public static void PutProgram(string folder)
    {
        string program = Path.Combine(folder, "a2f");
        using (StreamWriter writer = new(program, append: false)) writer.Write($"#!/bin/sh\nexec dotnet '{Path.Combine(TestPaths.Home, "a2f.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs commands up to the first that fails; gives its exit code and all that was said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string commands)
    {
        ProcessStartInfo start = new("bash", ["-e", "-c", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(_patience);
        return (process.ExitCode, await output.WaitAsync(_patience) + await error.WaitAsync(_patience));
    }
}
