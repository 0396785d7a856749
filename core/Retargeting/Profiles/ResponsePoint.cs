namespace Audio2Face.Modkit.Retargeting;

/// <summary>A corner of a channel's response curve.</summary>
/// <param name="Input">Joined value of the terms.</param>
/// <param name="Output">What it becomes, before the gain.</param>
public readonly record struct ResponsePoint(float Input, float Output);
