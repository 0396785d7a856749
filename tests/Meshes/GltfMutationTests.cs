using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes.Gltf;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Tests;

public sealed class GltfMutationTests(ITestOutputHelper output)
{
    private const int UsualCount = 20_000;

    /// <summary>The limit for decoded meshes and what reading needs beside it.</summary>
    private const long MostBytesEach = (Limits.MeshMebibytes + 64L) << 20;

    /// <summary>Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
    [Fact]
    public void Broken_copies_end_as_a_sound_mesh_or_one_issue()
    {
        byte[] data = [.. TestGlb.TriangleData, 0, 0, 1, 0, 0, 0, .. TestGlb.Floats(7, 8, 9)];
        string json = TestGlb.Triangle.Replace("\"byteLength\":6}]", "\"byteLength\":6},{\"buffer\":0,\"byteOffset\":80,\"byteLength\":4},{\"buffer\":0,\"byteOffset\":84,\"byteLength\":12}]", StringComparison.Ordinal)
            .Replace("\"count\":3,\"type\":\"VEC3\"},\n", "\"count\":3,\"type\":\"VEC3\",\"sparse\":{\"count\":1,\"indices\":{\"bufferView\":3,\"componentType\":5123},\"values\":{\"bufferView\":4}}},\n", StringComparison.Ordinal)
            .Replace("\"nodes\":[{\"mesh\":0}]", "\"nodes\":[{\"mesh\":0,\"rotation\":[0,0,0,1]},{\"children\":[0],\"scale\":[2,2,2]},{\"children\":[1]}]", StringComparison.Ordinal);
        byte[] seed = TestGlb.Pack(json, data);
        int count = Damage.Count(UsualCount);
        Random random = new(20261121);
        int sound = 0;
        long most = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] file = Damage.Of(seed, random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (FaceMesh mesh in GltfMeshReader.Read(file, "head.glb", folder: null, withBody: true)) SoundMesh.Check(VertexMerger.Merge(mesh));
                sound++;
            }
            catch (ModkitException exception)
            {
                Assert.NotEmpty(exception.Issues);
            }
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.InRange(most, 0, MostBytesEach);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} copies: {sound} sound meshes, {count - sound} issues; at most {most / 1024} KiB each"));
        // If every file or none survived, the mutations would test nothing.
        Assert.InRange(sound, count / 100, count - (count / 10));
    }
}
