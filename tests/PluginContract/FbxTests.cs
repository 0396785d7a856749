using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Fbx;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class FbxTests
{
    private readonly FbxFormat _format = new();

    [Fact]
    public async Task Our_head_is_a_file_as_the_specification_says()
    {
        byte[] bytes = await MemoryOutput.WriteAsync(_format, GltfFiles.EveryChannel(30, 80));
        FbxFile file = new(bytes);
        Assert.Equal(7400, file.Version);
        Assert.Equal(
            ["FBXHeaderExtension", "FileId", "CreationTime", "Creator", "GlobalSettings", "Documents", "References", "Definitions", "Objects", "Connections", "Takes"],
            file.Top.Select(node => node.Name));
        // Face has 51 morphs, Lashes, Brows, Tongue and lower teeth theirs: each a shape and a slider with a curve.
        FbxFile.Node[] sliders = [.. file.Objects("Deformer", "BlendShapeChannel")];
        Assert.Equal(sliders.Length, file.Objects("Geometry", "Shape").Count());
        Assert.Equal(68, sliders.Select(node => node.ObjectName).Distinct().Count());
        Assert.Equal(10, file.Objects("Model", "Mesh").Count());
        long[] ids = [.. file.Find("Objects").Children.Select(node => (long)node.Properties[0])];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.DoesNotContain(0L, ids);
        foreach (FbxFile.Node connection in file.Find("Connections").Children)
        {
            Assert.Contains((long)connection.Properties[1], ids);
            Assert.True((long)connection.Properties[2] == 0 || ids.Contains((long)connection.Properties[2]));
        }
        // Every count in Definitions is right.
        foreach (FbxFile.Node type in file.Find("Definitions").Children.Where(node => node.Name == "ObjectType" && (string)node.Properties[0] != "GlobalSettings"))
            Assert.Equal(file.Find("Objects").Children.Count(node => node.Name == (string)type.Properties[0]), type.Children.Single(node => node.Name == "Count").Properties[0]);
        Assert.Equal(1 + ids.Length, file.Find("Definitions").Children.Single(node => node.Name == "Count").Properties[0]);

        (long[] times, float[] percents) = file.CurveOf(sliders.First(node => node.ObjectName == "jawOpen"));
        Assert.Equal([0, 1_539_538_600, 3_079_077_200], times[..3]);
        Assert.Equal(80, percents.Length);
        Assert.Equal([0f, 50, 100], percents.Distinct().Order());
        Assert.Equal("F85A8C6ADEF5D97EECE90CE3758F290B", Convert.ToHexString(bytes[^16..]));
        Assert.Equal(0, (bytes.Length - 16 - 120 - 4) % 16);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(24)]
    [InlineData(30000.0 / 1001)]
    public async Task A_line_comes_back_as_it_was_written(double rateFps)
    {
        RigTrack track = TestTracks.Random([.. ArkitChannels.All.Select(name => new RigChannel(name))], rateFps, 150);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "renamed"));
        RigTrack read = Read(file);
        Assert.Equal((rateFps, 150), (read.Curves.FrameRateFps, read.Curves.FrameCount));
        Assert.Equal(68, read.Curves.Channels.Count);
        foreach (string name in ArkitChannels.All)
            Assert.Equal(GltfFiles.Channel(track, name), GltfFiles.Channel(read, name), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [SkippableFact]
    public void Blenders_file_is_read()
    {
        RigTrack track = Read(File.ReadAllBytes(TestPaths.RequireShared("samples", "blender_anim.fbx")));
        Assert.Equal(51, track.Curves.Channels.Count);
        Assert.Equal(ArkitChannels.Face.Except(["tongueOut"]).Order(StringComparer.Ordinal), track.Curves.Channels.Order(StringComparer.Ordinal));
        // 31 keys in its one second.
        Assert.Equal((30.0, 31), (track.Curves.FrameRateFps, track.Curves.FrameCount));
        Assert.All(track.Channels, channel => Assert.Equal((0f, 1f), (channel.Minimum, channel.Maximum)));
        Assert.InRange(track.Curves.Values.ToArray().Max(), 0.5f, 1);
    }

    [SkippableFact]
    public async Task The_users_file_keeps_every_node_and_gets_one_more_animation()
    {
        byte[] before = await File.ReadAllBytesAsync(TestPaths.RequireShared("samples", "blender_anim.fbx"));
        RigTrack track = TestTracks.Arkit(60, 50);
        FbxFile old = new(before), animated = new(await AnimateAsync(before, track));
        foreach (FbxFile.Node node in old.Top.Where(node => node.Name is not ("Definitions" or "Objects" or "Connections" or "Takes")))
            Assert.Equal(node.Raw, animated.Find(node.Name).Raw);
        foreach (string name in (string[])["Objects", "Connections", "Takes"])
        {
            FbxFile.Node[] kept = [.. animated.Find(name).Children.Take(old.Find(name).Children.Count)];
            Assert.Equal(old.Find(name).Children.Select(node => node.Raw), kept.Select(node => node.Raw));
        }
        // A stack, a layer, a node and a curve for each of the 51 shapes.
        Assert.Equal(2 + (2 * 51), animated.Find("Objects").Children.Count - old.Find("Objects").Children.Count);
        Assert.Equal(1 + (3 * 51), animated.Find("Connections").Children.Count - old.Find("Connections").Children.Count);
        Assert.Equal(324 + 104, animated.Find("Definitions").Children.Single(node => node.Name == "Count").Properties[0]);
        long[] ids = [.. animated.Find("Objects").Children.Select(node => (long)node.Properties[0])];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(["Scene", "line"], animated.Objects("AnimationStack", "").Select(node => node.ObjectName));
        foreach (FbxFile.Node slider in animated.Objects("Deformer", "BlendShapeChannel"))
        {
            (long[] times, float[] percents) = animated.CurveOf(slider);
            Assert.Equal(769_769_300, times[1]);
            Assert.Equal(GltfFiles.Channel(track, slider.ObjectName), percents.Select(percent => percent / 100), (a, b) => Math.Abs(a - b) < 1e-6f);
        }
    }

    [Theory]
    [InlineData(7100)]
    [InlineData(7400)]
    [InlineData(7500)]
    [InlineData(7700)]
    public async Task Every_version_of_the_users_file_is_animated_in_its_own_layout(int version)
    {
        FbxFile animated = new(await AnimateAsync(SmallFbx.Write(version, "jawOpen", "head.EYEBLINK_L", "tail"), TestTracks.Arkit(30, 5)));
        Assert.Equal(version, animated.Version);
        Assert.Equal([0L, 1_539_538_600], animated.CurveOf(animated.Objects("Deformer", "BlendShapeChannel").First()).Times[..2]);
        Assert.Equal(2, animated.Objects("AnimationCurve", "").Count());
        RigTrack read = Read(animated.Bytes);
        Assert.Equal(["jawOpen", "EYEBLINK_L"], read.Curves.Channels);
        Assert.Equal(GltfFiles.Channel(TestTracks.Arkit(30, 5), "eyeBlinkLeft"), GltfFiles.Channel(read, "EYEBLINK_L"), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        byte[] mesh = SmallFbx.Write(7400, "JAWOPEN");
        byte[] ours = await MemoryOutput.WriteAsync(_format, TestTracks.Arkit(30, 4)), theirs = await AnimateAsync(mesh, TestTracks.Arkit(30, 4));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(Convert.ToHexString(ours), Convert.ToHexString(await MemoryOutput.WriteAsync(new FbxFormat(), TestTracks.Arkit(30, 4))));
        Assert.Equal(theirs, await AnimateAsync(mesh, TestTracks.Arkit(30, 4)));
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_told()
    {
        byte[] small = SmallFbx.Write(7400, "jawOpen");
        Refused("FBX01", "; FBX 7.4.0 project file"u8.ToArray());
        Refused("FBX01", "glTF"u8.ToArray());
        Refused("FBX01", [.. small[..23], 0xD4, 0x17, 0, 0, .. small[27..]]);
        Refused("FBX02", small[..25]);
        Refused("FBX02", small[..^200]);
        Refused("FBX02", [.. small[..27], 0xFF, 0xFF, 0xFF, 0x7F, .. small[31..]]);
        Refused("FBX04", small);
        using HugeStream huge = new();
        Assert.Equal("FBX03", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(huge, "x")).Issues).Code);
    }

    [Fact]
    public async Task Characters_that_cannot_be_animated_are_refused()
    {
        Assert.Equal("FBX05", await RefusedMeshAsync(SmallFbx.Write(7400)));
        Assert.Equal("FBX06", await RefusedMeshAsync(SmallFbx.Write(7400, "smile_01")));
    }

    [Fact]
    public async Task A_packed_list_that_would_burst_is_refused()
    {
        byte[] file = await AnimateAsync(SmallFbx.Write(7400, "jawOpen"), TestTracks.Arkit(30, 5));
        // The list of key times says that 1.7 million of them are packed into its 40 bytes.
        int at = file.AsSpan().IndexOf("KeyTimel"u8) + 8;
        BitConverter.GetBytes(1_700_000).CopyTo(file, at);
        file[at + 4] = 1;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refused("FBX02", file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        BitConverter.GetBytes(int.MaxValue).CopyTo(file, at);
        Refused("FBX03", file);
    }

    [Fact]
    public void Packed_lists_are_read() =>
        Assert.Equal([0, 0.25f, 1], Read(SmallFbx.WritePacked(7500, "jawOpen", [0, 25, 100])).Curves.Values.ToArray());

    [Fact]
    public void A_packed_list_that_wants_a_dictionary_is_refused()
    {
        byte[] file = SmallFbx.WritePacked(7500, "jawOpen", [0, 25, 100]);
        // RFC 1950: bit 5 of the second byte, and both bytes together a multiple of 31.
        int at = file.AsSpan().IndexOf("KeyValueFloatf"u8) + 14 + 12;
        file[at] = 0x78;
        file[at + 1] = 0xBB;
        Refused("FBX02", file);
    }

    [Fact]
    public async Task Damaged_files_give_issues_and_nothing_else()
    {
        Mutations.Run(await AnimateAsync(SmallFbx.Write(7400, "jawOpen"), TestTracks.Arkit(30, 20)), stream => _format.Read(stream, "x"));
        Mutations.Run(SmallFbx.WritePacked(7500, "jawOpen", [0, 25, 100]), stream => _format.Read(stream, "x"));
    }

    private RigTrack Read(byte[] file) => _format.Read(new MemoryStream(file), "x.fbx");

    private static async Task<byte[]> AnimateAsync(byte[] mesh, RigTrack track)
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = "line", DurationSeconds = 1, Mesh = new NamedFile("me.fbx", mesh) };
        await new FbxFormat().WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(".fbx");
    }

    private void Refused(string code, byte[] file)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(file)).Issues);
        Assert.Equal(code, issue.Code);
        Assert.StartsWith("x.fbx", issue.Place, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedMeshAsync(byte[] mesh) =>
        Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => AnimateAsync(mesh, TestTracks.Arkit(30, 2)))).Issues).Code;
}
