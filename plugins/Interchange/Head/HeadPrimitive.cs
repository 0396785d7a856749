namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Triangles of one material, with how each of the mesh's morphs moves them.</summary>
public sealed class HeadPrimitive
{
    public required HeadMaterial Material { get; init; }

    /// <summary>Three floats a vertex, metres, +Y up, +Z forward, +X the character's left.</summary>
    public required float[] Positions { get; init; }

    /// <summary>Three floats a vertex, of length 1.</summary>
    public required float[] Normals { get; init; }

    /// <summary>Three vertex numbers a triangle, counter-clockwise seen from outside.</summary>
    public required ushort[] Indices { get; init; }

    /// <summary>One entry for each target of the mesh, null where it moves nothing here.</summary>
    public required IReadOnlyList<MorphDelta?> Targets { get; init; }

    public int VertexCount => Positions.Length / 3;
}
