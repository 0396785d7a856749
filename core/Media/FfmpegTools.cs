using System.ComponentModel;
using System.Text;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Media;

/// <summary>The FFmpeg found on this machine.</summary>
/// <param name="FfmpegPath">Absolute path of ffmpeg.</param>
/// <param name="FfprobePath">Absolute path of ffprobe.</param>
/// <param name="Version">The version it gives itself, such as <c>7.1.1</c> or <c>5.1.9-0+deb12u1</c>.</param>
public sealed partial record FfmpegTools(string FfmpegPath, string FfprobePath, string Version)
{
    /// <summary>The oldest version that is used: older ones get no security fixes any more.</summary>
    public const string OldestVersion = "4.4";

    /// <summary>Whether this FFmpeg resamples with soxr, whose results do not depend on the processor.</summary>
    public bool HasSoxr { get; init; }

    /// <summary>Whether it is older than <see cref="OldestVersion"/>. Builds without a version number count as new.</summary>
    public bool IsTooOld
    {
        get
        {
            Match match = LeadingNumbers().Match(Version);
            return match.Success && System.Version.Parse(match.Groups[1].Value) < System.Version.Parse(OldestVersion);
        }
    }

    /// <summary>Looks for FFmpeg and asks its version; waits at most ten seconds for the answer.</summary>
    /// <param name="folder">Where to look; null looks in the folder A2F_FFMPEG names, or, where that is not set, in those of PATH.</param>
    /// <returns>The tools, or null when they are not there or do not start.</returns>
    public static FfmpegTools? Find(string? folder = null) =>
        Task.Run(() => FindAsync(folder, FfmpegTimeouts.Default, CancellationToken.None)).GetAwaiter().GetResult();

    internal static async Task<FfmpegTools?> FindAsync(string? folder, FfmpegTimeouts timeouts, CancellationToken cancellation)
    {
        foreach (string candidate in Folders(folder))
        {
            string ffmpeg = ToolPath(candidate, "ffmpeg");
            string ffprobe = ToolPath(candidate, "ffprobe");
            if (!File.Exists(ffmpeg) || !File.Exists(ffprobe)) continue;
            try
            {
                await using ToolProcess process = ToolProcess.Start(ffmpeg, ["-hide_banner", "-version"]);
                string answer = Encoding.UTF8.GetString(await process.ReadAllAsync(64 * 1024, timeouts.Start, cancellation).ConfigureAwait(false));
                Match version = VersionLine().Match(answer);
                if (!version.Success) continue;
                return new FfmpegTools(ffmpeg, ffprobe, DisplayText.Clean(version.Groups[1].Value))
                {
                    HasSoxr = answer.Contains("--enable-libsoxr", StringComparison.Ordinal),
                };
            }
            catch (Exception e) when (e is Win32Exception or TimeoutException or IOException)
            {
                // Not a program of this machine, or one that does not answer: try the next folder.
            }
        }
        return null;
    }

    private static IEnumerable<string> Folders(string? folder)
    {
        if (string.IsNullOrEmpty(folder)) folder = Environment.GetEnvironmentVariable("A2F_FFMPEG");
        if (!string.IsNullOrEmpty(folder)) return [Path.GetFullPath(File.Exists(folder) ? Path.GetDirectoryName(Path.GetFullPath(folder))! : folder)];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified); // never the folder one happens to stand in
    }

    private static string ToolPath(string folder, string tool) => Path.Combine(folder, OperatingSystem.IsWindows() ? tool + ".exe" : tool);

    [GeneratedRegex(@"^ffmpeg version (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^n?([0-9]{1,4}\.[0-9]{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingNumbers();
}
