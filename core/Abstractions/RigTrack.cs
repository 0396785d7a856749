namespace Audio2Face.Modkit.Abstractions;

/// <summary>A character's curves over time: what Retargeting gives and a format writes.</summary>
public sealed class RigTrack
{
    /// <summary>Values in the rig's units, frames x channels, each inside its channel's range.</summary>
    public required CurveTable Curves { get; init; }

    /// <summary>Range and rest value of every column of <see cref="Curves"/>, in the same order.</summary>
    public required IReadOnlyList<RigChannel> Channels { get; init; }

    /// <summary>A rig track whose channels all run from 0 to 1 and rest at 0.</summary>
    public static RigTrack FromUnitCurves(CurveTable curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return new RigTrack { Curves = curves, Channels = [.. curves.Channels.Select(name => new RigChannel(name))] };
    }
}
