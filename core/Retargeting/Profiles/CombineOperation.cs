namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a <see cref="CombineRule"/> does. A deflection is the distance from rest as a share of the way to the end of the range, 0..1.</summary>
public enum CombineOperation
{
    /// <summary>Takes <c>amount x deflection of the other</c> off the channel's deflection, stopping at rest.</summary>
    Reduce,

    /// <summary>Multiplies the channel's deflection by <c>1 - amount x deflection of the other</c>, stopping at rest.</summary>
    Fade,
}
