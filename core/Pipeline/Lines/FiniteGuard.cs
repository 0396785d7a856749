using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Stops a track that holds anything but numbers before it reaches a file.</summary>
internal static class FiniteGuard
{
    /// <summary>Checks every value.</summary>
    /// <exception cref="ModkitException">OUT15 with the first bad frame and channel.</exception>
    public static void Check(CurveTable curves, string clip, string stage)
    {
        ReadOnlySpan<float> values = curves.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsFinite(values[i])) continue;
            (int frame, int channel) = Math.DivRem(i, curves.Channels.Count);
            throw new ModkitException(PipelineIssues.NotFinite(clip, stage, frame, curves.Channels[channel]));
        }
    }
}
