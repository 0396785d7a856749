using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>What every mesh is held to, whoever reads it, before memory is taken.</summary>
internal static class MeshLimits
{
    public const long FileBytes = Limits.MeshFileMebibytes * 1024L * 1024L;

    /// <summary>Far beyond any head in any unit, and its square is still a number.</summary>
    public const float LargestNumber = 1e9f;

    private const int BytesPerVector = 12;

    /// <summary>A closed surface has twice as many triangles as vertices.</summary>
    private const long MostTriangles = 4L * Limits.MeshVertices;

    /// <exception cref="ModkitException">MSH02.</exception>
    public static void CheckTriangles(string place, long triangles)
    {
        if (triangles > MostTriangles) throw new ModkitException(MeshIssues.TooLarge(place, "triangles", triangles, MostTriangles));
    }

    /// <summary>Checks the size of one mesh, or of all together.</summary>
    /// <exception cref="ModkitException">MSH02.</exception>
    public static void Check(string place, long vertices, long morphs)
    {
        if (vertices > Limits.MeshVertices) throw new ModkitException(MeshIssues.TooLarge(place, "vertices", vertices, Limits.MeshVertices));
        if (morphs > Limits.MeshMorphs) throw new ModkitException(MeshIssues.TooLarge(place, "morph targets", morphs, Limits.MeshMorphs));
        long mebibytes = vertices * (morphs + 1) * BytesPerVector / (1024 * 1024);
        if (mebibytes > Limits.MeshMebibytes) throw new ModkitException(MeshIssues.TooLarge(place, "MiB of vertices and morph targets", mebibytes, Limits.MeshMebibytes));
    }
}
