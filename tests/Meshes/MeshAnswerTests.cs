using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>What the worker process may say when a file has made it ill. Set <c>MODKIT_MUTATIONS</c> for another count.</summary>
public sealed class MeshAnswerTests
{
    [Fact]
    public void Broken_answers_are_a_sound_mesh_an_issue_or_no_whole_answer()
    {
        using MemoryStream meshes = new(), issues = new();
        MeshAnswer.Write(meshes, [new FaceMesh { Name = "head", Positions = new float[9], Triangles = [0, 1, 2, 2, 1, 0], Morphs = [new MorphTarget("jawOpen", new float[9])] }]);
        MeshAnswer.Write(issues, [Issue.Error("MSH03", "a.fbx", "It is broken.", "Export it again.")]);
        byte[][] seeds = [meshes.ToArray(), issues.ToArray()];
        Random random = new(20261121);
        int count = Damage.Count(20_000), sound = 0, refused = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] answer = Damage.Of(seeds[i % 2], random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (FaceMesh mesh in MeshAnswer.Read(new MemoryStream(answer), "a.fbx")) SoundMesh.Check(mesh);
                sound++;
            }
            catch (ModkitException exception)
            {
                Assert.NotEmpty(exception.Issues);
                refused++;
            }
            catch (Exception exception) when (exception is IOException or FormatException or ArgumentException)
            {
                // What MeshWorkerProcess takes for a worker that died.
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (Limits.MeshMebibytes + 64L) << 20);
        }
        Assert.InRange(sound, count / 100, count / 2);
        Assert.InRange(refused, count / 100, count / 2);
    }
}
