using static System.FormattableString;

namespace Audio2Face.Modkit.Media;

/// <summary>Makes one sentence of what FFmpeg said.</summary>
internal static class FfmpegMessages
{
    /// <summary>The last line that was said, without the machine's folders; else the exit code.</summary>
    public static string Reason(string messages, int exitCode, MediaFile file)
    {
        string? line = messages.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        if (line is not null)
            return DisplayText.Clean(line.Replace("file:" + file.FullPath, file.Name, StringComparison.Ordinal).Replace(file.FullPath, file.Name, StringComparison.Ordinal));
        bool isSignal = exitCode is > 128 and < 160 && !OperatingSystem.IsWindows();
        return isSignal ? Invariant($"it was ended by signal {exitCode - 128}.") : Invariant($"it ended with code {exitCode}.");
    }
}
