using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Bethesda;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class BethesdaLipTests
{
    private static readonly IReadableFormat[] _formats = [.. new BethesdaPlugin().Formats.Cast<IReadableFormat>()];

    [Theory]
    [InlineData("fallout3-lip", 1, 33)]
    [InlineData("skyrim-lip", 13, 33)]
    [InlineData("fallout4-lip", 13, 60)]
    public async Task A_file_is_as_its_description_says(string id, uint flags, int columns)
    {
        RigTrack track = Speech(Format(id).Description.FixedChannels!, 40);
        BethesdaSpecDecoder file = BethesdaSpecDecoder.Decode(await MemoryOutput.WriteAsync(Format(id), track));
        Assert.Equal((flags, 0, columns), (file.Flags, file.StartFrame, file.Names.Length));
        Assert.Equal(track.Curves.Channels, file.Names);
        Assert.Equal([.. track.Curves.Values, .. new float[3 * columns]], file.Rows.Cast<float>());
    }

    [Theory]
    [InlineData("fallout3-lip")]
    [InlineData("skyrim-lip")]
    [InlineData("fallout4-lip")]
    public async Task What_is_written_is_recognised_and_read_again(string id)
    {
        RigTrack track = Speech(Format(id).Description.FixedChannels!, 40);
        byte[] file = await MemoryOutput.WriteAsync(Format(id), track);
        Assert.Equal([id], _formats.Where(format => format.CanRead(file.AsSpan(0, 64), "line.lip")).Select(format => format.Description.Id));
        foreach (IReadableFormat format in _formats.Where(format => format.Description.Extension == ".lip"))
        {
            CurveTable curves = format.Read(new MemoryStream(file), "line.lip").Curves;
            Assert.Equal((30.0, 0.0, 43), (curves.FrameRateFps, curves.StartSeconds, curves.FrameCount));
            Assert.Equal(track.Curves.Channels, curves.Channels);
            Assert.Equal(track.Curves.Values.ToArray(), curves.Values[..^(3 * curves.Channels.Count)].ToArray());
        }
    }

    [Theory]
    [InlineData(1.0, 10, 10, 33)] // 30 frames of voice
    [InlineData(1.001, 10, 10, 34)] // one that has begun
    [InlineData(0.2, 10, 10, 13)] // the face moves on after the voice
    [InlineData(0.2, 10, 2, 9)] // it is given more frames than it moves
    public async Task Rows_go_on_to_the_end_of_voice_and_movement_and_three_more(double voiceSeconds, int frames, int moving, int rows)
    {
        IReadOnlyList<RigChannel> channels = Format("skyrim-lip").Description.FixedChannels!;
        float[] values = new float[frames * 33];
        values[((moving - 1) * 33) + 5] = 0.5f;
        CurveTable curves = new(30, 0, [.. channels.Select(channel => channel.Name)], values);
        MemoryOutput output = new();
        await Format("skyrim-lip").WriteAsync(new RigTrack { Curves = curves, Channels = channels }, new LineInfo { Name = "a", DurationSeconds = voiceSeconds },
            output, CancellationToken.None);
        Assert.Equal(rows, BethesdaSpecDecoder.Decode(output.Bytes(".lip")).Rows.GetLength(0));
    }

    [SkippableTheory]
    [InlineData("handmade_fnv.lip", "fallout3-lip", "Aah")]
    [InlineData("handmade_skyrim.lip", "skyrim-lip", "Aah")]
    [InlineData("handmade_fo4.lip", "fallout4-lip", "AA")]
    public void Files_made_by_hand_are_read_and_written_again_to_the_byte(string sample, string id, string channel)
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", sample));
        Assert.Equal(id, Assert.Single(_formats, format => format.CanRead(file, sample)).Description.Id);
        CurveTable curves = Format(id).Read(new MemoryStream(file), sample).Curves;
        Assert.Equal((45, -2 / 30.0), (curves.FrameCount, curves.StartSeconds));
        // A ramp of 22 rows up to 1 and down again, nothing else.
        for (int row = 0; row < 45; row++) Assert.Equal(1 - (Math.Abs(row - 22) / 22.0), curves[row, curves.IndexOf(channel)], 1e-6);
        Assert.Equal(22, curves.Values.ToArray().Sum(), 1e-4);
        Assert.Equal(file, LipWriter.Encode(LipReader.Read(file, sample)));
    }

    [SkippableFact]
    public void A_file_of_another_layout_is_refused_with_the_reason()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.lip"));
        Assert.DoesNotContain(_formats, format => format.CanRead(file, "off.lip"));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Format("skyrim-lip").Read(new MemoryStream(file), "off.lip")).Issues);
        Assert.Equal("BET04", issue.Code);
        Assert.Contains("the flags at offset 8 are 10", issue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("00", "000100")]
    [InlineData("010203", "010203")]
    [InlineData("7400000000", "74000400")]
    [InlineData("0000803F00003F00", "000200803F0002003F000100")]
    public void Zeros_are_coded_as_by_hand(string plain, string coded)
    {
        Assert.Equal(coded, Convert.ToHexString(ZeroRuns.Encode(Convert.FromHexString(plain))));
        byte[] expanded = new byte[plain.Length / 2];
        Assert.Equal(expanded.Length, ZeroRuns.Expand(Convert.FromHexString(coded), expanded));
        Assert.Equal(plain, Convert.ToHexString(expanded));
    }

    [Theory]
    [InlineData(65_535, "00FFFF")]
    [InlineData(65_536, "00FFFF000100")]
    [InlineData(131_071, "00FFFF00FFFF000100")]
    public void A_run_that_is_too_long_is_split(int zeros, string coded) => Assert.Equal(coded, Convert.ToHexString(ZeroRuns.Encode(new byte[zeros])));

    [Theory]
    [InlineData("BET04", "offset 0", "02000000 28000000 01000000 000800")] // version
    [InlineData("BET04", "header", "01000000 28000000 010000")]
    [InlineData("BET04", "flags 5", "01000000 18000000 05000000 000800")]
    [InlineData("BET04", "flags 13 at offset 8 with 8 targets", "01000000 1C000000 0D000000 000800 08000300")]
    [InlineData("BET04", "offset 4 is 25", "01000000 19000000 01000000 000800")]
    [InlineData("BET04", "offset 12", "01000000 18000000 01000000 000700")]
    [InlineData("BET04", "more than 64 MiB", "01000000 18000000 01000000 FFFFFFFF 000400")]
    [InlineData("BET04", "first frame", "01000000 18000000 01000000 000400 FFFFFF7F")]
    [InlineData("BET05", "offset 16 has no length", "01000000 9C000000 01000000 01 000700 000000")]
    [InlineData("BET05", "139 bytes", "01000000 9C000000 01000000 01 000700 008300")]
    [InlineData("BET05", "157 bytes", "01000000 9C000000 01000000 01 000700 008400 000100 05050505 05050505 05050505 05050505")]
    [InlineData("BET05", "row 0", "01000000 9C000000 01000000 01 000900 C07F 008000")]
    public void Names_the_fault_and_its_offset(string code, string words, string hex)
    {
        byte[] file = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Format("fallout3-lip").Read(new MemoryStream(file), "x.lip")).Issues);
        Assert.Equal((code, "x.lip"), (issue.Code, issue.Place));
        Assert.Contains(words, issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_without_coding_are_read()
    {
        byte[] file = [1, 0, 0, 0, 156, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, .. new byte[130], 0x80, 0x3F];
        CurveTable curves = Format("fallout3-lip").Read(new MemoryStream(file), "x.lip").Curves;
        Assert.Equal((1, 1f), (curves.FrameCount, curves[0, 32]));
    }

    [Fact]
    public void A_value_beyond_the_usual_range_widens_it()
    {
        float[] values = new float[33];
        values[0] = 1.25f;
        values[1] = -0.07f;
        RigTrack track = LipReader.ToTrack(new LipFile(LipLayout.Skyrim, 0, values));
        Assert.Equal((1.25f, -0.07f, 0f), (track.Channels[0].Maximum, track.Channels[1].Minimum, track.Channels[0].Minimum));
    }

    [Fact]
    public async Task Visemes_take_the_phonemes_places()
    {
        IReadOnlyList<RigChannel> channels = Format("fallout4-lip").Description.FixedChannels!;
        string[] names = [.. channels.Select(channel => channel.Name)];
        float[] values = new float[60];
        foreach ((string name, float value) in (ReadOnlySpan<(string, float)>)[("M", 0.5f), ("P", 0.25f), ("IY", 0.75f), ("S", 0.75f), ("T", 0.75f), ("SIL", 1), ("BlinkLeft", 0.5f)])
            values[Array.IndexOf(names, name)] = value;
        RigTrack track = new() { Curves = new CurveTable(30, 0, names, values), Channels = channels };
        BethesdaSpecDecoder file = BethesdaSpecDecoder.Decode(await WriteWithLayout(track, "visemes"));
        // Skyrim's order: BMP is the third, DST the fifth, Eee the sixth; DST is full. The blink stays behind 43 targets.
        Assert.Equal([(2, 0.75f), (4, 1f), (5, 0.75f), (43, 0.5f)],
            Enumerable.Range(0, 60).Select(i => (i, file.Rows[0, i])).Where(cell => cell.Item2 != 0));
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => WriteWithLayout(track, "letters"));
        Assert.Equal("BET08", Assert.Single(exception.Issues).Code);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        foreach (IReadableFormat format in _formats.Where(format => format.Description.Extension == ".lip"))
        {
            RigTrack track = Speech(format.Description.FixedChannels!, 20);
            byte[] expected = await MemoryOutput.WriteAsync(format, track);
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, await MemoryOutput.WriteAsync(format, track));
        }
    }

    [Fact]
    public async Task Refuses_tracks_of_another_layout()
    {
        IReadOnlyList<RigChannel> channels = Format("skyrim-lip").Description.FixedChannels!;
        RigTrack notFinite = TestTracks.Random([.. channels.Select(channel => channel with { Minimum = float.NaN })], 30, 1);
        foreach (RigTrack track in (RigTrack[])[TestTracks.Arkit(30, 1), TestTracks.Random(channels, 60, 1), notFinite])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(Format("skyrim-lip"), track));
            Assert.Equal("BET01", Assert.Single(exception.Issues).Code);
        }
    }

    [Fact]
    public async Task A_line_beyond_64_MiB_is_refused()
    {
        RigTrack track = TestTracks.Random(Format("fallout4-lip").Description.FixedChannels!, 30, 1);
        LineInfo line = new() { Name = "long", DurationSeconds = 10_000 };
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(
            () => Format("fallout4-lip").WriteAsync(track, line, new MemoryOutput(), CancellationToken.None).AsTask());
        Assert.Equal("BET02", Assert.Single(exception.Issues).Code);
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read() =>
        Assert.Equal("BET03", Assert.Single(Assert.Throws<ModkitException>(() => Format("skyrim-lip").Read(new HugeStream(), "x.lip")).Issues).Code);

    [Fact]
    public void Runs_that_say_too_much_take_no_memory()
    {
        // One row by the header; runs of 1.4 GB behind it.
        byte[] file = [1, 0, 0, 0, 156, 0, 0, 0, 1, 0, 0, 0, 1, 0, 7, 0, .. Enumerable.Repeat((byte[])[0, 255, 255], 22_000).SelectMany(run => run)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("BET05", Assert.Single(Assert.Throws<ModkitException>(() => LipReader.Read(file, "x.lip")).Issues).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("fallout3-lip")]
    [InlineData("skyrim-lip")]
    [InlineData("fallout4-lip")]
    public async Task Mutated_files_never_break_the_reader(string id)
    {
        byte[] file = await MemoryOutput.WriteAsync(Format(id), Speech(Format(id).Description.FixedChannels!, 12));
        Mutations.Run(file, stream => Format(id).Read(stream, "x.lip"));
    }

    /// <summary>Like speech: a few channels move at a time, all others are at 0.</summary>
    internal static RigTrack Speech(IReadOnlyList<RigChannel> channels, int frames)
    {
        RigTrack random = TestTracks.Random(channels, 30, frames);
        float[] values = [.. random.Curves.Values];
        for (int i = 0; i < values.Length; i++)
        {
            if ((i * 7919 % 13) is not (0 or 5)) values[i] = 0;
        }
        values[^1] = 0.5f;
        return new RigTrack { Curves = new CurveTable(30, 0, random.Curves.Channels, values), Channels = channels };
    }

    private static IReadableFormat Format(string id) => _formats.Single(format => format.Description.Id == id);

    private static async Task<byte[]> WriteWithLayout(RigTrack track, string layout)
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = "line", DurationSeconds = 0.1, Options = new Dictionary<string, string> { ["layout"] = layout } };
        await Format("fallout4-lip").WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(".lip");
    }
}
