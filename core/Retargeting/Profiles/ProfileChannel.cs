using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// One rig channel and what drives it: <c>offset + gain x curve(join of weight x source x conditions)</c>, held inside the range.
/// </summary>
public sealed record ProfileChannel
{
    /// <summary>Name, range and rest value in the rig's units.</summary>
    public required RigChannel Rig { get; init; }

    /// <summary>What is joined; empty for a channel that stays at rest.</summary>
    public required IReadOnlyList<ProfileTerm> Terms { get; init; }

    /// <summary>How the terms join.</summary>
    public TermMix Mix { get; init; }

    /// <summary>Corners of the response curve by rising input, at least two; the first and last output hold beyond them. Empty: as it is.</summary>
    public IReadOnlyList<ResponsePoint> Curve { get; init; } = [];

    /// <summary>Factor to rig units.</summary>
    public float Gain { get; init; } = 1;

    /// <summary>Value in rig units when every source is 0.</summary>
    public float Offset { get; init; }
}
