using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Cli;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary><c>a2f profile new --mesh</c> and <c>a2f inspect</c>, from a character's file to its animation.</summary>
public sealed partial class ProfileNewTests(Heads heads) : IClassFixture<Heads>, IDisposable
{
    /// <summary>What speech moves without fail.</summary>
    private static readonly string[] _spoken = ["jawOpen", "mouthClose", "mouthFunnel", "mouthPucker", "mouthLowerDownLeft", "mouthUpperUpRight", "eyeBlinkLeft"];

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableTheory]
    [InlineData(".glb", "auto")]
    [InlineData(".glb", "ignore")]
    [InlineData(".fbx", "ignore")]
    public Task A_profile_made_from_a_head_animates_this_head(string extension, string names) => AnimatesAsync(Heads.IctFile(extension), names, name => name);

    [Fact]
    public async Task A_head_whose_morphs_have_names_that_tell_nothing_is_animated_all_the_same()
    {
        // As long as the real names, so that the file stays whole.
        Dictionary<string, string> shown = ArkitChannels.All.Index().ToDictionary(pair => pair.Item, pair => $"s{pair.Index:00}".PadRight(pair.Item.Length, '_'), StringComparer.Ordinal);
        string text = QuotedName().Replace(Encoding.Latin1.GetString(File.ReadAllBytes(heads.OwnFile)),
            match => shown.TryGetValue(match.Groups[1].Value, out string? name) ? $"\"{name}\"" : match.Value);
        // A head without the animation it came with, which would stay the file's first.
        string head = _scene.Bytes("nameless.glb", Encoding.Latin1.GetBytes(text.Replace("\"animations\"", "\"xanimation\"", StringComparison.Ordinal)));
        await AnimatesAsync(head, "auto", name => shown[name]);
    }

    [Fact]
    public async Task What_is_not_sure_is_a_comment_and_told()
    {
        TestFace ball = TestFace.Ball(new Random(2), 20);
        string file = _scene.Bytes("ball.glb", Glb(ball.Meshes[0]));
        A2f.Outcome outcome = (await A2f.RunAsync("profile", "new", "--mesh", file, "-o", _scene["ball.a2fprofile.yaml"])).Expect(ExitCodes.Success);
        Assert.Contains("0 of 20 channels are moved", outcome.Output, StringComparison.Ordinal);
        string profile = File.ReadAllText(_scene["ball.a2fprofile.yaml"]);
        Assert.Contains("unsure: ", profile, StringComparison.Ordinal);
        Assert.DoesNotContain("\n    sources:", profile, StringComparison.Ordinal);
        (await A2f.RunAsync("profile", "check", _scene["ball.a2fprofile.yaml"])).Expect(ExitCodes.Success);
    }

    [Fact]
    public async Task A_mesh_without_morphs_gives_no_profile_but_a_reason()
    {
        string file = _scene.Text("still.obj", "v 0 0 0\nv 2 0 0\nv 0 3 0\nf 1 2 3\n");
        Assert.Contains("MSH06", (await A2f.RunAsync("profile", "new", "--mesh", file, "-o", _scene["still.a2fprofile.yaml"])).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
        Assert.Equal(["still.obj"], _scene.Names);
    }

    [Fact]
    public async Task Inspect_tells_the_meshes_of_a_character_with_their_morphs()
    {
        // By hand: a square of two triangles, one corner of which a morph lifts by 2.
        string head = _scene.Text("head_neutral.obj", "v 0 0 0\nv 2 0 0\nv 0 3 0\nv 2 3 0\nf 1 2 3\nf 2 4 3\n");
        JsonElement mesh = (await A2f.RunAsync("inspect", head, "--json")).Expect(ExitCodes.Success).Events("mesh").Single();
        Assert.Equal((4, 2, 0), (mesh.GetProperty("vertices").GetInt32(), mesh.GetProperty("triangles").GetInt32(), mesh.GetProperty("morphs").GetArrayLength()));
        Assert.Contains("head_neutral.obj: meshes 1, morph targets 0", (await A2f.RunAsync("inspect", head)).Expect(ExitCodes.Success).Output, StringComparison.Ordinal);

        // A file may hold both: the head, and how it speaks.
        A2f.Outcome own = (await A2f.RunAsync("inspect", heads.OwnFile, "--json")).Expect(ExitCodes.Success);
        Assert.Contains("jawOpen", own.Events("mesh").SelectMany(e => e.GetProperty("morphs").EnumerateArray()).Select(morph => morph.GetProperty("name").GetString()));
        Assert.Single(own.Events("animation"));
        Assert.Contains("MSH08", (await A2f.RunAsync("inspect", _scene.Text("bad.dae", "no mesh"))).Expect(ExitCodes.InputMedia).Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(".glb")]
    [InlineData(".fbx")]
    public async Task Inspect_tells_the_ict_head(string extension)
    {
        JsonElement mesh = (await A2f.RunAsync("inspect", Heads.IctFile(extension), "--json")).Expect(ExitCodes.Success).Events("mesh").Single();
        Assert.Equal(51, mesh.GetProperty("morphs").GetArrayLength());
        Assert.All(mesh.GetProperty("morphs").EnumerateArray(), morph => Assert.InRange(morph.GetProperty("vertices").GetInt32(), 10, mesh.GetProperty("vertices").GetInt32()));
    }

    /// <summary>From a mesh to a profile, from this and a voice to a head that speaks.</summary>
    private async Task AnimatesAsync(string head, string names, Func<string, string> nameOf)
    {
        string profile = _scene["made.a2fprofile.yaml"], result = _scene["line" + Path.GetExtension(head)];
        (await A2f.RunAsync("profile", "new", "--mesh", head, "--names", names, "-o", profile)).Expect(ExitCodes.Success);
        (await A2f.RunAsync("profile", "check", profile)).Expect(ExitCodes.Success);
        string voice = Path.Combine(TestPaths.RepositoryRoot, "samples", "hello-en.wav");
        (await A2f.RunAsync("animate", voice, "--profile", profile, "--mesh", head, "-o", result)).Expect(ExitCodes.Success);
        JsonElement channels = (await A2f.RunAsync("inspect", result, "--json")).Expect(ExitCodes.Success).Events("animation").Single().GetProperty("channels");
        Dictionary<string, double> most = channels.EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("maximum").GetDouble());
        Assert.All(_spoken, name => Assert.True(most[nameOf(name)] > 0.05, $"{name} hardly moves: {most[nameOf(name)]}"));
    }

    /// <summary>A mesh as a GLB without triangles.</summary>
    private static byte[] Glb(FaceMesh mesh)
    {
        float[][] parts = [mesh.Positions, .. mesh.Morphs.Select(morph => morph.Deltas)];
        int bytesEach = mesh.Positions.Length * sizeof(float);
        byte[] data = new byte[parts.Length * bytesEach];
        foreach ((int i, float[] part) in parts.Index()) Buffer.BlockCopy(part, 0, data, i * bytesEach, bytesEach);
        string json = JsonSerializer.Serialize(new
        {
            asset = new { version = "2.0" },
            meshes = new[] { new { extras = new { targetNames = mesh.Morphs.Select(morph => morph.Name) }, primitives = new[] { new { attributes = new { POSITION = 0 }, targets = mesh.Morphs.Select((_, i) => new { POSITION = i + 1 }) } } } },
            accessors = parts.Select((_, i) => new { bufferView = i, componentType = 5126, count = mesh.VertexCount, type = "VEC3" }),
            bufferViews = parts.Select((_, i) => new { buffer = 0, byteOffset = i * bytesEach, byteLength = bytesEach }),
            buffers = new[] { new { byteLength = data.Length } },
        });
        byte[] text = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 3) / 4 * 4));
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("glTF"u8);
        foreach (int word in (int[])[2, 12 + 8 + text.Length + 8 + data.Length, text.Length]) writer.Write(word);
        writer.Write("JSON"u8);
        writer.Write(text);
        writer.Write(data.Length);
        writer.Write("BIN\0"u8);
        writer.Write(data);
        return file.ToArray();
    }

    [GeneratedRegex("\"([A-Za-z]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedName();
}
