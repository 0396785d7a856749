namespace Audio2Face.Modkit.Evaluation;

/// <summary>A place where the lips should shut and do not, or shut and should not.</summary>
/// <param name="Phone">The phone.</param>
/// <param name="Before">The phone before it, <c>SIL</c> at the start.</param>
/// <param name="After">The phone after it, <c>SIL</c> at the end.</param>
/// <param name="IsMissed">The lips stay open at a p, b, m; else they shut at another phone.</param>
/// <param name="SmallestGapMm">The smallest gap within 50 ms, in millimetres; up to <see cref="RecordingScore.ClosedGapMm"/> counts as shut.</param>
public readonly record struct ClosureFault(Phone Phone, string Before, string After, bool IsMissed, double SmallestGapMm);
