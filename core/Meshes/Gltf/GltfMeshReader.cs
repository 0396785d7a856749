using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Gltf;

/// <summary>Reads the meshes of a glTF 2.0 file (.glb, .gltf, .vrm).</summary>
internal static class GltfMeshReader
{
    private const int TriangleList = 4, TriangleStrip = 5, TriangleFan = 6;

    /// <param name="bytes">The file.</param>
    /// <param name="fileName">For the places of issues.</param>
    /// <param name="folder">Where its .bin files are looked for; null when it must bring its data itself.</param>
    /// <param name="withBody">Whether meshes without morph targets are read too.</param>
    /// <exception cref="ModkitException">What is wrong with it; nothing is read that reaches outside it.</exception>
    public static IReadOnlyList<FaceMesh> Read(byte[] bytes, string fileName, MeshFolder? folder, bool withBody)
    {
        using GltfFile file = GltfFile.Open(bytes, fileName, folder);
        IReadOnlyDictionary<int, Matrix4x4> places = GltfNodes.PlaceMeshes(file);
        List<FaceMesh> meshes = [];
        long vertices = 0, morphs = 0;
        IReadOnlyList<GltfElement> list = file.List("meshes");
        for (int i = 0; i < list.Count; i++)
        {
            IReadOnlyList<GltfElement> primitives = list[i].Items("primitives");
            int targets = primitives.Count == 0 ? 0 : primitives[0].Items("targets").Count;
            if (targets == 0 && !withBody) continue;
            vertices += primitives.Sum(p => (long)GltfAccessors.Count(Positions(file, p.Get("attributes"))));
            morphs = Math.Max(morphs, targets);
            // The whole is checked before memory is taken for its next part.
            MeshLimits.Check(list[i].Place, vertices, morphs);
            meshes.Add(ReadMesh(file, list[i], primitives, targets, places.GetValueOrDefault(i, Matrix4x4.Identity)));
        }
        return meshes;
    }

    private static FaceMesh ReadMesh(GltfFile file, GltfElement mesh, IReadOnlyList<GltfElement> primitives, int targetCount, Matrix4x4 place)
    {
        int[] counts = [.. primitives.Select(p => GltfAccessors.Count(Positions(file, p.Get("attributes"))))];
        float[] positions = new float[counts.Sum() * 3];
        string[] names = Names(mesh, targetCount);
        MorphTarget[] morphs = [.. names.Select(name => new MorphTarget(name, new float[positions.Length]))];
        List<int> triangles = [];
        int first = 0;
        for (int p = 0; p < primitives.Count; p++)
        {
            GltfElement primitive = primitives[p];
            if (primitive.Find("extensions")?.Find("KHR_draco_mesh_compression") is { } draco)
                throw new ModkitException(MeshIssues.Compressed(draco.Place, "KHR_draco_mesh_compression"));
            GltfAccessors.ReadVectors(file, Positions(file, primitive.Get("attributes")), positions, first * 3);
            IReadOnlyList<GltfElement> targets = primitive.Items("targets");
            if (targets.Count != targetCount) throw primitive.Broken("The primitives of this mesh do not have the same number of morph targets.");
            for (int t = 0; t < targetCount; t++) ReadDeltas(file, targets[t], counts[p], morphs[t].Deltas, first * 3);
            foreach (int index in Triangles(file, primitive, counts[p])) triangles.Add(index + first);
            MeshLimits.CheckTriangles(primitive.Place, triangles.Count / 3);
            first += counts[p];
        }
        NodeTransform.Apply(place, positions, morphs.Select(morph => morph.Deltas));
        return new FaceMesh { Name = mesh.Text("name") ?? "", Positions = positions, Triangles = [.. triangles], Morphs = morphs };
    }

    private static GltfElement Positions(GltfFile file, GltfElement attributes) => file.Follow(attributes.Get("POSITION"), "accessors");

    private static void ReadDeltas(GltfFile file, GltfElement target, int vertexCount, float[] deltas, int start)
    {
        // A target may change normals alone.
        if (target.Find("POSITION") is not { } reference) return;
        GltfElement accessor = file.Follow(reference, "accessors");
        if (GltfAccessors.Count(accessor) != vertexCount) throw accessor.Broken("The morph target does not have as many vertices as its mesh.");
        GltfAccessors.ReadVectors(file, accessor, deltas, start);
    }

    private static int[] Triangles(GltfFile file, GltfElement primitive, int vertexCount)
    {
        int mode = primitive.Integer("mode", TriangleList);
        if (mode is not (TriangleList or TriangleStrip or TriangleFan)) return [];
        int[] corners = primitive.Find("indices") is { } indices
            ? GltfAccessors.Indices(file, file.Follow(indices, "accessors"), vertexCount)
            : [.. Enumerable.Range(0, vertexCount)];
        return mode switch
        {
            TriangleList => corners[..(corners.Length / 3 * 3)],
            TriangleStrip => [.. Enumerable.Range(0, Math.Max(0, corners.Length - 2)).SelectMany(i => (int[])[corners[i], corners[i + 1 + (i % 2)], corners[i + 2 - (i % 2)]])],
            _ => [.. Enumerable.Range(0, Math.Max(0, corners.Length - 2)).SelectMany(i => (int[])[corners[0], corners[i + 1], corners[i + 2]])],
        };
    }

    /// <summary>The names that Blender, three.js, Unity and Unreal write and read; targets beyond the list have none.</summary>
    private static string[] Names(GltfElement mesh, int count)
    {
        IReadOnlyList<GltfElement> given = mesh.Find("extras")?.Items("targetNames") ?? [];
        if (given.Count > Limits.MeshMorphs) throw new ModkitException(MeshIssues.TooLarge(mesh.Place, "names of morph targets", given.Count, Limits.MeshMorphs));
        return [.. Enumerable.Range(0, count).Select(i => i < given.Count ? given[i].AsText() : "")];
    }
}
