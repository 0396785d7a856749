namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a <see cref="CombineRule"/> does. A deflection is the distance from rest as a share of the way to the end of the range, 0..1.</summary>
public enum CombineOperation
{
    /// <summary>Takes <c>amount x deflection of the other</c> off the channel's deflection, stopping at rest.</summary>
    Reduce,

    /// <summary>Multiplies the channel's deflection by <c>1 - amount x deflection of the other</c>, stopping at rest.</summary>
    Fade,

    /// <summary>Scales the group's deflections down so that their sum is at most <c>amount</c>.</summary>
    Limit,

    /// <summary>Keeps the largest deflection of the group (of equals the first) and multiplies the others by <c>amount</c>.</summary>
    Lead,

    /// <summary>
    /// Scales the group's deflections by <c>source / sum(deflection x number)</c>, held to 0..<c>amount</c>, so that together they show
    /// what the source says; does nothing while that sum is under 0.03.
    /// </summary>
    Match,
}
