namespace Audio2Face.Modkit.Abstractions;

/// <summary>A moment at which a character that shows one shape at a time changes to another.</summary>
/// <param name="TimeSeconds">Time from the start of the recording, at least 0; at most the length of the track.</param>
/// <param name="Shape">Column of the shape in <see cref="RigTrack.Channels"/>; it is shown until the next key.</param>
public readonly record struct ShapeKey(double TimeSeconds, int Shape);
