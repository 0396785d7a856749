using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Which frame rate a line gets.</summary>
public static class FrameRate
{
    /// <summary>At this rate the shortest closures of speech, some 40 ms, last more than two frames.</summary>
    private const double ClosureFps = 60;

    /// <summary>Two rates closer than this are the same: 29.97 is 30000/1001.</summary>
    private const double RateTolerance = 0.1;

    /// <summary>The user's rate, else the profile's when the format can hold it, else the format's own.</summary>
    /// <exception cref="ModkitException">OUT13: the format cannot hold the user's rate. OUT14: nothing can.</exception>
    public static double Choose(double? userFps, double? profileFps, FormatDescription format)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (userFps is { } asked)
        {
            if (!(asked >= FaceStreamOptions.LowestFrameRateFps && asked <= FaceStreamOptions.HighestFrameRateFps)) throw new ModkitException(PipelineIssues.RateOutOfRange(asked));
            return Find(asked, format) ?? throw new ModkitException(PipelineIssues.RateNotHeld(format.Id, asked, format.FrameRatesFps));
        }
        if (profileFps is { } suggested && Find(suggested, format) is { } held) return held;
        return Find(format.DefaultFrameRateFps, format) ?? format.FrameRatesFps[0];
    }

    /// <summary>
    /// The rate to infer a face at that is then mapped to <paramref name="outputFps"/>: a whole multiple of it, so that frames
    /// coincide, and high enough to see a closure that would fall between two frames.
    /// </summary>
    public static double ForInference(double outputFps)
    {
        double multiple = Math.Max(1, Math.Ceiling((ClosureFps - RateTolerance) / outputFps));
        return outputFps * multiple;
    }

    /// <summary>The format's exact value for a rate (29.97 finds 30000/1001), or null.</summary>
    private static double? Find(double fps, FormatDescription format)
    {
        if (format.FrameRatesFps.Count == 0) return fps;
        foreach (double possible in format.FrameRatesFps)
        {
            if (Math.Abs(possible - fps) < 0.005) return possible;
        }
        return null;
    }
}
