namespace Audio2Face.Modkit.Abstractions;

/// <summary>One mesh of a face over time, as points; models carry no triangles.</summary>
public sealed class VertexTrack
{
    /// <summary>What it shows: <c>skin</c> or <c>tongue</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the vertices are at rest: x y z by vertex, in centimetres; y is up, z forward, x to the character's left.</summary>
    public required ReadOnlyMemory<float> Neutral { get; init; }

    /// <summary>Where they are in each frame, in the same layout.</summary>
    public required IReadOnlyList<float[]> Frames { get; init; }

    /// <summary>Number of vertices.</summary>
    public int VertexCount => Neutral.Length / 3;
}
