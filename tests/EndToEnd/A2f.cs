using System.Diagnostics;
using System.Text.Json;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Cli.Text;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>Runs the program: as a process of its own, or its commands inside the test's process, which is quicker.</summary>
internal static class A2f
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command line in this process, with the built program's plugins and profiles.</summary>
    public static async Task<Outcome> RunAsync(params string[] arguments)
    {
        RequireBuilt();
        using StringWriter output = new();
        using StringWriter error = new();
        long start = Stopwatch.GetTimestamp();
        int exitCode = await Application.RunAsync(arguments, new Terminal(output, error, isInteractive: false, hasColour: false), TestPaths.Home).WaitAsync(_patience);
        return new Outcome(exitCode, output.ToString(), error.ToString(), Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Runs the built program as a user does.</summary>
    public static async Task<Outcome> StartAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using Process process = Start(folder, environment, arguments);
        long start = Stopwatch.GetTimestamp();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(_patience);
        return new Outcome(process.ExitCode, await output, await error, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Starts the built program; the caller waits and disposes.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        RequireBuilt();
        // A shell makes its background jobs deaf to Ctrl+C, and tests may run in one.
        string[] command = ["dotnet", Path.Combine(TestPaths.Home, "a2f.dll"), .. arguments];
        if (OperatingSystem.IsLinux()) command = ["env", "--default-signal=INT", .. command];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static void RequireBuilt() => Assert.True(
        File.Exists(Path.Combine(TestPaths.Home, "a2f.dll")) && Directory.Exists(Path.Combine(TestPaths.Home, "plugins", "modkit.omniverse")),
        "The program and its plugins are not built: run 'dotnet build -c Release' first.");

    /// <summary>What a command gave.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Error, TimeSpan Elapsed)
    {
        /// <summary>The JSON lines of a certain event.</summary>
        public IReadOnlyList<JsonElement> Events(string name) =>
            [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                .Where(element => element.GetProperty("event").GetString() == name)];

        public Outcome Expect(int exitCode)
        {
            Assert.True(ExitCode == exitCode, $"ended with {ExitCode}, not {exitCode}\n{Output}\n{Error}");
            return this;
        }
    }
}
