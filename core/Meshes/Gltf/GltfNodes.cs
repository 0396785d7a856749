using System.Numerics;

namespace Audio2Face.Modkit.Meshes.Gltf;

/// <summary>Where the nodes of a glTF file put its meshes.</summary>
internal static class GltfNodes
{
    /// <summary>
    /// The matrix of the first node that shows each mesh, by the mesh's index. Nodes with a skin count for nothing, as the specification
    /// (3.7.4) says: their meshes stand where the joints put them.
    /// </summary>
    public static IReadOnlyDictionary<int, Matrix4x4> PlaceMeshes(GltfFile file)
    {
        IReadOnlyList<GltfElement> nodes = file.List("nodes");
        int[] parents = Parents(file, nodes);
        Matrix4x4?[] worlds = new Matrix4x4?[nodes.Count];
        Dictionary<int, Matrix4x4> places = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Find("mesh") is not { } mesh) continue;
            places.TryAdd(mesh.AsInteger(), nodes[i].Find("skin") is null ? World(nodes, parents, worlds, i) : Matrix4x4.Identity);
        }
        return places;
    }

    private static int[] Parents(GltfFile file, IReadOnlyList<GltfElement> nodes)
    {
        int[] parents = new int[nodes.Count];
        Array.Fill(parents, -1);
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (GltfElement child in nodes[i].Items("children"))
            {
                file.Follow(child, "nodes");
                parents[child.AsInteger()] = parents[child.AsInteger()] < 0 ? i : throw child.Broken("This node has two parents.");
            }
        }
        return parents;
    }

    /// <summary>Own matrix times those of all ancestors. Climbs by hand: a chain of nodes may be deeper than the stack.</summary>
    private static Matrix4x4 World(IReadOnlyList<GltfElement> nodes, int[] parents, Matrix4x4?[] worlds, int node)
    {
        Stack<int> chain = [];
        int at = node;
        while (at >= 0 && worlds[at] is null)
        {
            if (chain.Count > nodes.Count) throw nodes[node].Broken("The nodes form a ring.");
            chain.Push(at);
            at = parents[at];
        }
        Matrix4x4 world = at >= 0 ? worlds[at]!.Value : Matrix4x4.Identity;
        foreach (int next in chain) worlds[next] = world = Local(nodes[next]) * world;
        return float.IsFinite(world.GetDeterminant()) ? world : throw nodes[node].Broken("The node's matrix is not finite.");
    }

    private static Matrix4x4 Local(GltfElement node)
    {
        // Column-major with column vectors is the same order of numbers as row-major with row vectors.
        if (node.Numbers("matrix", 16) is { } m)
            return new((float)m[0], (float)m[1], (float)m[2], (float)m[3], (float)m[4], (float)m[5], (float)m[6], (float)m[7],
                (float)m[8], (float)m[9], (float)m[10], (float)m[11], (float)m[12], (float)m[13], (float)m[14], (float)m[15]);
        double[] t = node.Numbers("translation", 3) ?? [0, 0, 0], r = node.Numbers("rotation", 4) ?? [0, 0, 0, 1], s = node.Numbers("scale", 3) ?? [1, 1, 1];
        return Matrix4x4.CreateScale((float)s[0], (float)s[1], (float)s[2])
            * Matrix4x4.CreateFromQuaternion(new Quaternion((float)r[0], (float)r[1], (float)r[2], (float)r[3]))
            * Matrix4x4.CreateTranslation((float)t[0], (float)t[1], (float)t[2]);
    }
}
