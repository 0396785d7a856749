namespace Audio2Face.Modkit.Retargeting;

/// <summary>How often a channel was cut off at an end of its range.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="FrameShare">Share of the frames in which it was, above 0 and at most 1.</param>
public readonly record struct ChannelSaturation(string Channel, double FrameShare);
