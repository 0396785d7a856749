using System.Diagnostics;

namespace Audio2Face.Modkit.Architecture.Tests;

/// <summary>Set-up on machines that lack something: copies of the launcher in an empty folder, with a path that holds only stand-ins.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly string[] _ordinaryTools =
        ["bash", "readlink", "dirname", "find", "grep", "mkdir", "flock", "cat", "tail", "rm", "mv", "cp", "cmp", "touch", "uname", "id", "cut"];

    private readonly string _home = Directory.CreateTempSubdirectory("modkit-launcher-").FullName;

    public LauncherTests()
    {
        Skip.If(OperatingSystem.IsWindows(), "a2f is a bash script; Windows has a2f.cmd");
        Directory.CreateDirectory(Path.Combine(_home, "bin"));
        Directory.CreateDirectory(Path.Combine(_home, "core/OnnxRuntime"));
        File.Copy(Repository.FullPath("core/OnnxRuntime/package-lock.json"), Path.Combine(_home, "core/OnnxRuntime/package-lock.json"));
        foreach (string script in new[] { "a2f", "setup.sh" }) File.Copy(Repository.FullPath(script), Path.Combine(_home, script));
        foreach (string tool in _ordinaryTools)
        {
            string? path = new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
            if (path is not null) File.CreateSymbolicLink(Path.Combine(_home, "bin", tool), path);
        }
        StandIn("ffmpeg", "");
        StandIn("ffprobe", "");
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [SkippableFact]
    public void Without_an_sdk_one_line_says_what_to_install() => AssertFails("SET01", "dotnet-sdk-10.0");

    [SkippableFact]
    public void An_old_sdk_is_told_by_its_version()
    {
        StandIn("dotnet", "echo '8.0.100 [somewhere]'");
        AssertFails("SET02", "version 10");
    }

    [SkippableFact]
    public void Without_npm_one_line_says_what_to_install()
    {
        StandIn("dotnet", "echo '10.0.401 [somewhere]'");
        AssertFails("SET03", "apt-get install nodejs npm");
    }

    [SkippableFact]
    public void What_npm_says_is_shown_when_it_fails()
    {
        StandIn("dotnet", "echo '10.0.401 [somewhere]'");
        StandIn("npm", "echo 'the disk is full'; exit 3");
        AssertFails("SET05", "the disk is full");
    }

    [SkippableFact]
    public void What_the_compiler_says_is_shown_when_it_fails()
    {
        StandIn("dotnet", "[ \"$1\" = build ] || { echo '10.0.401 [somewhere]'; exit 0; }; echo 'error CS1002: ; expected'; exit 1");
        StandIn("npm", "mkdir -p \"$(dirname \"$0\")/../core/OnnxRuntime/node_modules\"");
        AssertFails("SET06", "; expected");
    }

    [SkippableFact]
    public void Without_ffmpeg_and_apt_work_goes_on_and_stdout_stays_the_programs()
    {
        File.Delete(Path.Combine(_home, "bin/ffmpeg"));
        StandIn("npm", "mkdir -p \"$(dirname \"$0\")/../core/OnnxRuntime/node_modules\"; echo npm talks");
        StandIn("dotnet", """
            case "$1" in
              --list-sdks) echo '10.0.401 [somewhere]' ;;
              build) mkdir -p "${2%/*}/artifacts/a2f"; touch "${2%/*}/artifacts/a2f/a2f.dll"; echo msbuild talks ;;
              *) shift; echo "ran with [$*]"; exit 7 ;;
            esac
            """);

        (int status, string output, string talk) = Run("animate", "two words.wav");
        Assert.Equal((7, "ran with [animate two words.wav]\n"), (status, output));
        Assert.Contains("warning SET04", talk, StringComparison.Ordinal);
        Assert.Contains("install them with your system's packages", talk, StringComparison.Ordinal);

        // The second run finds everything done and says nothing.
        Assert.Equal((7, "ran with []\n", ""), Run());
    }

    [SkippableFact]
    public void Where_apt_fails_the_command_to_type_is_named_and_the_lists_are_tried_once_more()
    {
        File.Delete(Path.Combine(_home, "bin/ffmpeg"));
        StandIn("id", "echo 0");
        StandIn("apt-get", "echo apt-get \"$@\"; exit 100");
        StandIn("dotnet", "echo '10.0.401 [somewhere]'");
        StandIn("npm", "exit 1");
        (int status, _, string talk) = Run();
        Assert.Equal(10, status);
        Assert.Contains("\napt-get update\n", talk, StringComparison.Ordinal);
        Assert.Contains("sudo apt-get install --no-install-recommends ffmpeg", talk, StringComparison.Ordinal);
        Assert.Contains("error SET05", talk, StringComparison.Ordinal); // it went on to npm
    }

    [SkippableFact]
    public void Two_runs_at_once_set_up_once()
    {
        StandIn("npm", "mkdir -p \"$(dirname \"$0\")/../core/OnnxRuntime/node_modules\"");
        StandIn("dotnet", """
            case "$1" in
              --list-sdks) echo '10.0.401 [somewhere]' ;;
              build) echo built >>"${2%/*}/builds"; mkdir -p "${2%/*}/artifacts/a2f"; /bin/sleep 0.3; touch "${2%/*}/artifacts/a2f/a2f.dll" ;;
              *) echo ran ;;
            esac
            """);
        Task<(int, string, string)>[] runs = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run()))];
        foreach (Task<(int Status, string Output, string)> run in runs) Assert.Equal((0, "ran\n"), (run.Result.Item1, run.Result.Item2));
        Assert.Equal("built\n", File.ReadAllText(Path.Combine(_home, "builds")));
    }

    private void AssertFails(string code, string words)
    {
        (int status, string output, string talk) = Run("--version");
        Assert.Equal((10, ""), (status, output));
        Assert.Contains($"error {code}: ", talk, StringComparison.Ordinal);
        Assert.Contains(words, talk, StringComparison.Ordinal);
    }

    private void StandIn(string name, string script)
    {
        string path = Path.Combine(_home, "bin", name);
        File.Delete(path); // it may be a link to the real tool
        File.WriteAllLines(path, ["#!/bin/bash", script]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private (int Status, string Output, string Talk) Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(_home, "a2f"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Path.Combine(_home, "bin");
        start.Environment.Remove("A2F_FFMPEG");
        using Process process = Process.Start(start)!;
        Task<string> talk = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        return (process.ExitCode, output, talk.Result);
    }
}
