using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What can go wrong between the stages, one method per code.</summary>
internal static class PipelineIssues
{
    public static Issue RateNotHeld(string format, double askedFps, IReadOnlyList<double> possibleFps) => Issue.Error("OUT13", format,
        string.Create(CultureInfo.InvariantCulture, $"The format cannot hold {askedFps} frames per second."),
        $"Choose --fps {string.Join(" or ", possibleFps.Select(fps => fps.ToString(CultureInfo.InvariantCulture)))}, or another format with --to.");

    public static Issue RateOutOfRange(double askedFps) => Issue.Error("OUT14", "",
        string.Create(CultureInfo.InvariantCulture, $"{askedFps} frames per second cannot be animated."),
        string.Create(CultureInfo.InvariantCulture, $"Choose a rate from {FaceStreamOptions.LowestFrameRateFps} to {FaceStreamOptions.HighestFrameRateFps}."));

    public static Issue NotFinite(string clip, string stage, int frame, string channel) => Issue.Error("OUT15", clip,
        string.Create(CultureInfo.InvariantCulture, $"The {stage} gave no number for channel {channel} at frame {frame}; nothing was written."),
        "Run the command with another --model or --device; if it happens again, report it with the recording.");

    public static Issue InputVanished(string clip) => Issue.Error("OUT16", clip,
        "The recording could be read at first but not again.",
        "Keep the file in its place until the run is over.");
}
