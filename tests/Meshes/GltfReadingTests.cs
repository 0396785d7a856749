using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Meshes.Gltf;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Meshes.Tests;

/// <summary>glTF as the specification has it: every expected number is written out by hand.</summary>
public sealed class GltfReadingTests
{
    [Fact]
    public void A_triangle_with_one_morph_is_read_as_it_is()
    {
        FaceMesh mesh = Assert.Single(Read(TestGlb.Triangle, TestGlb.TriangleData));
        Assert.Equal("Skin", mesh.Name);
        Assert.Equal([0, 0, 0, 2, 0, 0, 0, 3, 0], mesh.Positions);
        Assert.Equal([0, 1, 2], mesh.Triangles);
        MorphTarget morph = Assert.Single(mesh.Morphs);
        Assert.Equal("jawOpen", morph.Name);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0.5f, 0.25f, 4], morph.Deltas);
    }

    [Fact]
    public void Nodes_place_a_mesh_by_all_their_ancestors_and_turn_its_morphs()
    {
        // A quarter turn about x puts y to z and z to -y; the parent doubles and lifts by 10.
        string json = TestGlb.Triangle.Replace("\"nodes\":[{\"mesh\":0}]",
            "\"nodes\":[{\"mesh\":0,\"rotation\":[0.70710678,0,0,0.70710678]},{\"children\":[0],\"scale\":[2,2,2],\"translation\":[0,10,0]}]", StringComparison.Ordinal);
        FaceMesh mesh = Read(json, TestGlb.TriangleData)[0];
        Close([0, 10, 0, 4, 10, 0, 0, 10, 6], mesh.Positions);
        Close([0, 0, 0, 0, 0, 0, 1, -8, 0.5f], mesh.Morphs[0].Deltas);
    }

    [Fact]
    public void A_matrix_is_read_column_by_column_and_a_skinned_mesh_stays_where_it_is()
    {
        const string node = "\"nodes\":[{\"mesh\":0,\"matrix\":[1,0,0,0, 0,1,0,0, 0,0,1,0, 5,6,7,1]}]";
        string json = TestGlb.Triangle.Replace("\"nodes\":[{\"mesh\":0}]", node, StringComparison.Ordinal);
        Close([5, 6, 7, 7, 6, 7, 5, 9, 7], Read(json, TestGlb.TriangleData)[0].Positions);
        Close([0, 0, 0, 2, 0, 0, 0, 3, 0], Read(json.Replace("\"mesh\":0,\"matrix", "\"mesh\":0,\"skin\":0,\"matrix", StringComparison.Ordinal), TestGlb.TriangleData)[0].Positions);
    }

    [Fact]
    public void Sparse_accessors_add_to_what_they_replace_or_to_zeros()
    {
        byte[] data = [.. TestGlb.TriangleData, 0, 0, 1, 0, 0, 0, .. TestGlb.Floats(7, 8, 9)];
        const string sparse = ",\"sparse\":{\"count\":1,\"indices\":{\"bufferView\":3,\"componentType\":5123},\"values\":{\"bufferView\":4}}";
        const string dense = "{\"bufferView\":1,\"componentType\":5126,\"count\":3,\"type\":\"VEC3\"";
        string json = TestGlb.Triangle.Replace("\"byteLength\":6}]", "\"byteLength\":6},{\"buffer\":0,\"byteOffset\":80,\"byteLength\":4},{\"buffer\":0,\"byteOffset\":84,\"byteLength\":12}]", StringComparison.Ordinal)
            .Replace("\"byteLength\":80", "\"byteLength\":96", StringComparison.Ordinal);
        Assert.Equal([0, 0, 0, 7, 8, 9, 0.5f, 0.25f, 4], Read(json.Replace(dense, dense + sparse, StringComparison.Ordinal), data)[0].Morphs[0].Deltas);
        Assert.Equal([0, 0, 0, 7, 8, 9, 0, 0, 0],
            Read(json.Replace(dense, dense.Replace("\"bufferView\":1,", "", StringComparison.Ordinal) + sparse, StringComparison.Ordinal), data)[0].Morphs[0].Deltas);
    }

    [Fact]
    public void Normalised_whole_numbers_become_shares_and_strides_are_kept()
    {
        // Three vectors of signed bytes, four bytes apart; -128 counts as -127.
        byte[] data = [.. TestGlb.TriangleData, 0, 0, 127, 0, 0, 0, 0, 0, 128, 0, 0, 64, 0, 0];
        string json = TestGlb.Triangle.Replace("{\"bufferView\":1,\"componentType\":5126,", "{\"bufferView\":3,\"componentType\":5120,\"normalized\":true,", StringComparison.Ordinal)
            .Replace("\"byteLength\":6}]", "\"byteLength\":6},{\"buffer\":0,\"byteOffset\":80,\"byteLength\":12,\"byteStride\":4}]", StringComparison.Ordinal);
        Close([1, 0, 0, 0, 0, -1, 0, 64 / 127f, 0], Read(json.Replace("\"byteLength\":80}", "\"byteLength\":92}", StringComparison.Ordinal), data)[0].Morphs[0].Deltas);
    }

    [Fact]
    public void Primitives_of_a_mesh_are_one_mesh_and_meshes_without_morphs_are_left_out()
    {
        const string primitive = "{\"attributes\":{\"POSITION\":0},\"indices\":2,\"targets\":[{\"POSITION\":1}]}";
        string json = TestGlb.Triangle.Replace(primitive + "]}]", primitive + "," + primitive.Replace("\"indices\":2,", "\"mode\":5,", StringComparison.Ordinal) + "]},{\"primitives\":[{\"attributes\":{\"POSITION\":0}}]}]", StringComparison.Ordinal);
        FaceMesh mesh = Assert.Single(Read(json, TestGlb.TriangleData));
        Assert.Equal(6, mesh.VertexCount);
        Assert.Equal([0, 1, 2, 3, 4, 5], mesh.Triangles);
        Assert.Equal(4, mesh.Morphs[0].Deltas[17]);
        FaceMesh merged = VertexMerger.Merge(mesh);
        Assert.Equal(3, merged.VertexCount);
        Assert.Equal([0, 1, 2, 0, 1, 2], merged.Triangles);
    }

    [Fact]
    public void Lips_that_touch_but_move_apart_are_not_merged()
    {
        FaceMesh mesh = new() { Name = "", Positions = [1, 1, 1, 1, 1, 1], Triangles = [], Morphs = [new MorphTarget("open", [0, 0, 0, 0, -1, 0])] };
        Assert.Equal(2, VertexMerger.Merge(mesh).VertexCount);
    }

    [Fact]
    public async Task Data_comes_from_data_uris_and_from_files_beside_it_but_from_nowhere_else()
    {
        using TestFolder folder = new();
        string Json(string uri) => TestGlb.Triangle.Replace("{\"byteLength\":80}", $"{{\"byteLength\":78,\"uri\":\"{uri}\"}}", StringComparison.Ordinal);
        folder.Write("sub/a b.bin", TestGlb.TriangleData);
        folder.Write("out.bin", TestGlb.TriangleData);
        foreach (string uri in new[] { "data:application/octet-stream;base64," + Convert.ToBase64String(TestGlb.TriangleData), "a%20b.bin", "./a b.bin" })
        {
            Assert.Equal(4, (await ReadAsync(folder.Write("sub/head.gltf", Json(uri))))[0].Morphs[0].Deltas[8]);
        }
        List<string> outside = ["../out.bin", "..%2Fout.bin", folder.PathOf("out.bin"), "http://host/out.bin", "file:///etc/passwd", "sub/../../out.bin", "a b.bin\\u0000"];
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(folder.PathOf("sub/link.bin"), folder.PathOf("out.bin"));
            outside.Add("link.bin");
        }
        foreach (string uri in outside) Fails("MSH05", await Assert.ThrowsAsync<ModkitException>(() => ReadAsync(folder.Write("sub/head.gltf", Json(uri)))));
        Fails("MSH01", await Assert.ThrowsAsync<ModkitException>(() => ReadAsync(folder.Write("sub/head.gltf", Json("gone.bin")))));
    }

    [Fact]
    public void What_is_wrong_is_told_with_its_place()
    {
        string compressed = TestGlb.Triangle.Replace("{\"buffer\":0,\"byteLength\":36}", "{\"buffer\":0,\"byteLength\":36,\"extensions\":{\"EXT_meshopt_compression\":{}}}", StringComparison.Ordinal);
        Fails("MSH04", Assert.Throws<ModkitException>(() => Read(compressed, TestGlb.TriangleData)), "bufferViews/0");
        Fails("MSH02", Wrong("\"count\":3,\"type\":\"VEC3\"", "\"count\":2000001,\"type\":\"VEC3\""), "meshes/0");
        Fails("MSH03", Wrong("\"count\":3,\"type\":\"VEC3\"", "\"count\":4,\"type\":\"VEC3\""), "accessors/0");
        Fails("MSH03", Wrong("\"byteLength\":6}", "\"byteLength\":2147483647}"), "bufferViews/2");
        Fails("MSH03", Wrong("\"nodes\":[{\"mesh\":0}]", "\"nodes\":[{\"mesh\":0,\"children\":[1]},{\"children\":[0]}]"), "nodes/0");
        Fails("MSH03", Wrong("\"nodes\":[{\"mesh\":0}]", "\"nodes\":[{\"mesh\":0,\"children\":[0]}]"), "nodes/0");
        Fails("MSH03", Wrong("\"version\":\"2.0\"", "\"version\":\"1.0\""), "head.glb");
        byte[] far = [.. TestGlb.TriangleData];
        far[76] = 200;
        Fails("MSH03", Assert.Throws<ModkitException>(() => Read(TestGlb.Triangle, far)), "accessors/2");
        byte[] notANumber = [.. TestGlb.TriangleData];
        TestGlb.Floats(float.NaN).CopyTo(notANumber, 40);
        Fails("MSH03", Assert.Throws<ModkitException>(() => Read(TestGlb.Triangle, notANumber)), "accessors/1");
    }

    [SkippableFact]
    public async Task The_public_head_has_its_51_shapes()
    {
        FaceMesh mesh = Assert.Single(await ReadAsync(TestPaths.RequireShared("meshes", "ict_facekit_face52.glb")));
        Assert.Equal(51, mesh.Morphs.Count);
        Assert.InRange(mesh.VertexCount, 11_000, 11_248);
        Assert.Equal(ArkitChannels.Face.Except(["tongueOut"]), mesh.Morphs.Select(morph => morph.Name));
        // Bounds that its exporter wrote into the accessor of the first morph.
        Assert.Equal(-0.9608198f, mesh.Morphs[0].Deltas.Where((_, i) => i % 3 == 1).Min(), 4);
        Assert.Equal(0.1349201f, mesh.Morphs[0].Deltas.Where((_, i) => i % 3 == 2).Max(), 4);
    }

    private static ModkitException Wrong(string good, string bad) =>
        Assert.Throws<ModkitException>(() => Read(TestGlb.Triangle.Replace(good, bad, StringComparison.Ordinal), TestGlb.TriangleData));

    private static void Fails(string code, ModkitException exception, string place = "")
    {
        Assert.Equal(code, exception.Issues[0].Code);
        Assert.Contains(place, exception.Issues[0].Place, StringComparison.Ordinal);
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 4);
    }

    private static IReadOnlyList<FaceMesh> Read(string json, byte[] data) => GltfMeshReader.Read(TestGlb.Pack(json, data), "head.glb", folder: null, withBody: false);

    private static Task<IReadOnlyList<FaceMesh>> ReadAsync(string path) => new MeshReader(null).ReadAsync(path, CancellationToken.None);
}
