using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One rig channel and what drives it: <c>offset + gain x sum(weight x source)</c>, held inside the range.</summary>
public sealed record ProfileChannel
{
    /// <summary>Name, range and rest value in the rig's units.</summary>
    public required RigChannel Rig { get; init; }

    /// <summary>What is summed; empty for a channel that stays at rest.</summary>
    public required IReadOnlyList<ProfileTerm> Terms { get; init; }

    /// <summary>Factor from the summed weights to rig units.</summary>
    public float Gain { get; init; } = 1;

    /// <summary>Value in rig units when every source is 0.</summary>
    public float Offset { get; init; }
}
