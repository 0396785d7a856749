using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Every format of the built program, loaded the way the program loads it. A new format needs a row here, and a new sample one below.</summary>
public sealed class BuiltInPluginTests
{
    /// <summary>By format how far a value may be off when it is read again: half of its last decimal, or what floats and percents lose. Shapes are never off.</summary>
    private static readonly Dictionary<string, float> _precision = new()
    {
        ["a2f-json"] = 1e-6f,
        ["ags-pam"] = 0,
        ["curves-csv"] = 1e-6f,
        ["curves-json"] = 1e-6f,
        ["fallout-lip"] = 0,
        ["fallout3-lip"] = 0,
        ["fallout4-fuz"] = 0,
        ["fallout4-lip"] = 0,
        ["fbx"] = 1e-6f,
        ["gltf"] = 0,
        ["godot-tres"] = 1e-4f,
        ["kotor-lip"] = 0,
        ["lex-json"] = 1e-4f,
        ["livelink-csv"] = 1e-6f,
        ["metahuman-csv"] = 1e-6f,
        ["moho-dat"] = 0,
        // Half a hundredth, and up to 1.4 ms of 33 on a way of up to 2 between two keys.
        ["nwn2-fxe"] = 0.09f,
        ["papagayo-pgo"] = 0,
        ["rhubarb-json"] = 0,
        ["rhubarb-tsv"] = 0,
        ["rhubarb-xml"] = 0,
        ["skyrim-fuz"] = 0,
        ["skyrim-lip"] = 0,
        ["source-phonemes"] = 0,
        ["source-vcd"] = 1e-4f,
        ["source-wav"] = 0,
        ["unity-anim"] = 1e-4f,
        ["usd-anim"] = 0,
        ["vmd"] = 1e-4f,
        ["vrma"] = 1e-6f,
    };

    /// <summary>Every file of ../shared/samples and the format that takes it; none: no format may.</summary>
    private static readonly Dictionary<string, string?> _samples = new()
    {
        ["blender_anim.fbx"] = "fbx",
        ["fo2_handmade.lip"] = "fallout-lip",
        ["handmade_fnv.lip"] = "fallout3-lip",
        ["handmade_fo4.lip"] = "fallout4-lip",
        ["handmade_skyrim.lip"] = "skyrim-lip",
        ["kotor_pykotor_test.lip"] = "kotor-lip",
        ["nwn2_fxegenerator.fxe"] = "nwn2-fxe",
        ["source_sdk_sentence.txt"] = "source-phonemes",
        ["source_sdk_vdat.wav"] = "source-wav",
        ["three-vrm_test.vrma"] = "vrma",
        ["usdskel_handmade.usda"] = "usd-anim",
        ["third_party_writer/off.a2f.json"] = "a2f-json",
        ["third_party_writer/off.anim"] = "unity-anim",
        ["third_party_writer/off.cues.json"] = "rhubarb-json",
        ["third_party_writer/off.dat"] = "moho-dat",
        ["third_party_writer/off.glb"] = "gltf",
        ["third_party_writer/off.gltf"] = "gltf",
        // Known to be bad: not the games' layout. BethesdaLipTests has the reason.
        ["third_party_writer/off.lip"] = null,
        ["third_party_writer/off.livelink.csv"] = "livelink-csv",
        ["third_party_writer/off.pgo"] = "papagayo-pgo",
        ["third_party_writer/off.tres"] = "godot-tres",
        ["third_party_writer/off.tsv"] = "rhubarb-tsv",
        ["third_party_writer/off.vmd"] = "vmd",
        ["third_party_writer/off.vrma"] = "vrma",
        ["third_party_writer/off.xml"] = "rhubarb-xml",
        // Packets of live streams, no files.
        ["livelink_handmade.bin"] = null,
        ["vmc_oscmin.bin"] = null,
    };

    public static TheoryData<string> Ids => [.. _precision.Keys];

