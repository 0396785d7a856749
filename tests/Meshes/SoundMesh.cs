using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>What broken copies of a file may become.</summary>
internal static class SoundMesh
{
    /// <summary>What later stages rely on.</summary>
    public static void Check(FaceMesh mesh)
    {
        Assert.Equal(0, mesh.Positions.Length % 3);
        Assert.Equal(0, mesh.Triangles.Length % 3);
        Assert.All(mesh.Triangles, index => Assert.InRange(index, 0, mesh.VertexCount - 1));
        Assert.DoesNotContain(mesh.Positions, value => !float.IsFinite(value));
        foreach (MorphTarget morph in mesh.Morphs)
        {
            Assert.Equal(mesh.Positions.Length, morph.Deltas.Length);
            Assert.DoesNotContain(morph.Deltas, value => !float.IsFinite(value));
        }
    }
}
