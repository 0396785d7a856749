namespace Audio2Face.Modkit.Retargeting;

/// <summary>What would move a channel: an ARKit channel or a built-in mouth feature, and its weight.</summary>
public readonly record struct ProposedSource(string Name, double Weight);
