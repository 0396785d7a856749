namespace Audio2Face.Modkit.Retargeting;

/// <summary>How the terms of a channel join.</summary>
public enum TermMix
{
    /// <summary>They add up.</summary>
    Sum,

    /// <summary>The largest counts.</summary>
    Max,

    /// <summary>The smallest counts.</summary>
    Min,
}
