namespace Audio2Face.Modkit.Retargeting;

/// <summary>How the result lies in time. At the defaults nothing is changed.</summary>
public sealed record ProfileTiming
{
    /// <summary>Frames per second, or null to use the format's default.</summary>
    public double? FrameRateFps { get; init; }

    /// <summary>How much earlier the mouth moves than the voice, -500..500.</summary>
    public double LeadMilliseconds { get; init; }

    /// <summary>Shortest time for which lips that close stay closed, 0..500.</summary>
    public double HoldMilliseconds { get; init; }

    /// <summary>Length of the track's end in which everything eases to rest, 0..5000.</summary>
    public double SettleMilliseconds { get; init; }

    /// <summary>Reach of the smoothing of mouth channels to either side, 0..200; frames with closed lips stay as they are.</summary>
    public double SmoothMilliseconds { get; init; }

    /// <summary>For formats that store keys: how far lines between keys may run beside the curve, as a share of the range; null to use the format's.</summary>
    public double? KeyTolerance { get; init; }

    /// <summary>For formats that show one shape at a time: shortest time a shape is shown, 0..1000; null to use the format's.</summary>
    public double? ShapeHoldMilliseconds { get; init; }
}
