using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Source;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Phonemes and scenes of the Source engine.</summary>
public sealed class SourceTests
{
    private static readonly string[] _phonemes = [.. new SourcePhonemesFormat().Description.FixedChannels!.Select(channel => channel.Name)];

    private readonly SourcePhonemesFormat _sentences = new();
    private readonly SourceWavFormat _waves = new();
    private readonly SourceVcdFormat _scenes = new();

    [Fact]
    public async Task A_sentence_is_as_the_SDK_writes_it()
    {
        // A short pause is a gap, a long one is told.
        RigTrack track = TextTracks.Shapes(_phonemes, 30, 2.5,
            (0, "<sil>"), (0.1, "m"), (0.18, "aa"), (0.3, "<sil>"), (0.5, "m"), (0.58, "ae"), (0.8, "<sil>"), (1.5, "uw"), (1.75, "<sil>"));
        string text = Encoding.UTF8.GetString(await TextTracks.WriteAsync(_sentences, track, TextTracks.Line(2) with { Name = "a {b}" }));
        Assert.Equal("""
            VERSION 1.0
            PLAINTEXT
            {
            a__b_
            }
            WORDS
            {
            WORD _ 0.100 0.300
            {
            109 m 0.100 0.180 1
            593 aa 0.180 0.300 1
            }
            WORD _ 0.500 0.800
            {
            109 m 0.500 0.580 1
            230 ae 0.580 0.800 1
            }
            WORD _ 0.800 1.500
            {
            95 <sil> 0.800 1.500 1
            }
            WORD _ 1.500 1.750
            {
            117 uw 1.500 1.750 1
            }
            }
            EMPHASIS
            {
            }
            OPTIONS
            {
            voice_duck 0
            }

            """.ReplaceLineEndings("\n"), text);
        Assert.Equal(6, SourceCheckers.CheckSentence(text, 2).Count);
    }

    [Fact]
    public async Task Every_phoneme_has_the_engines_code()
    {
        (double, string)[] keys = [.. _phonemes.Select((name, i) => (i * 0.1, name))];
        RigTrack track = TextTracks.Shapes(_phonemes, 30, 4.8, keys);
        string text = Encoding.UTF8.GetString(await TextTracks.WriteAsync(_sentences, track, TextTracks.Line(4.8)));
        Assert.Equal(47, SourceCheckers.CheckSentence(text, 4.8).Count);
    }

