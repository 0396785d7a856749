using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Mmd;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class VmdTests
{
    /// <summary>あ in Japanese Windows text.</summary>
    private static readonly byte[] _a = [0x82, 0xa0];

    private readonly VmdFormat _format = new();

    [Fact]
    public async Task A_file_is_as_its_table_says()
    {
        // Blink moves and ends open; あ is cut off while it speaks; the third stays at rest.
        float[] values = [0, 0.25f, 0, 0.5f, 0.5f, 0, 0, 0.75f, 0];
        RigTrack track = new()
        {
            Curves = new CurveTable(30, 0, ["まばたき", "あ", "mouthLowerDownRight"], values),
            Channels = [new("まばたき"), new("あ"), new("mouthLowerDownRight")],
            KeyFrames = [[0, 1, 2], [0, 2], [0, 2]],
        };
        byte[] file = await TextTracks.WriteAsync(_format, track, TextTracks.Line(0.1, ("model", "初音ミク"), ("key-limit", "7")));
        Assert.Equal(74 + (23 * 7), file.Length);
        Assert.Equal("Vocaloid Motion Data 0002\0\0\0\0\0", Encoding.ASCII.GetString(file, 0, 30));
        Assert.Equal((byte[])[0x8f, 0x89, 0x89, 0xb9, 0x83, 0x7e, 0x83, 0x4e, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], file[30..50]);
        Assert.Equal(0, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(50)));
        Assert.Equal(7, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(54)));
        Assert.Equal(new byte[16], file[^16..]);
        byte[] blink = [0x82, 0xdc, 0x82, 0xce, 0x82, 0xbd, 0x82, 0xab];
        (byte[] Name, int Frame, float Weight)[] expected =
        [
            (blink, 0, 0), (_a, 0, 0.25f), ("mouthLowerDownR"u8.ToArray(), 0, 0), (blink, 1, 0.5f), (blink, 2, 0), (_a, 2, 0.75f), (_a, 3, 0),
        ];
        for (int i = 0; i < expected.Length; i++)
        {
            ReadOnlySpan<byte> record = file.AsSpan(58 + (i * 23), 23);
            Assert.Equal([.. expected[i].Name, .. new byte[15 - expected[i].Name.Length]], record[..15].ToArray());
            Assert.Equal(expected[i].Frame, BinaryPrimitives.ReadInt32LittleEndian(record[15..]));
            Assert.Equal(expected[i].Weight, BinaryPrimitives.ReadSingleLittleEndian(record[19..]));
        }
    }

    [SkippableFact]
    public void Reads_a_motion_of_another_writer()
    {
        byte[] file = File.ReadAllBytes(TestPaths.RequireShared("samples", "third_party_writer", "off.vmd"));
        Assert.True(_format.CanRead(file.AsSpan(0, 100), "x"));
        RigTrack track = _format.Read(new MemoryStream(file), "off.vmd");
        Assert.Equal(["あ", "い", "う", "え", "ん"], track.Curves.Channels.Order(StringComparer.Ordinal));
        Assert.Equal((30.0, 49), (track.Curves.FrameRateFps, track.Curves.FrameCount));
        // Read off the file by eye: the first three keys of あ, at frames 0, 2 and 3.
        int column = track.Curves.IndexOf("あ");
        Assert.Equal((BitConverter.Int32BitsToSingle(0x3d0d4fdf), BitConverter.Int32BitsToSingle(0x3bb43958)), (track.Curves[0, column], track.Curves[2, column]));
        Assert.Equal((track.Curves[0, column] + track.Curves[2, column]) / 2, track.Curves[1, column], 1e-6f);
    }

    [Fact]
    public void Reads_keys_in_any_order_beside_bones_and_without_what_follows()
    {
        byte[] file = Motion(bones: 2, ("a", 4, 0.5f), ("a", 0, 0.1f), ("b", 2, -1), ("a", 4, 0.9f), ("", 1, 1));
        RigTrack track = _format.Read(new MemoryStream(file), "x");
        Assert.Equal([new RigChannel("a"), new RigChannel("b", -1)], track.Channels);
        Assert.Equal([0.1f, 0.3f, 0.5f, 0.7f, 0.9f], Enumerable.Range(0, 5).Select(frame => track.Curves[frame, 0]), (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Theory]
    [InlineData("MMD01", "😀")]
    [InlineData("MMD01", "ab\0c")]
    [InlineData("MMD02", "mouthLowerDownRight,mouthLowerDownRest")]
    public async Task Names_must_fit(string code, string names)
    {
        RigTrack track = TextTracks.Keyed([.. names.Split(',').Select(name => new RigChannel(name))], 30, 10);
        Assert.Equal(code, Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => TextTracks.WriteAsync(_format, track, TextTracks.Line(1)))).Issues).Code);
    }

    [Fact]
    public async Task No_more_keys_than_the_player_loads()
    {
        RigTrack track = TextTracks.Keyed([new RigChannel("a"), new RigChannel("b")], 30, 40_000);
        Assert.Equal("MMD03", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => TextTracks.WriteAsync(_format, track, TextTracks.Line(1_333)))).Issues).Code);
        Assert.True((await TextTracks.WriteAsync(_format, track, TextTracks.Line(1_333, ("key-limit", "600000")))).Length > 23 * 20_000);
        Assert.Equal("MMD04", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() => TextTracks.WriteAsync(_format, track, TextTracks.Line(1, ("key-limit", "-1"))))).Issues).Code);
    }

    [Fact]
    public void Names_the_fault_and_its_byte()
    {
        byte[] sound = Motion(0, ("a", 1, 0.5f));
        Assert.Equal(("MMD06", "x at byte 0"), Fault(Encoding.ASCII.GetBytes("Vocaloid Motion Data file")));
        Assert.Equal(("MMD07", "x at byte 54"), Fault(sound[..56]));
        Assert.Equal(("MMD07", "x at byte 54"), Fault(sound[..^20]));
        byte[] many = [.. sound];
        many[57] = 0xff;
        Assert.Equal(("MMD07", "x at byte 54"), Fault(many));
        Assert.Equal(("MMD07", "x at byte 58"), Fault(Motion(0, ("a", 1, float.NaN))));
        Assert.Equal(("MMD08", "x at byte 58"), Fault(Motion(0, ("a", 500_000, 1))));
    }

    private (string, string) Fault(byte[] file)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new MemoryStream(file), "x")).Issues);
        return (issue.Code, issue.Place);
    }

    private static byte[] Motion(int bones, params (string Name, int Frame, float Weight)[] keys)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Encoding.ASCII.GetBytes("Vocaloid Motion Data 0002".PadRight(50, '\0')));
        writer.Write(bones);
        writer.Write(new byte[bones * 111]);
        writer.Write(keys.Length);
        foreach ((string name, int frame, float weight) in keys)
        {
            writer.Write(Encoding.ASCII.GetBytes(name.PadRight(15, '\0')));
            writer.Write(frame);
            writer.Write(weight);
        }
        return stream.ToArray();
    }
}
