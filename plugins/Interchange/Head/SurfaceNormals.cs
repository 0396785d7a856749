namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Smooth normals: the sum of the adjoining triangles' normals, larger triangles counting more.</summary>
internal static class SurfaceNormals
{
    public static Vector3d[] Compute(Vector3d[] positions, List<PartTriangle> triangles)
    {
        Vector3d[] normals = new Vector3d[positions.Length];
        foreach (PartTriangle t in triangles)
        {
            Vector3d normal = Vector3d.Cross(positions[t.B] - positions[t.A], positions[t.C] - positions[t.A]);
            normals[t.A] += normal;
            normals[t.B] += normal;
            normals[t.C] += normal;
        }
        for (int i = 0; i < normals.Length; i++) normals[i] = normals[i].Normalized();
        return normals;
    }
}
