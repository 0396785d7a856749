using System.Numerics;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Assimp;

/// <summary>An imported scene, read by offset. Only the worker process makes one: the library may abort on a damaged file.</summary>
internal sealed unsafe class AssimpScene : IDisposable
{
    private const uint Triangulate = 0x8;

    private readonly byte* _scene;
    private readonly string _place;

    private AssimpScene(byte* scene, string place)
    {
        _scene = scene;
        _place = place;
    }

    /// <summary>Imports from memory, so that the library opens no file, neither this one nor any that it names.</summary>
    /// <exception cref="ModkitException">MSH07, MSH08.</exception>
    public static AssimpScene Import(ReadOnlySpan<byte> file, string extension, string place)
    {
        try
        {
            fixed (byte* bytes = file)
            {
                byte* scene = AssimpFunctions.ImportFileFromMemory(bytes, (uint)file.Length, Triangulate, extension);
                return scene is not null ? new AssimpScene(scene, place) : throw new ModkitException(MeshIssues.NotImported(place, LastError()));
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new ModkitException(MeshIssues.LibraryMissing(place, InstallCommand), exception);
        }
    }

    public static string InstallCommand =>
        OperatingSystem.IsWindows() ? "put assimp-vc143-mt.dll beside the program" : OperatingSystem.IsMacOS() ? "brew install assimp" : "sudo apt-get install --no-install-recommends libassimp5";

    public void Dispose() => AssimpFunctions.ReleaseImport(_scene);

    /// <summary>The meshes that have vertices, each in its place in the scene; also those without morphs, as an .obj has none.</summary>
    public List<FaceMesh> Meshes()
    {
        uint count = UInt(_scene, AssimpLayout.SceneMeshCount);
        Matrix4x4?[] places = new Matrix4x4?[count];
        if (Pointer(_scene, AssimpLayout.SceneRootNode) is not null) Place(Pointer(_scene, AssimpLayout.SceneRootNode), places);
        byte** list = (byte**)Pointer(_scene, AssimpLayout.SceneMeshes);
        List<FaceMesh> meshes = [];
        long vertices = 0, morphs = 0;
        for (uint i = 0; i < count; i++)
        {
            vertices += UInt(list[i], AssimpLayout.MeshVertexCount);
            morphs = Math.Max(morphs, UInt(list[i], AssimpLayout.MeshMorphCount));
            MeshLimits.Check(_place, vertices, morphs);
            if (Pointer(list[i], AssimpLayout.MeshVertices) is not null) meshes.Add(Read(list[i], places[i] ?? Matrix4x4.Identity));
        }
        return meshes;
    }

    private FaceMesh Read(byte* mesh, Matrix4x4 place)
    {
        int count = (int)UInt(mesh, AssimpLayout.MeshVertexCount);
        float[] positions = Vectors(Pointer(mesh, AssimpLayout.MeshVertices), count);
        byte** list = (byte**)Pointer(mesh, AssimpLayout.MeshMorphs);
        List<MorphTarget> morphs = [];
        for (uint i = 0; i < UInt(mesh, AssimpLayout.MeshMorphCount); i++)
        {
            float[] deltas = new float[positions.Length];
            byte* places = Pointer(list[i], AssimpLayout.MorphVertices);
            if (places is not null)
            {
                if (UInt(list[i], AssimpLayout.MorphVertexCount) != count) throw new ModkitException(MeshIssues.Broken(_place, "A morph target does not have as many vertices as its mesh."));
                float[] moved = Vectors(places, count);
                for (int k = 0; k < deltas.Length; k++) deltas[k] = moved[k] - positions[k];
            }
            morphs.Add(new MorphTarget(Text(list[i] + AssimpLayout.MorphName), deltas));
        }
        NodeTransform.Apply(place, positions, morphs.Select(morph => morph.Deltas));
        return new FaceMesh { Name = Text(mesh + AssimpLayout.MeshName), Positions = positions, Triangles = Triangles(mesh, count), Morphs = morphs };
    }

    private int[] Triangles(byte* mesh, int vertexCount)
    {
        List<int> triangles = [];
        byte* face = Pointer(mesh, AssimpLayout.MeshFaces);
        for (uint i = 0; face is not null && i < UInt(mesh, AssimpLayout.MeshFaceCount); i++, face += AssimpLayout.FaceBytes)
        {
            // Points and lines stay what they are.
            if (UInt(face, AssimpLayout.FaceIndexCount) != 3) continue;
            uint* indices = (uint*)Pointer(face, AssimpLayout.FaceIndices);
            for (int k = 0; k < 3; k++)
                triangles.Add(indices[k] < vertexCount ? (int)indices[k] : throw new ModkitException(MeshIssues.Broken(_place, "A triangle names a vertex that is not there.")));
        }
        return [.. triangles];
    }

    private float[] Vectors(byte* source, int count)
    {
        float[] values = new Span<float>(source, count * 3).ToArray();
        return Array.TrueForAll(values, value => Math.Abs(value) < MeshLimits.LargestNumber) ? values : throw new ModkitException(MeshIssues.Broken(_place, "A position is not finite."));
    }

    /// <summary>Goes through the tree of nodes without recursion; the library has made it, so it is a tree, but it may be deep.</summary>
    private static void Place(byte* root, Matrix4x4?[] places)
    {
        Stack<(nint Node, Matrix4x4 Parent)> open = [];
        open.Push(((nint)root, Matrix4x4.Identity));
        while (open.TryPop(out (nint Node, Matrix4x4 Parent) next))
        {
            byte* node = (byte*)next.Node;
            // Row-major with column vectors: transposed, it is the order of System.Numerics.
            float* m = (float*)(node + AssimpLayout.NodeTransformation);
            Matrix4x4 world = new Matrix4x4(m[0], m[4], m[8], m[12], m[1], m[5], m[9], m[13], m[2], m[6], m[10], m[14], m[3], m[7], m[11], m[15]) * next.Parent;
            uint* meshes = (uint*)Pointer(node, AssimpLayout.NodeMeshes);
            for (uint i = 0; i < UInt(node, AssimpLayout.NodeMeshCount); i++)
            {
                if (meshes[i] < places.Length && float.IsFinite(world.GetDeterminant())) places[meshes[i]] ??= world;
            }
            byte** children = (byte**)Pointer(node, AssimpLayout.NodeChildren);
            for (uint i = 0; i < UInt(node, AssimpLayout.NodeChildCount); i++) open.Push(((nint)children[i], world));
        }
    }

    private static uint UInt(byte* at, int offset) => *(uint*)(at + offset);

    private static byte* Pointer(byte* at, int offset) => *(byte**)(at + offset);

    private static string Text(byte* at) =>
        Encoding.UTF8.GetString(at + AssimpLayout.StringText, (int)Math.Min(UInt(at, AssimpLayout.StringLength), AssimpLayout.StringMostBytes));

    private static string LastError()
    {
        const int longest = 200;
        byte* text = AssimpFunctions.GetErrorString();
        int length = 0;
        while (length < longest && text[length] != 0) length++;
        string line = new([.. Encoding.UTF8.GetString(text, length).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return line.Trim() is { Length: > 0 } reason ? reason.TrimEnd('.') + "." : "it gives no reason.";
    }
}
