using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>
/// Merges the vertices that files repeat for every normal or texture coordinate: same place and same motion in every morph.
/// Lips that touch at rest stay two, because they move apart.
/// </summary>
internal static class VertexMerger
{
    public static FaceMesh Merge(FaceMesh mesh)
    {
        Dictionary<Vertex, int> known = new(mesh.VertexCount, new SameVertex(mesh));
        int[] places = new int[mesh.VertexCount];
        List<int> kept = [];
        for (int i = 0; i < places.Length; i++)
        {
            if (!known.TryGetValue(new Vertex(i), out places[i]))
            {
                known.Add(new Vertex(i), places[i] = kept.Count);
                kept.Add(i);
            }
        }
        if (kept.Count == places.Length) return mesh;
        return new FaceMesh
        {
            Name = mesh.Name,
            Positions = Pick(mesh.Positions, kept),
            Triangles = [.. mesh.Triangles.Select(index => places[index])],
            Morphs = [.. mesh.Morphs.Select(morph => morph with { Deltas = Pick(morph.Deltas, kept) })],
        };
    }

    private static float[] Pick(float[] vectors, List<int> kept)
    {
        float[] picked = new float[kept.Count * 3];
        for (int i = 0; i < kept.Count; i++) vectors.AsSpan(kept[i] * 3, 3).CopyTo(picked.AsSpan(i * 3));
        return picked;
    }

    private readonly record struct Vertex(int Index);

    private sealed class SameVertex(FaceMesh mesh) : IEqualityComparer<Vertex>
    {
        public bool Equals(Vertex x, Vertex y)
        {
            if (!Same(mesh.Positions, x, y)) return false;
            foreach (MorphTarget morph in mesh.Morphs)
            {
                if (!Same(morph.Deltas, x, y)) return false;
            }
            return true;
        }

        public int GetHashCode(Vertex vertex)
        {
            int at = vertex.Index * 3;
            return HashCode.Combine(mesh.Positions[at], mesh.Positions[at + 1], mesh.Positions[at + 2]);
        }

        private static bool Same(float[] vectors, Vertex x, Vertex y) => vectors.AsSpan(x.Index * 3, 3).SequenceEqual(vectors.AsSpan(y.Index * 3, 3));
    }
}
