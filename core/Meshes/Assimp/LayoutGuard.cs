using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes.Assimp;

/// <summary>Imports a known triangle with one morph before any user's file: a library of another layout is refused, not misread.</summary>
internal static class LayoutGuard
{
    private static readonly float[] _positions = [0, 0, 0, 2, 0, 0, 0, 3, 0];
    private static readonly float[] _deltas = [0, 0, 0, 0, 0, 0, 0.5f, 0.25f, 4];

    /// <exception cref="ModkitException">MSH07.</exception>
    public static void Check(string place)
    {
        using AssimpScene scene = AssimpScene.Import(Encoding.UTF8.GetBytes(Triangle()), "gltf", place);
        List<FaceMesh> meshes = scene.Meshes();
        bool isKnown = meshes is [{ VertexCount: 3, Morphs: [{ Name: "known" } morph] } mesh]
            && mesh.Positions.AsSpan().SequenceEqual(_positions) && morph.Deltas.AsSpan().SequenceEqual(_deltas) && mesh.Triangles.AsSpan().SequenceEqual([0, 1, 2]);
        if (!isKnown) throw new ModkitException(MeshIssues.LibraryMissing(place, AssimpScene.InstallCommand));
    }

    private static string Triangle()
    {
        byte[] data = new byte[80];
        Buffer.BlockCopy(_positions, 0, data, 0, 36);
        Buffer.BlockCopy(_deltas, 0, data, 36, 36);
        (data[74], data[76]) = (1, 2);
        return $$"""
            {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
            "meshes":[{"extras":{"targetNames":["known"]},"weights":[0],"primitives":[{"attributes":{"POSITION":0},"indices":2,"targets":[{"POSITION":1}]}]}],
            "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],"max":[2,3,0]},
            {"bufferView":1,"componentType":5126,"count":3,"type":"VEC3","min":[0,0,0],"max":[0.5,0.25,4]},
            {"bufferView":2,"componentType":5123,"count":3,"type":"SCALAR"}],
            "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":36},{"buffer":0,"byteOffset":72,"byteLength":6}],
            "buffers":[{"byteLength":80,"uri":"data:application/octet-stream;base64,{{Convert.ToBase64String(data)}}"}]}
            """;
    }
}
