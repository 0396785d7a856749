using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Classic2D;
using Audio2Face.Modkit.Plugins.Godot;
using Audio2Face.Modkit.Plugins.MassEffect;
using Audio2Face.Modkit.Plugins.Mmd;
using Audio2Face.Modkit.Plugins.Source;
using Audio2Face.Modkit.Plugins.Unity;
using Audio2Face.Modkit.Plugins.Unreal;
using Audio2Face.Modkit.Retargeting;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>What holds for every format of cues, keys and text alike.</summary>
public sealed class TextFormatTests
{
    private static readonly IReadableFormat[] _formats =
    [
        new RhubarbTsvFormat(), new RhubarbXmlFormat(), new RhubarbJsonFormat(), new MohoDatFormat(), new PapagayoPgoFormat(), new AgsPamFormat(),
        new SourcePhonemesFormat(), new SourceWavFormat(), new SourceVcdFormat(), new VmdFormat(), new UnityAnimFormat(), new GodotTresFormat(),
        new LexJsonFormat(), new MetaHumanCsvFormat(),
    ];

    public static TheoryData<string> Ids => [.. _formats.Select(format => format.Description.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_language_changes_nothing(string id)
    {
        IReadableFormat format = Format(id);
        byte[] expected = await WriteAsync(format);
        RigTrack track = format.Read(new MemoryStream(expected), "line");
        foreach (string culture in (string[])["de-DE", "tr-TR", "ar-SA"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, await WriteAsync(format));
            Assert.Equal(track.Curves.Values.ToArray(), format.Read(new MemoryStream(expected), "line").Curves.Values.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_program_finds_the_reader_of_what_it_wrote(string id)
    {
        byte[] file = await WriteAsync(Format(id));
        using PluginHost host = new(new PluginHostOptions { BuiltInFolders = [Path.Combine(TestPaths.Home, "plugins")] });
        IReadableFormat? reader = host.FindReader(file, "line" + host.GetFormat(id).Description.Extension);
        Assert.Equal(id, reader?.Description.Id);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_file_is_read_as_it_was_written(string id)
    {
        IReadableFormat format = Format(id);
        RigTrack track = Track(format);
        RigTrack read = format.Read(new MemoryStream(await WriteAsync(format)), "line");
        if (format.Description.Shapes is not null)
        {
            Assert.Equal(TextTracks.Keys(track).Select(key => key.Shape), TextTracks.Keys(read).Select(key => key.Shape));
            Assert.All(TextTracks.Keys(track).Zip(TextTracks.Keys(read)), pair => Assert.Equal(pair.First.Seconds, pair.Second.Seconds, 0.5 / 24));
            return;
        }
        Assert.Equal(track.Curves.FrameRateFps, read.Curves.FrameRateFps);
        Assert.Equal(track.Curves.Channels, read.Curves.Channels);
        Assert.Equal(track.Curves.FrameCount, read.Curves.FrameCount);
        for (int i = 0; i < track.Curves.Values.Length; i++) Assert.Equal(track.Curves.Values[i], read.Curves.Values[i], 1.01e-4f);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_track_without_what_the_host_owes_is_a_programming_mistake(string id)
    {
        IReadableFormat format = Format(id);
        if (id == "metahuman-csv") return; // stores every frame
        RigTrack track = Track(format);
        RigTrack bare = new() { Curves = track.Curves, Channels = track.Channels };
        Assert.Throws<ArgumentException>(() => format.WriteAsync(bare, Line(format), new MemoryOutput(), CancellationToken.None).AsTask().GetAwaiter().GetResult());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_huge_file_is_refused_before_it_is_read(string id)
    {
        string code = Assert.Single(Assert.Throws<ModkitException>(() => Format(id).Read(new HugeStream(), "line")).Issues).Code;
        Assert.Contains(code, (string[])["CUE01", "SRC01", "MMD05", "UNY01", "GDT01", "MEX01", "MHC02"]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Mutated_files_never_break_the_reader(string id)
    {
        IReadableFormat format = Format(id);
        Mutations.Run(await WriteAsync(format), stream => format.Read(stream, "line"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Other_files_are_not_taken_for_it(string id)
    {
        IReadableFormat format = Format(id);
        foreach (string text in (string[])["", "{", "time,JawOpen\n0,0\n", "Timecode,BlendShapeCount,JawOpen\n", "{\"weightMat\":[]}", "%YAML 1.1\n---\n", "<?xml version=\"1.0\"?><svg/>", "0.5 apples", "[section]\na:b\n"])
            Assert.False(format.CanRead(System.Text.Encoding.UTF8.GetBytes(text), "file.txt"), text);
    }

    private static IReadableFormat Format(string id) => _formats.Single(format => format.Description.Id == id);

    private static Task<byte[]> WriteAsync(IReadableFormat format) => TextTracks.WriteAsync(format, Track(format), Line(format));

    private static LineInfo Line(IReadableFormat format) => TextTracks.Line(Duration(format)) with
    {
        VoiceWave = format.Description.VoiceSampleRatesHz is [var rate, ..] ? TextTracks.Wave(rate, 8) : null,
    };

    private static double Duration(IReadableFormat format) => format.Description.Shapes is null ? 12 / format.Description.DefaultFrameRateFps : 1.5;

    private static RigTrack Track(IReadableFormat format)
    {
        FormatDescription description = format.Description;
        if (description.Shapes is { } shapes)
        {
            string[] names = description.FixedChannels is { } channels ? [.. channels.Select(channel => channel.Name)] : [shapes.RestShape, "AI", "MBP"];
            (string open, string closed) = description.FixedChannels is null ? ("AI", "MBP") : (names[3], names[0]);
            return TextTracks.Shapes(names, description.DefaultFrameRateFps, 1.5, (0, shapes.RestShape), (0.25, closed), (0.375, open), (0.75, closed), (1, shapes.RestShape));
        }
        string prefix = description.Id == "metahuman-csv" ? "CTRL_expressions_" : "";
        return TextTracks.Keyed([new RigChannel(prefix + "jawOpen"), new RigChannel(prefix + "mouthFunnel"), new RigChannel(prefix + "browDownL")], description.DefaultFrameRateFps, 12);
    }
}
