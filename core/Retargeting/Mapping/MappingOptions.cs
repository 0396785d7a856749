using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What the result of a mapping must look like, mostly taken from a <see cref="FormatDescription"/>.</summary>
public sealed record MappingOptions
{
    /// <summary>Frames per second of the result, above 0 and at most 1,000.</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>The columns the format has, in its order, or null to write the profile's channels.</summary>
    public IReadOnlyList<RigChannel>? FixedChannels { get; init; }
}