    [SkippableFact]
    public void Reads_a_sentence_of_the_SDK()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "source_sdk_sentence.txt"));
        Assert.True(_sentences.CanRead(file, "x"));
        RigTrack track = _sentences.Read(new MemoryStream(file), "x");
        Assert.Equal([(0, "<sil>"), (0.1, "m"), (0.18, "aa"), (0.3, "m"), (0.38, "ae"), (0.52, "p"), (0.62, "<sil>")], TextTracks.Keys(track));
    }

    [SkippableFact]
    public void Reads_a_voice_of_the_SDK()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "source_sdk_vdat.wav"));
        Assert.True(_waves.CanRead(file.AsSpan(0, 4096), "x"));
        RigTrack track = _waves.Read(new MemoryStream(file), "x");
        Assert.Equal([(0, "<sil>"), (0.1, "m"), (0.18, "aa"), (0.3, "m"), (0.38, "ae"), (0.52, "p"), (0.62, "<sil>")], TextTracks.Keys(track));
        Assert.Equal(30, track.Curves.FrameCount); // one second of silence at 22050 Hz
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_voice_stays_and_the_sentence_comes_last(int kind)
    {
        byte[] wave = kind switch
        {
            0 => TextTracks.Wave(22_050, 1_001),
            1 => TextTracks.Wave(44_100, 1_000, ("VDAT", "VERSION 1.0 old"u8.ToArray()), ("LIST", [1, 2, 3])),
            _ => TextTracks.Wave(11_025, 1_000)[..^100], // a recording that was cut off
        };
        byte[] sound = wave[44..(kind == 2 ? wave.Length : 44 + (kind == 0 ? 2_002 : 2_000))];
        RigTrack track = TextTracks.Shapes(_phonemes, 30, 0.1, (0, "m"), (0.05, "<sil>"));
        byte[] file = await TextTracks.WriteAsync(_waves, track, TextTracks.Line(0.1) with { VoiceWave = wave });
        string sentence = SourceCheckers.CheckWave(file, sound);
        Assert.Equal([("109 m", 0, 0.05)], SourceCheckers.CheckSentence(sentence, 0.1));
        if (kind == 1) Assert.True(file.AsSpan().IndexOf("LIST\u0003\0\0\0\u0001\u0002\u0003\0"u8) > 0);
        Assert.Equal(wave.AsSpan(12, 24), file.AsSpan(12, 24));
    }

    [Fact]
    public void A_voice_without_sentence_says_so() => Assert.Equal("SRC06", CodeOf(() => _waves.Read(new MemoryStream(TextTracks.Wave(22_050, 4)), "x")));

    [Fact]
    public void A_format_that_carries_the_voice_needs_it() => Assert.Throws<ArgumentException>(() =>
        _waves.WriteAsync(TextTracks.Shapes(_phonemes, 30, 1, (0, "m")), TextTracks.Line(1), new MemoryOutput(), CancellationToken.None).AsTask().GetAwaiter().GetResult());

    [Theory]
    [InlineData("SRC02", "not a wave file at all")]
    [InlineData("SRC02", "RIFF")]
    [InlineData("SRC05", "RIFF\0\0\0\0WAVE")]
    [InlineData("SRC05", "RIFF\0\0\0\0WAVEdata\u0010\0\0\0ab")]
    [InlineData("SRC05", "RIFF\0\0\0\0WAVEfmt \u0002\0\0\0ab")]
    public void Damaged_voices_are_refused(string code, string bytes) => Assert.Equal(code, CodeOf(() => _waves.Read(new MemoryStream(Encoding.Latin1.GetBytes(bytes)), "x")));

    [Theory]
    [InlineData("SRC02", "x:1", "VERSION 2.0")]
    [InlineData("SRC03", "x:3", "VERSION 1.0\nWORDS {\nWORD a 0 }")]
    [InlineData("SRC03", "x:2", "VERSION 1.0\nSOMETHING { }")]
    [InlineData("SRC03", "x:2", "VERSION 1.0\nWORDS")]
    [InlineData("SRC04", "x:3", "VERSION 1.0\nWORDS { WORD a 0 1 {\n5 q 0 1 1 } }")]
    [InlineData("SRC03", "x:3", "VERSION 1.0\nWORDS { WORD a 0 1 {\n109 m 1 0 1 } }")]
    [InlineData("SRC03", "x:3", "VERSION 1.0\nWORDS { WORD a 0 1 {\n109 m -1 0 1 } }")]
    public void Names_the_fault_in_a_sentence(string code, string place, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => _sentences.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x")).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    [Fact]
    public void Words_may_stand_anywhere_and_only_the_code_counts()
    {
        string text = "VERSION 1.0 PLAINTEXT { } CLOSECAPTION { x { y } } WORDS { WORD b 0.5 0.6 { 107 c 0.5 0.6 1 } WORD a 0 0.3 { 117 oy 0 0.3 0.5 } } EMPHASIS { 0.1 0.5 } OPTIONS { voice_duck 1 checksum 5 }";
        Assert.Equal([(0, "uw"), (0.3, "<sil>"), (0.5, "k"), (0.6, "<sil>")], TextTracks.Keys(_sentences.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x")));
    }

    [Fact]
    public async Task A_scene_is_as_its_description_says()
    {
        RigChannel[] channels = [new("jaw_drop"), new("jawSuckAndThrust", -1, 1), new("still"), new("wide", 0, 2.5f)];
        RigTrack track = TextTracks.Keyed([channels[0], channels[1], channels[3]], 30, 60);
        float[] values = new float[60 * 4];
        for (int frame = 0; frame < 60; frame++) (values[frame * 4], values[(frame * 4) + 1], values[(frame * 4) + 3]) = (track.Curves[frame, 0], track.Curves[frame, 1], track.Curves[frame, 2]);
        RigTrack four = new()
        {
            Curves = new CurveTable(30, 0, ["jaw_drop", "jawSuckAndThrust", "still", "wide"], values),
            Channels = channels,
            KeyFrames = [track.KeyFrames![0], track.KeyFrames[1], [0, 59], track.KeyFrames[2]],
        };
        string text = Encoding.UTF8.GetString(await TextTracks.WriteAsync(_scenes, four, TextTracks.Line(2, ("actor", "barney"), ("wav", "vo/mod/{name}.wav"), ("model", "models/barney.mdl"))));
        Assert.StartsWith("// Choreo version 1\nactor \"barney\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\t\t\ttime 0.000000 2.000000\n\t\t\tparam \"vo/mod/line.wav\"\n\t\t\tfixedlength\n", text, StringComparison.Ordinal);
        Assert.Contains("\tfaceposermodel \"models/barney.mdl\"\n}\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nfps 30\nsnap off\nignorePhonemes on\n", text, StringComparison.Ordinal);
        var tracks = SourceCheckers.CheckScene(text);
        Assert.Equal(["jaw_drop", "jawSuckAndThrust", "wide"], tracks.Keys);
        Assert.Equal((-1, 1), (tracks["jawSuckAndThrust"].Minimum, tracks["jawSuckAndThrust"].Maximum));
        Assert.Equal((0, 2.5), (tracks["wide"].Minimum, tracks["wide"].Maximum));
        Assert.Equal(0.5, tracks["jawSuckAndThrust"].Samples[0].Share);
        foreach ((double time, double share) in tracks["jawSuckAndThrust"].Samples)
            Assert.Equal(track.Curves[(int)Math.Round(time * 30), 1], -1 + (2 * share), 1.01e-4);

        RigTrack read = _scenes.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");
        Assert.Equal(track.Channels, read.Channels);
        for (int i = 0; i < track.Curves.Values.Length; i++) Assert.Equal(track.Curves.Values[i], read.Curves.Values[i], 2.6e-4f);
    }

    [Theory]
    [InlineData("SRC07", "a\"b")]
    [InlineData("SRC07", "")]
    public async Task A_controller_needs_a_name(string code, string name) => Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<ModkitException>(() =>
        TextTracks.WriteAsync(_scenes, TextTracks.Keyed([new RigChannel(name)], 30, 30), TextTracks.Line(1)))).Issues).Code);

    [Fact]
    public async Task A_track_has_fewer_than_2000_samples()
    {
        RigTrack track = TextTracks.Keyed([new RigChannel("jaw")], 60, 2_100);
        RigTrack dense = new() { Curves = track.Curves, Channels = track.Channels, KeyFrames = [[.. Enumerable.Range(0, 2_000)]] };
        Assert.Equal("SRC08", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => TextTracks.WriteAsync(_scenes, dense, TextTracks.Line(35)))).Issues).Code);
    }

    [Fact]
    public async Task Settings_cannot_break_out_of_their_quotes() => Assert.Equal("SRC10", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() =>
        TextTracks.WriteAsync(_scenes, TextTracks.Keyed([new RigChannel("jaw")], 30, 30), TextTracks.Line(1, ("actor", "a\" {"))))).Issues).Code);

    [Fact]
    public void Reads_what_Faceposer_writes()
    {
        const string scene = """
            // Choreo version 1
            event loop "again" { time 1.0 -1.0 param "0" loopcount "1" }
            actor "Alyx" // speaks
            {
              channel "Audio" { event speak "x" { time 0.5 2.5 param "a { b" fixedlength cctype "cc_master" } }
              channel "Face"
              {
                event expression "smile" { time 0 1 param "phonemes" event_ramp { 0.1 0.5 } }
                event flexanimation "curves"
                {
                  time 1.000000 3.000000
                  param ""
                  flexanimations samples_use_time
                  {
                    "jaw_drop"
                    {
                      0.0000 0.0000
                      1.0000 1.0000 "curve_easein_to_curve_easeout"
                      2.0000 0.0000
                    }
                    "puckerer" combo range 0.0 2.0
                    {
                      1.0000 0.5000
                    }
                    {
                      0.5 0.5
                    }
                    "muted" disabled { 0.0 1.0 }
                  }
                }
                event flexanimation "old" { time 0.0 4.0 flexanimations { "lip" range -1.0 1.0 { 0.0 0.5 0.5 1.0 1.0 0.5 } } }
              }
              faceposermodel "models/alyx.mdl"
            }
            actor "other" { channel "c" { event flexanimation "f" { time 0 1 flexanimations { "jaw_drop" { 0 1 } } } } }
            scalesettings { "CChoreoView" "100" }
            fps 10
            snap off
            """;
        RigTrack track = _scenes.Read(new MemoryStream(Encoding.UTF8.GetBytes(scene)), "x");
        Assert.Equal([new RigChannel("jaw_drop"), new RigChannel("puckerer", 0, 2), new RigChannel("lip", -1, 1)], track.Channels);
        Assert.Equal(10, track.Curves.FrameRateFps);
        Assert.Equal((0f, 0.5f, 1f, 0f), (track.Curves[10, 0], track.Curves[15, 0], track.Curves[20, 0], track.Curves[30, 0]));
        Assert.Equal(1f, track.Curves[25, 1]);
        Assert.Equal((0f, 0.5f, 1f, 0f), (track.Curves[0, 2], track.Curves[10, 2], track.Curves[20, 2], track.Curves[40, 2]));
    }

    [Theory]
    [InlineData("SRC02", "hello world")]
    [InlineData("SRC03", "actor \"a\" {")]
    [InlineData("SRC03", "actor \"a\" { channel \"c\" { event flexanimation \"f\" { time 0 1 flexanimations { \"j\" { 0 x } } } } }")]
    [InlineData("SRC03", "actor \"a\" { channel \"c\" { event flexanimation \"f\" { flexanimations { } } } }")]
    [InlineData("SRC03", "actor \"a\" { channel \"c\" { event flexanimation \"f\" { time 0 1 flexanimations { \"j\" range 1 1 { } } } } }")]
    [InlineData("SRC03", "actor \"a\" { channel \"c\" { event flexanimation \"f\" { time 0 1 flexanimations { \"j\" { 0.5 0 0.4 0 } } } } }")]
    [InlineData("SRC03", "actor \"a")]
    [InlineData("SRC03", "actor \"a\" { } fps 0")]
    [InlineData("SRC09", "actor a { x {{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{ } }")]
    public void Names_the_fault_in_a_scene(string code, string text) => Assert.Equal(code, CodeOf(() => _scenes.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x")));

    private static string CodeOf(Action action) => Assert.Single(Assert.Throws<ModkitException>(action).Issues).Code;
}
