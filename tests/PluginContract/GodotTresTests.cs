using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Godot;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class GodotTresTests
{
    private readonly GodotTresFormat _format = new();

    [Fact]
    public async Task A_resource_is_as_its_description_says()
    {
        RigTrack track = new()
        {
            Curves = new CurveTable(30, 0, ["jawOpen", "あ"], [0, 1, 0.25f, 1, 0.5f, 1, 0, -0f]),
            Channels = [new("jawOpen"), new("あ")],
            KeyFrames = [[0, 2, 3], [0, 3]],
        };
        Assert.Equal("""
            [gd_resource type="Animation" format=3]

            [resource]
            length = 0.133333
            step = 0.033333333
            tracks/0/type = "value"
            tracks/0/imported = false
            tracks/0/enabled = true
            tracks/0/path = NodePath("Body/Face:blend_shapes/jawOpen")
            tracks/0/interp = 1
            tracks/0/loop_wrap = true
            tracks/0/keys = {
            "times": PackedFloat32Array(0.0, 0.066667, 0.1),
            "transitions": PackedFloat32Array(1, 1, 1),
            "values": [0.0, 0.5, 0.0],
            "update": 0
            }
            tracks/1/type = "value"
            tracks/1/imported = false
            tracks/1/enabled = true
            tracks/1/path = NodePath("Body/Face:blend_shapes/あ")
            tracks/1/interp = 1
            tracks/1/loop_wrap = true
            tracks/1/keys = {
            "times": PackedFloat32Array(0.0, 0.1),
            "transitions": PackedFloat32Array(1, 1),
            "values": [1.0, 0.0],
            "update": 0
            }

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(await TextTracks.WriteAsync(_format, track, TextTracks.Line(4 / 30.0, ("node", "Body/Face")))));
    }

    [SkippableFact]
    public void Reads_a_resource_of_another_writer()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.tres"));
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "x"));
        RigTrack track = _format.Read(new MemoryStream(file), "off.tres");
        Assert.Equal((30.0, 49, 15), (track.Curves.FrameRateFps, track.Curves.FrameCount, track.Curves.Channels.Count));
        Assert.Equal(("viseme_sil", "viseme_U"), (track.Curves.Channels[0], track.Curves.Channels[14]));
        Assert.Equal((0.4155f, 0.4068f, 0.3793f), (track.Curves[0, 0], track.Curves[1, 0], track.Curves[48, 0])); // at 0, 0.033333 and 1.6 s
    }

    [Fact]
    public void Reads_flat_tracks_of_importers_and_resources_of_Godot_3()
    {
        RigTrack track = Read("""
            [gd_resource type="Animation" format=2]
            [resource]
            step = 0.1
            tracks/1/path = NodePath("Head:mouth")
            tracks/1/type = "blend_shape"
            tracks/1/keys = PoolRealArray(0, 1, 0, 0.2, 1, 1)
            tracks/0/type = "bone"
            tracks/0/keys = [{ "a": [1, 2] }]
            tracks/7/type = "value"
            tracks/7/path = NodePath("Head:blend_shapes/a = b")
            tracks/7/keys = { "values": [ -0.5, 2 ], "times": PoolRealArray( 0, 0.2 ) }
            """);
        Assert.Equal([new RigChannel("mouth"), new RigChannel("a = b", -0.5f, 2)], track.Channels);
        Assert.Equal((10.0, 3, 0.5f, 0.75f), (track.Curves.FrameRateFps, track.Curves.FrameCount, track.Curves[1, 0], track.Curves[1, 1]));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    public async Task Names_must_fit_into_a_path(string name) => Assert.Equal("GDT06", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() =>
        TextTracks.WriteAsync(_format, TextTracks.Keyed([new RigChannel(name)], 30, 10), TextTracks.Line(1)))).Issues).Code);

    [Theory]
    [InlineData("GDT02", "x:1", "[gd_scene]")]
    [InlineData("GDT05", "x", "[gd_resource type=\"Animation\"]\nlength = 1\n")]
    [InlineData("GDT03", "x:2", "[gd_resource type=\"Animation\"]\nlength = long\n")]
    [InlineData("GDT03", "x:2", "[gd_resource type=\"Animation\"]\ntracks/x/type = 1\n")]
    [InlineData("GDT03", "x:4", "[gd_resource type=\"Animation\"]\ntracks/0/type = \"value\"\ntracks/0/path = NodePath(\"a:blend_shapes/b\")\ntracks/0/keys = {\n\"times\": A(0, 1), \"values\": [0] }\n")]
    [InlineData("GDT03", "x:4", "[gd_resource type=\"Animation\"]\ntracks/0/type = \"value\"\ntracks/0/path = NodePath(\"a:blend_shapes/b\")\ntracks/0/keys = { \"times\": A(1, 0), \"values\": [0, 0] }\n")]
    [InlineData("GDT03", "x:4", "[gd_resource type=\"Animation\"]\ntracks/0/type = \"blend_shape\"\ntracks/0/path = NodePath(\"a:b\")\ntracks/0/keys = A(0, 1)\n")]
    public void Names_the_fault_and_its_line(string code, string place, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    [Fact]
    public void Too_many_tracks_are_refused()
    {
        string text = "[gd_resource type=\"Animation\"]\n" + string.Concat(Enumerable.Range(0, 1_025).Select(i =>
            $"tracks/{i}/type = \"value\"\ntracks/{i}/path = NodePath(\"a:blend_shapes/{i}\")\ntracks/{i}/keys = {{ \"times\": A(), \"values\": [] }}\n"));
        Assert.Equal("GDT04", Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues).Code);
    }

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");
}
