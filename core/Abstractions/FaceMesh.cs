namespace Audio2Face.Modkit.Abstractions;

/// <summary>One mesh of a character at rest, with the morph targets that move its face. What Meshes gives.</summary>
public sealed class FaceMesh
{
    /// <summary>Name in the file; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>Positions at rest, x y z by vertex, in the file's units and axes.</summary>
    public required float[] Positions { get; init; }

    /// <summary>Vertex indices, three a triangle; may be empty.</summary>
    public required int[] Triangles { get; init; }

    /// <summary>The morph targets in file order.</summary>
    public required IReadOnlyList<MorphTarget> Morphs { get; init; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => Positions.Length / 3;
}
