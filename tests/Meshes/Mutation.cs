using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>Broken copies of a sound file.</summary>
internal static class Mutation
{
    public static byte[] Of(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        int edits = random.Next(1, 5);
        for (int i = 0; i < edits && file.Count > 0; i++)
        {
            int at = random.Next(file.Count);
            switch (random.Next(6))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] = seed[random.Next(seed.Length)]; break;
                case 2: file.Insert(at, (byte)"0123456789.,:-eE[]{}\"\n"[random.Next(22)]); break;
                case 3: file.RemoveRange(at, Math.Min(random.Next(1, 30), file.Count - at)); break;
                case 4 when random.Next(8) == 0: file.RemoveRange(at, file.Count - at); break;
                default:
                    int from = random.Next(seed.Length);
                    file.InsertRange(at, seed[from..Math.Min(seed.Length, from + random.Next(1, 60))]);
                    break;
            }
        }
        return [.. file];
    }

    /// <summary>What later stages rely on.</summary>
    public static void IsSound(FaceMesh mesh)
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
