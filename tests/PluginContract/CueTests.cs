using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Classic2D;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Cue files of 2D characters: Rhubarb, Moho, Papagayo, AGS.</summary>
public sealed class CueTests
{
    private static readonly string[] _letters = ["A", "B", "C", "D", "E", "F", "G", "H", "X"];
    private static readonly string[] _layers = ["rest", "AI", "E", "O", "U", "FV", "L", "MBP", "WQ", "etc"];

    /// <summary>What OpenFaceFX wrote for its example, in hundredths of a second; read off its TSV by eye.</summary>
    private static readonly (double, string)[] _thirdParty =
        [(0, "X"), (0.07, "A"), (0.1, "B"), (0.23, "A"), (0.27, "C"), (1.43, "D"), (1.52, "F"), (1.55, "X")];

    [Fact]
    public async Task Tsv_is_as_Rhubarb_writes_it() => Assert.Equal("0.00\tX\n0.13\tA\n0.20\tD\n0.33\tG\n0.67\tH\n1.03\tX\n1.25\tX\n", await RhubarbAsync(new RhubarbTsvFormat()));

    [Theory]
    [InlineData("GHX", "0.00\tX\n0.13\tA\n0.20\tD\n0.33\tG\n0.67\tH\n1.03\tX\n1.25\tX\n")]
    [InlineData("gx", "0.00\tX\n0.13\tA\n0.20\tD\n0.33\tG\n0.67\tC\n1.03\tX\n1.25\tX\n")]
    [InlineData("none", "0.00\tA\n0.20\tD\n0.33\tA\n0.67\tC\n1.03\tA\n1.25\tA\n")]
    [InlineData("", "0.00\tA\n0.20\tD\n0.33\tA\n0.67\tC\n1.03\tA\n1.25\tA\n")]
    public async Task Missing_extended_shapes_have_stand_ins(string owned, string expected) =>
        Assert.Equal(expected, await RhubarbAsync(new RhubarbTsvFormat(), ("extended-shapes", owned)));

