namespace Audio2Face.Modkit.Retargeting;

/// <summary>An entry of a profile's changelog.</summary>
/// <param name="Version">The version that brought the change.</param>
/// <param name="Text">What changed, one line.</param>
public sealed record ProfileChange(SemanticVersion Version, string Text);
