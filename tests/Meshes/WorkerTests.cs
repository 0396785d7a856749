using System.Diagnostics;
using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;
using Xunit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>Foreign formats through the process of their own, and everything that can become of it.</summary>
public sealed class WorkerTests(ITestOutputHelper output)
{
    private const int UsualMutations = 30;

    private static readonly byte[][] _nodes = [.. from name in (string[])["Objects", "Geometry", "Vertices", "PolygonVertexIndex", "Indexes", "Deformer", "Model", "Connections", "Definitions", "C"] select Encoding.ASCII.GetBytes(name)];

    private static readonly string[] _program = ["dotnet", Path.Combine(TestPaths.Home, "a2f.dll"), "mesh-worker"];

    [SkippableFact]
    public async Task An_fbx_gives_the_same_shapes_as_the_glb_of_the_same_head()
    {
        string fbx = TestPaths.RequireShared("meshes", "ict_facekit_face52.fbx");
        FaceMesh ours = Assert.Single(await new MeshReader(null).ReadAsync(Path.ChangeExtension(fbx, ".glb"), CancellationToken.None));
        FaceMesh theirs = Assert.Single(await new MeshReader(_program).ReadAsync(fbx, CancellationToken.None));
        // One vertex a face corner in the file; merged by place they are those of the head again.
        Assert.Equal(ours.VertexCount, theirs.VertexCount);
        Assert.Equal(ours.Triangles.Length, theirs.Triangles.Length);
        double scale = Size(theirs.Positions) / Size(ours.Positions);
        foreach ((MorphTarget a, MorphTarget b) in ours.Morphs.OrderBy(m => m.Name, StringComparer.Ordinal).Zip(theirs.Morphs.OrderBy(m => m.Name, StringComparer.Ordinal)))
        {
            Assert.Equal(a.Name, b.Name);
            Assert.Equal(Size(a.Deltas) * scale, Size(b.Deltas), Size(a.Deltas) * scale * 0.01);
        }
    }