    [Theory]
    [InlineData("A")]
    [InlineData("GG")]
    [InlineData("nothing")]
    public async Task Other_letters_are_no_extended_shapes(string owned)
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => RhubarbAsync(new RhubarbTsvFormat(), ("extended-shapes", owned)));
        Assert.Equal("CUE09", Assert.Single(exception.Issues).Code);
    }

    [Fact]
    public async Task Xml_is_as_Rhubarb_writes_it() => Assert.Equal("""
        <?xml version="1.0" encoding="utf-8"?>
        <rhubarbResult>
          <metadata>
            <soundFile>line</soundFile>
            <duration>1.25</duration>
          </metadata>
          <mouthCues>
            <mouthCue start="0.00" end="0.13">X</mouthCue>
            <mouthCue start="0.13" end="0.20">A</mouthCue>
            <mouthCue start="0.20" end="0.33">D</mouthCue>
            <mouthCue start="0.33" end="0.67">G</mouthCue>
            <mouthCue start="0.67" end="1.03">H</mouthCue>
            <mouthCue start="1.03" end="1.25">X</mouthCue>
          </mouthCues>
        </rhubarbResult>

        """.ReplaceLineEndings("\n"), await RhubarbAsync(new RhubarbXmlFormat()));

    [Fact]
    public async Task Json_is_as_Rhubarb_writes_it() => Assert.Equal("""
        {
          "metadata": {
            "soundFile": "line",
            "duration": 1.25
          },
          "mouthCues": [
            { "start": 0.00, "end": 0.13, "value": "X" },
            { "start": 0.13, "end": 0.20, "value": "A" },
            { "start": 0.20, "end": 0.33, "value": "D" },
            { "start": 0.33, "end": 0.67, "value": "G" },
            { "start": 0.67, "end": 1.03, "value": "H" },
            { "start": 1.03, "end": 1.25, "value": "X" }
          ]
        }

        """.ReplaceLineEndings("\n"), await RhubarbAsync(new RhubarbJsonFormat()));

    [Theory]
    [InlineData("a <b> & \"c\"\u0001")]
    [InlineData("日本 'x' ]]>")]
    public async Task Names_of_lines_are_told_as_they_are(string name)
    {
        RigTrack track = Letters();
        foreach (CueFormat format in (CueFormat[])[new RhubarbXmlFormat(), new RhubarbJsonFormat(), new PapagayoPgoFormat()])
        {
            RigTrack own = format is PapagayoPgoFormat ? Layers(24, 1, (0, "rest"), (0.5, "AI")) : track;
            byte[] file = await TextTracks.WriteAsync(format, own, TextTracks.Line(1.25) with { Name = name });
            Assert.NotEmpty(format.Read(new MemoryStream(file), "x").ShapeKeys!);
        }
    }

    [Fact]
    public async Task Moho_counts_frames_from_1()
    {
        // 0.1 s lies in the third of the frames that start at 0, 1/24, 2/24; 0.5 s starts the thirteenth.
        string text = await LayersAsync(new MohoDatFormat(), Layers(24, 1, (0, "rest"), (0.1, "MBP"), (0.5, "AI"), (0.75, "rest")), 1);
        Assert.Equal("MohoSwitch1\n1 rest\n3 MBP\n13 AI\n19 rest\n25 rest\n", text);
        Assert.Equal("MohoSwitch1\n1 rest\n4 MBP\n16 AI\n23 rest\n31 rest\n", await LayersAsync(new MohoDatFormat(), Layers(30, 1, (0, "rest"), (0.1, "MBP"), (0.5, "AI"), (0.75, "rest")), 1));
    }

    [Fact]
    public async Task Papagayo_has_one_word_of_all_phonemes() => Assert.Equal(
        "lipsync version 1\nline\n24\n24\n1\n\tVoice 1\n\tline\n\t1\n\t\tline\n\t\t1\n\t\t24\n\t\t1\n\t\t\tline 1 24 4\n\t\t\t\t1 rest\n\t\t\t\t3 MBP\n\t\t\t\t13 AI\n\t\t\t\t19 rest\n",
        await LayersAsync(new PapagayoPgoFormat(), Layers(24, 1, (0, "rest"), (0.1, "MBP"), (0.5, "AI"), (0.75, "rest")), 1));

    [Fact]
    public async Task Ags_counts_fifteenths_of_frames()
    {
        string text = await LayersAsync(new AgsPamFormat(), Layers(24, 1, (0, "rest"), (0.1, "MBP"), (0.5, "AI"), (0.75, "rest")), 1);
        Assert.Equal("[Speech]\n0:rest\n30:MBP\n180:AI\n270:rest\n360:rest\n", text);
        // The editor's own arithmetic, in whole numbers, gives the milliseconds of the frames.
        int[] milliseconds = [.. text.Split('\n').Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => int.Parse(line.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture) / 15 * 1000 / 24)];
        Assert.Equal([0, 83, 500, 750, 1000], milliseconds);
    }

    [Fact]
    public async Task Short_shapes_stay_apart_and_what_is_beyond_the_end_goes()
    {
        RigTrack track = Layers(24, 1, (0, "rest"), (0.501, "MBP"), (0.51, "AI"), (0.8, "rest"), (1.2, "O"));
        Assert.Equal("MohoSwitch1\n1 rest\n13 MBP\n14 AI\n20 rest\n25 rest\n", await LayersAsync(new MohoDatFormat(), track, 1));
    }

    [Fact]
    public async Task A_line_without_sound_makes_a_file_of_rest()
    {
        RigTrack track = TextTracks.Shapes(_letters, 30, 0, (0, "X"));
        foreach (CueFormat format in (CueFormat[])[new RhubarbTsvFormat(), new RhubarbXmlFormat(), new RhubarbJsonFormat()])
            Assert.Equal([(0, "X")], TextTracks.Keys(format.Read(new MemoryStream(await TextTracks.WriteAsync(format, track, TextTracks.Line(0))), "x")));
        RigTrack layers = TextTracks.Shapes(_layers, 24, 0, (0, "rest"));
        foreach (CueFormat format in (CueFormat[])[new MohoDatFormat(), new PapagayoPgoFormat(), new AgsPamFormat()])
            Assert.Equal([(0, "rest")], TextTracks.Keys(format.Read(new MemoryStream(await TextTracks.WriteAsync(format, layers, TextTracks.Line(0))), "x")));
    }

    [Theory]
    [InlineData("CUE07", "rest", "two words")]
    [InlineData("CUE07", "rest", "a:b")]
    [InlineData("CUE07", "rest", "")]
    [InlineData("CUE08", "Rest", "AI")]
    public async Task Names_of_layers_must_be_words_and_one_is_rest(string code, string rest, string other)
    {
        RigTrack track = TextTracks.Shapes([rest, other], 24, 1, (0, rest), (0.5, other));
        foreach (CueFormat format in (CueFormat[])[new MohoDatFormat(), new PapagayoPgoFormat(), new AgsPamFormat()])
            Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => LayersAsync(format, track, 1))).Issues).Code);
    }

    [SkippableTheory]
    [InlineData("off.tsv", 1.6)]
    [InlineData("off.xml", 1.6)]
    [InlineData("off.cues.json", 1.6)]
    public void Reads_the_cues_of_another_writer(string sample, double length)
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", sample));
        CueFormat format = Array.Find<CueFormat>([new RhubarbTsvFormat(), new RhubarbXmlFormat(), new RhubarbJsonFormat()], format => format.CanRead(file, "x"))!;
        RigTrack track = format.Read(new MemoryStream(file), sample);
        Assert.Equal(_thirdParty, TextTracks.Keys(track));
        Assert.Equal(length * 100, track.Curves.FrameCount);
        Assert.Equal(_letters, track.Curves.Channels);
    }

    [SkippableTheory]
    [InlineData("off.dat", 38)]
    [InlineData("off.pgo", 38)]
    public void Reads_the_frames_of_another_writer(string sample, int frameCount)
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", sample));
        CueFormat format = Array.Find<CueFormat>([new MohoDatFormat(), new PapagayoPgoFormat()], format => format.CanRead(file, "x"))!;
        RigTrack track = format.Read(new MemoryStream(file), sample);
        // Frames as they stand in the file; frame 6 repeats the shape of frame 3.
        Assert.Equal([(1, "rest"), (2, "AI"), (3, "MBP"), (7, "E"), (35, "AI"), (37, "U"), (38, "rest")],
            TextTracks.Keys(track).Select(key => ((int)Math.Round(key.Seconds * 24) + 1, key.Shape)));
        Assert.Equal(frameCount, track.Curves.FrameCount);
    }

    [Fact]
    public void Papagayo_rests_between_words_and_tabs_are_for_the_eye()
    {
        string text = "lipsync version 1\r\nC:\\voice.wav\r\n10\r\n40\r\n2\r\nAnna\r\nhello|you\r\n2\r\nhello\r\n1\r\n9\r\n1\r\nhello 3 6 2\r\n3 MBP\r\n5 AI\r\nyou\r\n11\r\n20\r\n1\r\nyou 13 20 1\r\n13 U\r\nBob\r\n\r\n0\r\n";
        Assert.Equal([(0, "rest"), (0.2, "MBP"), (0.4, "AI"), (0.6, "rest"), (1.2, "U"), (2, "rest")], TextTracks.Keys(Read(new PapagayoPgoFormat(), text)));
    }

    [Fact]
    public void Ags_reads_its_own_section_alone_in_any_order() =>
        Assert.Equal([(0, "rest"), (0.25, "AI"), (0.5, "MBP"), (0.9583, "rest")], TextTracks.Keys(Read(new AgsPamFormat(),
            "[Project]\nTitle:x\n\n[speech]\r\n359:rest\n\n 180 : MBP\n100:AI\n0:rest\n360:rest\n[Other]\n1:zz\n")));

    [Theory]
    [InlineData("CUE02", "x:1", "tsv", "")]
    [InlineData("CUE03", "x:2", "tsv", "0.00\tX\nabc\tA\n")]
    [InlineData("CUE03", "x:1", "tsv", "-1.00\tX\n")]
    [InlineData("CUE04", "x:2", "tsv", "0.50\tX\n0.40\tA\n")]
    [InlineData("CUE05", "x:1", "tsv", "0.50\tQ\n")]
    [InlineData("CUE06", "x:1", "tsv", "99999\tX\n")]
    [InlineData("CUE02", "x:1", "xml", "<other/>")]
    [InlineData("CUE03", "x:1", "xml", "<rhubarbResult><mouthCues>")]
    [InlineData("CUE03", "x:1", "xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><rhubarbResult/>")]
    [InlineData("CUE03", "x:2", "xml", "<rhubarbResult>\n<mouthCue start=\"a\" end=\"1\">A</mouthCue></rhubarbResult>")]
    [InlineData("CUE02", "x", "json", "{}")]
    [InlineData("CUE03", "x:2", "json", "{\n,")]
    [InlineData("CUE03", "x (mouthCues[0])", "json", "{\"mouthCues\":[{\"start\":0}]}")]
    [InlineData("CUE03", "x (mouthCues[1])", "json", "{\"mouthCues\":[{\"start\":0,\"end\":1,\"value\":\"A\"},{\"start\":\"1\",\"end\":2,\"value\":\"A\"}]}")]
    [InlineData("CUE05", "x (mouthCues[0])", "json", "{\"mouthCues\":[{\"start\":0,\"end\":1,\"value\":\"a\"}]}")]
    [InlineData("CUE03", "x", "json", "{\"mouthCues\":[{\"start\":0,\"end\":1,\"value\":\"\\ud800\"}]}")]
    [InlineData("CUE02", "x:1", "dat", "MohoSwitch2\n")]
    [InlineData("CUE03", "x:2", "dat", "MohoSwitch1\n0 rest\n")]
    [InlineData("CUE03", "x:2", "dat", "MohoSwitch1\n5 two words\n")]
    [InlineData("CUE06", "x:2", "dat", "MohoSwitch1\n2000000000 rest\n")]
    [InlineData("CUE02", "x:1", "pgo", "lipsync version 2\n")]
    [InlineData("CUE03", "x:3", "pgo", "lipsync version 1\n\n0\n")]
    [InlineData("CUE03", "x:7", "pgo", "lipsync version 1\n\n24\n10\n1\nv\n")]
    [InlineData("CUE03", "x:13", "pgo", "lipsync version 1\n\n24\n10\n1\nv\nt\n1\np\n1\n5\n1\nword 3 2 1\n")]
    [InlineData("CUE03", "x:14", "pgo", "lipsync version 1\n\n24\n10\n1\nv\nt\n1\np\n1\n5\n1\nword 1 5 2000000000\n")]
    [InlineData("CUE02", "x:1", "pam", "[Other]\n1:a\n")]
    [InlineData("CUE03", "x:2", "pam", "[Speech]\na:b\n")]
    public void Names_the_fault_and_its_place(string code, string place, string kind, string text)
    {
        CueFormat format = kind switch
        {
            "tsv" => new RhubarbTsvFormat(),
            "xml" => new RhubarbXmlFormat(),
            "json" => new RhubarbJsonFormat(),
            "dat" => new MohoDatFormat(),
            "pgo" => new PapagayoPgoFormat(),
            _ => new AgsPamFormat(),
        };
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(format, text)).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    private static RigTrack Letters() =>
        TextTracks.Shapes(_letters, 30, 1.25, (0, "X"), (4 / 30.0, "A"), (6 / 30.0, "D"), (10 / 30.0, "G"), (20 / 30.0, "H"), (31 / 30.0, "X"));

    private static RigTrack Layers(double rateFps, double length, params (double, string)[] keys) => TextTracks.Shapes(_layers, rateFps, length, keys);

    private static async Task<string> RhubarbAsync(CueFormat format, params (string, string)[] options) =>
        Encoding.UTF8.GetString(await TextTracks.WriteAsync(format, Letters(), TextTracks.Line(1.25, options)));

    private static async Task<string> LayersAsync(CueFormat format, RigTrack track, double duration) =>
        Encoding.UTF8.GetString(await TextTracks.WriteAsync(format, track, TextTracks.Line(duration)));

    private static RigTrack Read(CueFormat format, string text) => format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");
}
