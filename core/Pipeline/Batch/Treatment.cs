namespace Audio2Face.Modkit.Pipeline;

/// <summary>How all lines of one profile and mood are made.</summary>
/// <param name="Animator">Makes them.</param>
/// <param name="Options">What it does with each.</param>
/// <param name="Template">Places their files where the game looks for them; null: as the recordings lie.</param>
public sealed record Treatment(LineAnimator Animator, LineOptions Options, OutputTemplate? Template);
