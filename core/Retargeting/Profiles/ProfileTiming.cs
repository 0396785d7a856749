namespace Audio2Face.Modkit.Retargeting;

/// <summary>How the result lies in time.</summary>
public sealed record ProfileTiming
{
    /// <summary>Frames per second, or null to use the format's default.</summary>
    public double? FrameRateFps { get; init; }
}
