namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>How one morph at weight 1 moves the vertices of a primitive.</summary>
/// <param name="Positions">Three floats a vertex, metres, added to the neutral position.</param>
/// <param name="Normals">Three floats a vertex, added to the neutral normal; null throughout a mesh that keeps its normals, which small parts do.</param>
public sealed record MorphDelta(float[] Positions, float[]? Normals);
