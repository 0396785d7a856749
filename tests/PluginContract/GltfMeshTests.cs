using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Gltf;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>A face of four vertices of skin and one of tongue, over three frames, with jaw and eyes: what stands in the file, and what three.js makes of it.</summary>
public sealed class GltfMeshTests
{
    private const string Faces = "# a square\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1/1/1 2/2/2 3/3/3 -1/4/4\n";

    private static readonly float[] _skin = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0];

    // The third vertex goes up by 2, then forward by 4; half-way between frames 1 and 2 it is at (1, 2, 2).
    private static readonly float[] _up = [0, 0, 0, 1, 0, 0, 1, 3, 0, 0, 1, 0], _forward = [0, 0, 0, 1, 0, 0, 1, 1, 4, 0, 1, 0];

    [Fact]
    public async Task A_moving_mesh_is_one_target_for_each_frame()
    {
        byte[] file = await WriteAsync(Face(), Faces);
        using JsonDocument json = Json(file, out byte[] binary);
        JsonElement root = json.RootElement, skin = root.GetProperty("meshes")[0].GetProperty("primitives")[0], tongue = root.GetProperty("meshes")[1].GetProperty("primitives")[0];
        Assert.Equal((3, 3), (skin.GetProperty("targets").GetArrayLength(), tongue.GetProperty("targets").GetArrayLength()));
        Assert.Equal(_skin, Floats(root, binary, skin.GetProperty("attributes").GetProperty("POSITION").GetInt32()));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0], Floats(root, binary, skin.GetProperty("targets")[1].GetProperty("POSITION").GetInt32()));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0], Floats(root, binary, skin.GetProperty("targets")[2].GetProperty("POSITION").GetInt32()));
        // The square in two triangles; the tongue has no faces.
        Assert.Equal([0u, 1, 2, 0, 2, 3], Indices(root, binary, skin.GetProperty("indices").GetInt32()));
        Assert.Equal(0, tongue.GetProperty("mode").GetInt32());
        JsonElement sampler = root.GetProperty("animations")[0].GetProperty("samplers")[0];
        Assert.Equal([0, 0.1f, 0.2f], Floats(root, binary, sampler.GetProperty("input").GetInt32()), (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Floats(root, binary, sampler.GetProperty("output").GetInt32()));
        Assert.True(root.GetProperty("asset").GetProperty("extras").GetProperty("synthetic").GetBoolean());
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Validator_and_three_js_agree(bool isMesh)
    {
        byte[] file = isMesh ? await WriteAsync(Face(), Faces) : await WriteAsync(Face(), null, GltfFormat.WeightsValue);
        // Our head stands in metres, the model's mesh in centimetres under a node that scales it: places are the same. The jaw of frame 1 is turned by 90
        // degrees about x (y becomes z) and moved by 1 down; the left eye of frame 1 looks 90 degrees to the left: z becomes x.
        double unit = isMesh ? 1 : 0.01;
        List<object> places =
        [
            new { seconds = 0.1, node = "jaw", point = new[] { 0, unit, 0 }, place = new[] { 0, -0.01, 0.01 } },
            new { seconds = 0.0, node = "jaw", point = new[] { unit, unit, unit }, place = new[] { 0.01, 0.01, 0.01 } },
            new { seconds = 0.1, node = "eye_L", point = new[] { 0, 0, unit }, place = new[] { 0.01, 0, 0 } },
            new { seconds = 0.1, node = "eye_R", point = new[] { 0, 0, unit }, place = new[] { 0, -0.01, 0 } },
        ];
        if (isMesh)
        {
            places.Add(new { seconds = 0.1, node = "skin", vertex = 2, place = new[] { 0.01, 0.03, 0 } });
            places.Add(new { seconds = 0.15, node = "skin", vertex = 2, place = new[] { 0.01, 0.02, 0.02 } });
            places.Add(new { seconds = 0.1999999, node = "skin", vertex = 2, place = new[] { 0.01, 0.01, 0.04 } });
        }
        await ThirdParty.ExpectAsync("validate-gltf.mjs", "0 errors, 0 warnings", file);
        await ThirdParty.ExpectAsync("read-geometry-with-three.mjs", $"{places.Count} of {places.Count} places", file, JsonSerializer.SerializeToUtf8Bytes(places));
        if (isMesh) await ThirdParty.ExpectAsync("validate-gltf.mjs", "0 errors, 0 warnings", await WriteAsync(Face(), null));
    }

    [Theory]
    [InlineData("FMT73", "points", null)]
    [InlineData("FMT76", "mesh", "v 0 0 0\n")]
    [InlineData("FMT76", "mesh", "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 9\n")]
    [InlineData("FMT76", "mesh", "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2\n")]
    [InlineData("FMT76", "mesh", "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv 9 9 9\nf 1 2 5\n")]
    public async Task What_does_not_fit_is_told(string code, string geometry, string? faces) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(Face(), faces, geometry))).Issues[0].Code);

    [Fact]
    public async Task A_line_without_a_mesh_or_with_too_long_a_one_is_told()
    {
        FaceTrack none = new() { Weights = new CurveTable(10, 0, ["jawOpen"], new float[3]) };
        Assert.Equal("FMT74", (await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(none, null))).Issues[0].Code);
        FaceTrack tooLong = new()
        {
            Weights = new CurveTable(10, 0, ["jawOpen"], new float[2049]),
            Meshes = [new VertexTrack { Name = "skin", Neutral = _skin, Frames = [.. Enumerable.Repeat(_up, 2049)] }],
        };
        Assert.Equal("FMT75", (await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(tooLong, null))).Issues[0].Code);
    }

    private static FaceTrack Face() => new()
    {
        Weights = new CurveTable(10, 0, ["jawOpen"], [0, 1, 0]),
        JawTransforms = [Matrix4x4.Identity, Matrix4x4.CreateRotationX(MathF.PI / 2) * Matrix4x4.CreateTranslation(0, -1, 0), Matrix4x4.Identity],
        EyeRotationsDegrees = [Vector4.Zero, new Vector4(90, 0, 0, 90), Vector4.Zero],
        Meshes =
        [
            new VertexTrack { Name = "skin", Neutral = _skin, Frames = [_skin, _up, _forward] },
            new VertexTrack { Name = "tongue", Neutral = new float[] { 0, 0, 1 }, Frames = [[0, 0, 1], [0, 0, 2], [0, 0, 3]] },
        ],
    };

    private static async Task<byte[]> WriteAsync(FaceTrack face, string? faces, string geometry = GltfFormat.MeshValue)
    {
        MemoryOutput output = new();
        LineInfo line = new()
        {
            Name = "line",
            DurationSeconds = 0.3,
            Face = face,
            Options = new Dictionary<string, string> { [GltfFormat.GeometryOption] = geometry },
            Mesh = faces is null ? null : new NamedFile("face.obj", Encoding.UTF8.GetBytes(faces)),
        };
        await new GltfFormat().WriteAsync(RigTrack.FromUnitCurves(face.Weights), line, output, CancellationToken.None);
        return output.Bytes(".glb");
    }

    private static JsonDocument Json(byte[] file, out byte[] binary)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12));
        binary = file[(20 + length + 8)..];
        return JsonDocument.Parse(file.AsMemory(20, length));
    }

    private static float[] Floats(JsonElement root, byte[] binary, int accessor) => [.. Words(root, binary, accessor).Select(BitConverter.UInt32BitsToSingle)];

    private static uint[] Indices(JsonElement root, byte[] binary, int accessor) => [.. Words(root, binary, accessor)];

    private static IEnumerable<uint> Words(JsonElement root, byte[] binary, int number)
    {
        JsonElement accessor = root.GetProperty("accessors")[number], view = root.GetProperty("bufferViews")[accessor.GetProperty("bufferView").GetInt32()];
        int start = view.GetProperty("byteOffset").GetInt32() + (accessor.TryGetProperty("byteOffset", out JsonElement offset) ? offset.GetInt32() : 0);
        int width = accessor.GetProperty("type").GetString() switch { "SCALAR" => 1, "VEC3" => 3, _ => 4 };
        for (int i = 0; i < accessor.GetProperty("count").GetInt32() * width; i++) yield return BinaryPrimitives.ReadUInt32LittleEndian(binary.AsSpan(start + (4 * i)));
    }
}