    [Fact]
    public async Task A_folder_of_obj_files_is_a_head_with_a_shape_a_file()
    {
        using TestFolder folder = new();
        folder.Write("head_neutral.obj", "mtllib /etc/passwd\nv 0 0 0\nv 2 0 0\nv 0 3 0\nv 2 3 0\nf 1 2 3\nf 2 4 3\n");
        folder.Write("jawOpen.obj", "v 0 0 0\nv 2 0 0\nv 0 3 1\nv 2 3 0\nf 1 2 3\nf 2 4 3\n");
        FaceMesh mesh = Assert.Single(await new MeshReader(_program).ReadAsync(folder.PathOf(""), CancellationToken.None));
        Assert.Equal(4, mesh.VertexCount);
        Assert.Equal([0, 1, 2, 1, 3, 2], mesh.Triangles);
        Assert.Equal("jawOpen", Assert.Single(mesh.Morphs).Name);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], mesh.Morphs[0].Deltas);

        folder.Write("bad.obj", "v 0 0 0\nv 2 0 0\nv 0 3 1\nf 1 2 3\n");
        await FailsAsync("MSH10", folder.PathOf(""), _program);
        File.Delete(folder.PathOf("head_neutral.obj"));
        await FailsAsync("MSH10", folder.PathOf(""), _program);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_one_clear_error()
    {
        using TestFolder folder = new();
        await FailsAsync("MSH01", folder.PathOf("gone.fbx"), _program);
        await FailsAsync("MSH01", folder.Write("empty.fbx", ""), _program);
        await FailsAsync("MSH07", folder.Write("a.fbx", "x"), null);
        await FailsAsync("MSH08", folder.Write("a.fbx", "no mesh at all"), _program);
        await FailsAsync("MSH08", folder.Write("a.a2f", "no mesh at all"), _program);
        await FailsAsync("MSH06", folder.Write("a.glb", TestGlb.Pack("{\"asset\":{\"version\":\"2.0\"}}", [])), _program);
    }

    [SkippableTheory]
    [InlineData("kill -SEGV $$", "signal 11")]
    [InlineData("kill -ABRT $$", "signal 6")]
    [InlineData("exit 3", "code 3")]
    [InlineData("printf A2FM; exit 0", "code 0")]
    [InlineData("printf 'A2FMM\\377\\377\\377\\177'; exit 0", "code 0")]
    [InlineData("sleep 60", "within 1 s")]
    public async Task A_worker_that_dies_lies_or_hangs_is_one_clear_error(string script, string told)
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a Unix shell");
        using TestFolder folder = new();
        string file = folder.Write("a.fbx", "x");
        WorkerOrder order = new(["sh", "-c", script]) { MostSeconds = 1 };
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MeshWorkerProcess.ReadAsync(order, file, "a.fbx", CancellationToken.None));
        Assert.Equal("MSH09", exception.Issues[0].Code);
        Assert.Contains(told, exception.Issues[0].Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_worker_that_takes_too_much_memory_is_ended()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs a Unix shell");
        using TestFolder folder = new();
        string file = folder.Write("a.fbx", "x");
        WorkerOrder order = new(["sh", "-c", "sleep 60"]) { MostMebibytes = 0 };
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MeshWorkerProcess.ReadAsync(order, file, "a.fbx", CancellationToken.None));
        Assert.Contains("memory", exception.Issues[0].Text, StringComparison.Ordinal);
    }

    /// <summary>A process each: of <c>MODKIT_MUTATIONS</c> copies a hundredth is tried.</summary>
    [SkippableFact]
    public async Task Broken_copies_of_an_fbx_end_as_a_head_or_one_issue()
    {
        byte[] seed = File.ReadAllBytes(TestPaths.RequireShared("meshes", "ict_facekit_face52.fbx"));
        using TestFolder folder = new();
        int count = Damage.Count(UsualMutations * 100) / 100;
        Random random = new(20261121);
        SortedDictionary<string, int> ends = new(StringComparer.Ordinal);
        TimeSpan longest = default;
        for (int i = 0; i < count; i++)
        {
            string file = folder.Write("a.fbx", i % 2 == 0 ? Damage.Of(seed, random) : DamagedStructure(seed, random));
            long start = Stopwatch.GetTimestamp();
            string end = "a head";
            try
            {
                foreach (FaceMesh mesh in await new MeshReader(_program).ReadAsync(file, CancellationToken.None)) SoundMesh.Check(mesh);
            }
            catch (ModkitException exception)
            {
                end = exception.Issues[0].Code == "MSH09" ? exception.Issues[0].Text : exception.Issues[0].Code;
                Assert.StartsWith("MSH", exception.Issues[0].Code, StringComparison.Ordinal);
            }
            ends[end] = ends.GetValueOrDefault(end) + 1;
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} copies, the longest took {longest.TotalSeconds:0.0} s: {string.Join("; ", ends.Select(end => $"{end.Value} {end.Key}"))}"));
    }

    /// <summary>
    /// Wrong bytes near the names of nodes, all others in their places: most of an FBX file is compressed numbers, whose damage zlib finds, and its offsets find
    /// what is moved.
    /// </summary>
    private static byte[] DamagedStructure(byte[] seed, Random random)
    {
        const int reach = 60;
        byte[] file = [.. seed];
        for (int faults = random.Next(1, 4); faults > 0; faults--)
        {
            ReadOnlySpan<byte> name = _nodes[random.Next(_nodes.Length)];
            int from = random.Next(seed.Length), found = seed.AsSpan(from).IndexOf(name);
            int at = (found < 0 ? seed.AsSpan().IndexOf(name) : from + found) + random.Next(-reach, reach);
            if (random.Next(4) > 0) file[at] = (byte)random.Next(256);
            else file.AsSpan(at, sizeof(int)).Fill(random.Next(2) == 0 ? byte.MaxValue : (byte)0);
        }
        return file;
    }

    private static async Task FailsAsync(string code, string path, string[]? command)
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => new MeshReader(command).ReadAsync(path, CancellationToken.None));
        Assert.Equal(code, exception.Issues[0].Code);
        Assert.DoesNotContain('\n', exception.Issues[0].Text);
    }

    private static double Size(float[] vectors) => Math.Sqrt(vectors.Sum(value => (double)value * value));
}
