using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Bioware;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class FxeTests
{
    private const int Eat = 0, If = 1, Oat = 3, Blink = 24;

    private static readonly IReadableFormat _format = (IReadableFormat)new BiowarePlugin().Formats[1];

    [Fact]
    public async Task A_file_is_as_its_description_says()
    {
        RigTrack track = Track(10, (Eat, 0, 0f), (Eat, 2, 0.126f), (Eat, 9, 0f), (If, 2, 1f), (If, 9, -0.001f), (Oat, 2, 0.5f), (Blink, 0, 0f), (Blink, 9, 0.004f));
        Dictionary<string, (float, float)[]> keys = BioSpecCheckers.Fxe(await WriteAsync(track), "P_HHM", "hello_01");
        Assert.Equal(["Eat", "If", "Oat"], keys.Keys);
        Assert.Equal([(0f, 0f), (0.067f, 0.13f), (0.3f, 0f)], keys["Eat"]);
        Assert.Equal([(0.068f, 1f), (0.301f, 0f)], keys["If"]); // its neighbour has keys at these times
        Assert.Equal([(0.067f, 0.5f)], keys["Oat"]);
    }

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        RigTrack random = TestTracks.Random(_format.Description.FixedChannels!, 30, 60);
        int[] every = [.. Enumerable.Range(0, 60)];
        byte[] file = await WriteAsync(new RigTrack { Curves = random.Curves, Channels = random.Channels, KeyFrames = [.. random.Channels.Select(_ => every)] });
        Assert.True(_format.CanRead(file.AsSpan(0, 64), "x"));
        RigTrack read = _format.Read(new MemoryStream(file), "x.fxe");
        Assert.Equal((30.0, 60), (read.Curves.FrameRateFps, read.Curves.FrameCount));
        Assert.Equal(random.Curves.Channels, read.Curves.Channels);
        // Half a hundredth, and up to 1.4 ms of 33 on a way of up to 2 between two keys.
        float[] values = [.. random.Curves.Values], readValues = [.. read.Curves.Values];
        for (int i = 0; i < values.Length; i++) Assert.Equal(values[i], readValues[i], 0.005 + (2 * 1.4 / 33));
    }

    [SkippableFact]
    public void Reads_a_file_of_another_writer()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "nwn2_fxegenerator.fxe"));
        Assert.True(_format.CanRead(file, "sample.fxe"));
        CurveTable curves = _format.Read(new MemoryStream(file), "sample.fxe").Curves;
        Assert.Equal(_format.Description.FixedChannels!.Select(channel => channel.Name), curves.Channels);
        Assert.Equal(28, curves.FrameCount); // the last key is at 0.9 s
        // Three triangles of 0.8 with their tops at 0.5, 0.8 and 0.2 s.
        foreach ((string name, int top) in (ReadOnlySpan<(string, int)>)[("Ox", 15), ("Size", 24), ("Bump", 6)])
        {
            for (int frame = 0; frame < 28; frame++)
                Assert.Equal(Math.Max(0, 0.8 - (0.8 / 3 * Math.Abs(frame - top))), curves[frame, curves.IndexOf(name)], 1e-4);
        }
        Assert.Equal(3 * (0.8 + (4 * 0.4)), curves.Values.ToArray().Sum(), 1e-3);
    }

    [Theory]
    [InlineData("BIO05", "head", "P HHM")]
    [InlineData("BIO05", "head", "")]
    [InlineData("BIO05", "label", "größe")]
    [InlineData("BIO05", "label", "a_name_that_is_33_letters_long_xyz")]
    public async Task A_text_the_game_cannot_store_is_refused(string code, string option, string value)
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(Track(1), (option, value)));
        Issue issue = Assert.Single(exception.Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains($"'{value}'", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_reach_the_file() =>
        BioSpecCheckers.Fxe(await WriteAsync(Track(3, (Eat, 1, 1)), ("head", "P_EEF_Long_Name"), ("label", "other")), "P_EEF_Long_Name", "other");

    [Fact]
    public async Task Refuses_tracks_without_keys_and_with_too_many()
    {
        RigTrack tooMany = Track(32_768, [.. Enumerable.Range(0, 32_768).Select(frame => (Eat, frame, 1f))]);
        RigTrack noKeys = TestTracks.Random(_format.Description.FixedChannels!, 30, 2);
        foreach ((string code, RigTrack track) in ((string, RigTrack)[])[("BIO01", noKeys), ("BIO01", TestTracks.Arkit(30, 1)), ("BIO02", tooMany)])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => WriteAsync(track));
            Assert.Equal(code, Assert.Single(exception.Issues).Code);
        }
    }

    [Fact]
    public async Task Names_the_fault_and_its_offset()
    {
        byte[] file = await WriteAsync(Track(10, (Eat, 0, 0f), (Eat, 2, 0.5f)));
        // With 'P_HHM' and 'hello_01': length at 146, count at 152, first name at 162, its key count at 179, its second key at 203.
        Check(file, 0, [0], "BIO03", "FACE");
        Check(file, 85, [0], "BIO04", "offset 85");
        Check(file, 87, [0, 0, 0, 255], "BIO04", "offset 85");
        Check(file, 146, [1, 0, 0, 0], "BIO04", "offset 146");
        Check(file, 152, [0, 0], "BIO04", "offset 152");
        Check(file, 152, [65, 0], "BIO04", "offset 152");
        Check(file, 179, [255, 255], "BIO04", "offset 179");
        Check(file, 179, [255, 127], "BIO04", "ends at offset");
        Check(file, 203, [0, 0, 0x80, 0xC2], "BIO04", "offset 203"); // -64 s
        Check(file, 203, [0, 0, 0xC0, 0x7F], "BIO04", "offset 203");
        Check(file, 207, [0, 0, 0xC0, 0x7F], "BIO04", "offset 207");
        Check(file[..100], 0, (byte[])[.. "FACE"u8], "BIO04", "ends at offset 100");
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("BIO02", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new HugeStream(), "x.fxe")).Issues).Code);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        RigTrack track = Track(10, (Eat, 0, 0f), (Eat, 2, 0.126f), (If, 2, 1f));
        byte[] expected = await WriteAsync(track);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await WriteAsync(track)); // the name has an I, which is an i in every language
    }

    [Fact]
    public async Task Mutated_files_never_break_the_reader()
    {
        RigTrack track = Track(90, [.. Enumerable.Range(0, 90).Select(frame => (Eat + (frame % 3), frame, frame / 90f))]);
        Mutations.Run(await WriteAsync(track), stream => _format.Read(stream, "x.fxe"));
    }

    private static void Check(byte[] sound, int offset, byte[] bytes, string code, string words)
    {
        byte[] file = [.. sound];
        bytes.CopyTo(file, offset);
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new MemoryStream(file), "x.fxe")).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(words, issue.Text, StringComparison.Ordinal);
    }

    /// <summary>A track with these keys and no others.</summary>
    private static RigTrack Track(int frames, params (int Channel, int Frame, float Value)[] keys)
    {
        IReadOnlyList<RigChannel> channels = _format.Description.FixedChannels!;
        float[] values = new float[frames * channels.Count];
        foreach ((int channel, int frame, float value) in keys) values[(frame * channels.Count) + channel] = value;
        return new RigTrack
        {
            Curves = new CurveTable(30, 0, [.. channels.Select(channel => channel.Name)], values),
            Channels = channels,
            KeyFrames = [.. Enumerable.Range(0, channels.Count).Select(i => keys.Where(key => key.Channel == i).Select(key => key.Frame).ToArray())],
        };
    }

    private static async Task<byte[]> WriteAsync(RigTrack track, params (string Name, string Value)[] options)
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = "HELLO_01", DurationSeconds = 1, Options = options.ToDictionary(option => option.Name, option => option.Value) };
        await _format.WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(".fxe");
    }
}
