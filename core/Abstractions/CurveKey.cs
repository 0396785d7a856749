namespace Audio2Face.Modkit.Abstractions;

/// <summary>One key of a curve; between keys a curve runs on straight lines.</summary>
/// <param name="TimeSeconds">Time from the start of the recording.</param>
/// <param name="Value">The curve's value at that time, in the rig's units.</param>
public readonly record struct CurveKey(double TimeSeconds, float Value);
