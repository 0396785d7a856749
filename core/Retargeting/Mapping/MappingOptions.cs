using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What the result of a mapping must look like, mostly taken from a <see cref="FormatDescription"/>.</summary>
public sealed record MappingOptions
{
    /// <summary>Frames per second of the result, above 0 and at most 1,000.</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>The columns the format has, in its order, or null to write the profile's channels.</summary>
    public IReadOnlyList<RigChannel>? FixedChannels { get; init; }

    /// <summary>Set for a format that shows one shape at a time: the result carries <see cref="RigTrack.ShapeKeys"/>.</summary>
    public DiscreteShapes? Shapes { get; init; }

    /// <summary>Set for a format that stores keys: the result carries <see cref="RigTrack.KeyFrames"/>. The profile's own tolerance goes before.</summary>
    public double? KeyTolerance { get; init; }

    /// <summary>What a format asks for at a rate.</summary>
    public static MappingOptions For(FormatDescription format, double frameRateFps)
    {
        ArgumentNullException.ThrowIfNull(format);
        return new MappingOptions
        {
            FrameRateFps = frameRateFps,
            FixedChannels = format.FixedChannels,
            Shapes = format.Shapes,
            KeyTolerance = format.KeyTolerance,
        };
    }
}
