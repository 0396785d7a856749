using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes.Assimp;

namespace Audio2Face.Modkit.Meshes;

/// <summary>A folder of .obj files with the same vertices: one neutral face, the others its shapes, named by their files.</summary>
internal static class ObjFolder
{
    private static readonly string[] _neutralWords = ["neutral", "basis", "base", "rest"];

    public static IReadOnlyList<FaceMesh> Read(string folder, string place)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.obj", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal)];
        string? neutral = _neutralWords.Select(word => files.FirstOrDefault(file => Path.GetFileName(file).Contains(word, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(file => file is not null);
        if (neutral is null) throw new ModkitException(MeshIssues.BadObjFolder(place, $"Of the {files.Length} .obj files in the folder none is named as the neutral face."));

        FaceMesh rest = Import(neutral);
        MeshLimits.Check(place, rest.VertexCount, files.Length - 1);
        long bytesLeft = MeshLimits.FileBytes;
        List<MorphTarget> morphs = [];
        foreach (string file in files.Where(file => file != neutral))
        {
            bytesLeft -= new FileInfo(file).Length;
            if (bytesLeft < 0) throw new ModkitException(MeshIssues.TooLarge(place, "bytes and more", MeshLimits.FileBytes - bytesLeft, MeshLimits.FileBytes));
            FaceMesh shape = Import(file);
            if (shape.VertexCount != rest.VertexCount)
                throw new ModkitException(MeshIssues.BadObjFolder(place, FormattableString.Invariant($"'{Path.GetFileName(file)}' has {shape.VertexCount} face corners, '{Path.GetFileName(neutral)}' has {rest.VertexCount}.")));
            float[] deltas = shape.Positions;
            for (int i = 0; i < deltas.Length; i++) deltas[i] -= rest.Positions[i];
            morphs.Add(new MorphTarget(Path.GetFileNameWithoutExtension(file), deltas));
        }
        return morphs.Count == 0 ? [] : [new FaceMesh { Name = Path.GetFileNameWithoutExtension(neutral), Positions = rest.Positions, Triangles = rest.Triangles, Morphs = morphs }];
    }

    /// <summary>All parts of one file after each other, a vertex for every face corner: the order in which the file lists them.</summary>
    public static FaceMesh Import(string path)
    {
        string name = Path.GetFileName(path);
        byte[] bytes = MeshFolder.ReadFile(path, name);
        HideMaterials(bytes);
        using AssimpScene scene = AssimpScene.Import(bytes, "obj", name);
        List<float> positions = [];
        List<int> triangles = [];
        foreach (FaceMesh part in scene.Meshes())
        {
            int first = positions.Count / 3;
            positions.AddRange(part.Positions);
            triangles.AddRange(part.Triangles.Select(index => index + first));
        }
        return new FaceMesh { Name = name, Positions = [.. positions], Triangles = [.. triangles], Morphs = [] };
    }

    /// <summary>Makes 'mtllib' a comment: a material file could be any file of the machine.</summary>
    private static void HideMaterials(Span<byte> file)
    {
        for (int at; (at = file.IndexOf("mtllib"u8)) >= 0; file = file[(at + 1)..]) file[at] = (byte)'#';
    }
}
