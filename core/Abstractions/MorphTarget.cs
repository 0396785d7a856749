namespace Audio2Face.Modkit.Abstractions;

/// <summary>One morph target (blend shape) of a mesh.</summary>
/// <param name="Name">Name in the file; may be empty.</param>
/// <param name="Deltas">What it adds to every vertex at weight 1, x y z by vertex; as long as the mesh's positions.</param>
public sealed record MorphTarget(string Name, float[] Deltas);
