using System.Numerics;

namespace Audio2Face.Modkit.Meshes;

/// <summary>Moves a mesh from its node into the scene: places by the whole matrix, morph deltas by its linear part.</summary>
internal static class NodeTransform
{
    public static void Apply(Matrix4x4 matrix, float[] positions, IEnumerable<float[]> deltas)
    {
        if (matrix.IsIdentity) return;
        for (int i = 0; i < positions.Length; i += 3)
            Vector3.Transform(new Vector3(positions.AsSpan(i, 3)), matrix).CopyTo(positions.AsSpan(i, 3));
        foreach (float[] delta in deltas)
        {
            for (int i = 0; i < delta.Length; i += 3)
                Vector3.TransformNormal(new Vector3(delta.AsSpan(i, 3)), matrix).CopyTo(delta.AsSpan(i, 3));
        }
    }
}
