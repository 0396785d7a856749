using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Bethesda;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class BethesdaFuzTests
{
    private static readonly IReadableFormat[] _formats = [.. new BethesdaPlugin().Formats.Cast<IReadableFormat>()];

    private static readonly byte[] _voice = [.. "RIFF"u8, 36, 4, 0, 0, .. "WAVEfmt "u8, .. Enumerable.Range(0, 1_060).Select(i => (byte)(i * 31))];

    [Theory]
    [InlineData("skyrim")]
    [InlineData("fallout4")]
    public async Task A_file_is_header_lip_and_voice(string game)
    {
        RigTrack track = Track(game, 20);
        byte[] file = await WriteAsync(game, track);
        byte[] lip = await MemoryOutput.WriteAsync(Format(game + "-lip"), track);
        Assert.Equal("FUZE", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal((1, lip.Length), (BitConverter.ToInt32(file, 4), BitConverter.ToInt32(file, 8)));
        Assert.Equal([.. lip, .. _voice], file[12..]);

        Assert.Equal([game + "-fuz"], _formats.Where(format => format.CanRead(file.AsSpan(0, 64), "x")).Select(format => format.Description.Id));
        Assert.Equal(track.Curves.Values.ToArray(), Format(game + "-fuz").Read(new MemoryStream(file), "x").Curves.Values[..track.Curves.Values.Length].ToArray());
        FuzFile parts = FuzFile.Split(file, "x.fuz");
        Assert.Equal(lip, parts.Lip.ToArray());
        Assert.Equal(_voice, parts.Voice.ToArray());
    }

    [Fact]
    public async Task A_fuz_without_a_voice_is_not_written()
    {
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(Format("skyrim-fuz"), Track("skyrim", 1)));
        Assert.Equal("BET01", Assert.Single(exception.Issues).Code);
    }

    [Theory]
    [InlineData("BET06", "ends inside its header", "46555A45 01000000 0000")]
    [InlineData("BET06", "FUZE", "46555A46 01000000 00000000")]
    [InlineData("BET06", "offset 4 is 2", "46555A45 02000000 00000000")]
    [InlineData("BET06", "offset 8 is 4294967295", "46555A45 01000000 FFFFFFFF 00")]
    [InlineData("BET06", "only 1 bytes", "46555A45 01000000 02000000 00")]
    [InlineData("BET07", "no lip", "46555A45 01000000 00000000 52494646")]
    [InlineData("BET04", "header", "46555A45 01000000 04000000 01000000 52494646")]
    public void Names_the_fault(string code, string words, string hex)
    {
        byte[] file = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Format("skyrim-fuz").Read(new MemoryStream(file), "x.fuz")).Issues);
        Assert.Equal(code, issue.Code);
        Assert.Contains(words, issue.Text, StringComparison.Ordinal);
        if (code == "BET06") Assert.Throws<ModkitException>(() => FuzFile.Split(file, "x.fuz"));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        byte[] expected = await WriteAsync("fallout4", Track("fallout4", 20));
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await WriteAsync("fallout4", Track("fallout4", 20)));
    }

    [Fact]
    public async Task Mutated_files_never_break_the_reader() =>
        Mutations.Run(await WriteAsync("skyrim", Track("skyrim", 12)), stream => Format("skyrim-fuz").Read(stream, "x.fuz"));

    private static RigTrack Track(string game, int frames) => BethesdaLipTests.Speech(Format(game + "-fuz").Description.FixedChannels!, frames);

    private static IReadableFormat Format(string id) => _formats.Single(format => format.Description.Id == id);

    private static async Task<byte[]> WriteAsync(string game, RigTrack track)
    {
        MemoryOutput output = new();
        LineInfo line = new() { Name = "line", DurationSeconds = track.Curves.FrameCount / 30.0, VoiceWave = _voice };
        await Format(game + "-fuz").WriteAsync(track, line, output, CancellationToken.None);
        return output.Bytes(".fuz");
    }
}
