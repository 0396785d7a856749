namespace Audio2Face.Modkit.Retargeting;

/// <summary>A share of one source in a rig channel.</summary>
/// <param name="Source">An ARKit channel in Apple's spelling.</param>
/// <param name="Weight">Factor; may be negative.</param>
public readonly record struct ProfileTerm(string Source, float Weight);
