using System.Runtime.InteropServices;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The systems a plugin may say it is made for.</summary>
internal static class PluginPlatform
{
    public const string Rule = "linux, windows or macos, alone or with -x64 or -arm64";

    private static readonly string[] _systems = ["linux", "windows", "macos"];
    private static readonly string[] _processors = ["", "-x64", "-arm64"];

    /// <summary>The system this program runs on.</summary>
    public static string Current { get; } =
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    public static bool IsPlatform(string text) => _systems.Any(system => _processors.Any(processor => text == system + processor));

    /// <summary>Whether a plugin made for some systems, or for all when it names none, is made for this one.</summary>
    public static bool Includes(IReadOnlyList<string> platforms) =>
        platforms.Count == 0 || platforms.Any(platform => platform == Current || Current.StartsWith(platform + "-", StringComparison.Ordinal));
}
