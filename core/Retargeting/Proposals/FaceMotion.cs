using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The motions of a character's channels, measured on the mesh that shows most of them: the skin.</summary>
internal static class FaceMotion
{
    /// <summary>Moments by channel, in the mesh's coordinates; channels that move nothing there are measured on the other meshes, or absent.</summary>
    public static IReadOnlyDictionary<string, MotionMoments> Measure(IReadOnlyList<FaceMesh> meshes)
    {
        Dictionary<string, MotionMoments> motions = new(StringComparer.Ordinal);
        foreach (FaceMesh mesh in meshes.OrderByDescending(mesh => mesh.Morphs.Count).ThenByDescending(mesh => mesh.VertexCount))
        {
            Vector3[] points = new Vector3[mesh.VertexCount];
            for (int i = 0; i < points.Length; i++) points[i] = new Vector3(mesh.Positions.AsSpan(3 * i, 3));
            float[] areas = Areas(points, mesh.Triangles);
            foreach (MorphTarget morph in mesh.Morphs)
            {
                if (!motions.ContainsKey(morph.Name) && MotionMoments.Measure(points, areas, morph.Deltas) is { } moments) motions.Add(morph.Name, moments);
            }
        }
        return motions;
    }

    /// <summary>A third of every triangle goes to each of its corners; without triangles all vertices count the same.</summary>
    private static float[] Areas(Vector3[] points, int[] triangles)
    {
        float[] areas = new float[points.Length];
        if (triangles.Length == 0) Array.Fill(areas, 1);
        for (int i = 0; i + 2 < triangles.Length; i += 3)
        {
            int a = triangles[i], b = triangles[i + 1], c = triangles[i + 2];
            float third = Vector3.Cross(points[b] - points[a], points[c] - points[a]).Length() / 6;
            areas[a] += third;
            areas[b] += third;
            areas[c] += third;
        }
        return areas;
    }
}