    public static TheoryData<string> Samples => [.. _samples.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_format_is_loaded_when_asked_for_and_reads_what_it_wrote(string id)
    {
        using PluginHost host = OpenHost();
        Assert.All(host.Plugins, plugin => Assert.Equal(PluginState.Found, plugin.State));
        IRigFormat format = host.GetFormat(id);
        Assert.Single(host.Plugins, plugin => plugin.State == PluginState.Ready);

        RigTrack track = TrackFor(format.Description);
        byte[] file = await TextTracks.WriteAsync(format, track, TextTracks.Line(1.5) with
        {
            VoiceWave = format.Description.VoiceSampleRatesHz is [var rateHz, ..] ? TextTracks.Wave(rateHz, 8) : null,
        });
        IReadableFormat reader = host.FindReader(file, "line" + format.Description.Extension)!;
        Assert.Equal(id, reader.Description.Id);
        RigTrack read = reader.Read(new MemoryStream(file), "line" + format.Description.Extension);
        if (format.Description.Shapes is not null)
        {
            Assert.Equal(TextTracks.Keys(track).Select(key => key.Shape), TextTracks.Keys(read).Select(key => key.Shape));
            // The coarsest grid, Fallout's 4000 bytes of sound, is 0.09 s.
            Assert.All(TextTracks.Keys(track).Zip(TextTracks.Keys(read)), pair => Assert.InRange(pair.Second.Seconds - pair.First.Seconds, -0.046, 0.046));
            return;
        }
        Assert.Equal(track.Curves.FrameRateFps, read.Curves.FrameRateFps, 1e-6);
        Assert.True(read.Curves.FrameCount >= track.Curves.FrameCount, $"{read.Curves.FrameCount} frames");
        foreach (string name in track.Curves.Channels)
        {
            float[] written = GltfFiles.Channel(track, name);
            Assert.Equal(written, GltfFiles.Channel(read, name)[..written.Length], (a, b) => Math.Abs(a - b) <= _precision[id]);
        }
    }

    [Fact]
    public void No_format_is_left_out()
    {
        using PluginHost host = OpenHost();
        host.LoadAll();
        Assert.Equal(_precision.Keys.Order(StringComparer.Ordinal), host.Formats.Select(format => format.Description.Id).Order(StringComparer.Ordinal));
        Assert.All(host.Formats, format => Assert.IsAssignableFrom<IReadableFormat>(format));
    }

    [SkippableTheory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_read_by_its_own_format(string name)
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", name));
        using PluginHost host = OpenHost();
        IReadableFormat? reader = host.FindReader(file, Path.GetFileName(name));
        Assert.Equal(_samples[name], reader?.Description.Id);
        if (reader is null) return;
        RigTrack track = reader.Read(new MemoryStream(file), Path.GetFileName(name));
        Assert.NotEmpty(track.Channels);
        Assert.True(track.Curves.FrameCount > 0 || track.ShapeKeys is { Count: > 0 });
    }

    [SkippableFact]
    public void No_sample_is_left_out()
    {
        string folder = TestPaths.RequireShared("samples");
        Assert.Equal(
            _samples.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(name => name != "PROVENANCE.md").Order(StringComparer.Ordinal));
    }

    /// <summary>What a host gives to a format: one shape after another, keys on straight lines, or any value on any frame.</summary>
    private static RigTrack TrackFor(FormatDescription description)
    {
        double rateFps = description.DefaultFrameRateFps;
        if (description.Shapes is { } shapes)
        {
            string[] names = description.FixedChannels is { } known ? [.. known.Select(channel => channel.Name)] : [shapes.RestShape, "AI", "MBP"];
            string[] others = [.. names.Where(name => name != shapes.RestShape)];
            return TextTracks.Shapes(names, rateFps, 1.5, (0, shapes.RestShape), (0.25, others[0]), (0.375, others[1]), (0.75, others[0]), (1, shapes.RestShape));
        }
        string prefix = description.Id == "metahuman-csv" ? "CTRL_expressions_" : "";
        IReadOnlyList<RigChannel> channels = description.FixedChannels ?? [new RigChannel(prefix + "jawOpen"), new RigChannel(prefix + "mouthFunnel"), new RigChannel(prefix + "browInnerUp")];
        return description.KeyTolerance is null ? TestTracks.Random(channels, rateFps, 45) : TextTracks.Keyed(channels, rateFps, 45);
    }

    private static PluginHost OpenHost() => new(new PluginHostOptions { BuiltInFolders = [.. Directory.EnumerateDirectories(Path.Combine(TestPaths.Home, "plugins"))] });
}
