using System.Text;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Unreal;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class MetaHumanCsvTests
{
    private readonly MetaHumanCsvFormat _format = new();

    [Fact]
    public async Task A_table_is_as_its_description_says()
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(60, 0, ["CTRL_expressions_jawOpen", "CTRL_expressions_mouthFunnelUL"], [0, 1, 0.25f, -0f, 1 / 3f, 0.1234567f]));
        Assert.Equal(
            "time,CTRL_expressions_jawOpen,CTRL_expressions_mouthFunnelUL\n0.000000,0.000000,1.000000\n0.016667,0.250000,0.000000\n0.033333,0.333333,0.123457\n",
            Encoding.ASCII.GetString(await TextTracks.WriteAsync(_format, track, TextTracks.Line(0.05))));
    }

    [Theory]
    [InlineData("jawOpen")]
    [InlineData("CTRL_expressions_jaw,Open")]
    public async Task Only_controls_are_written(string name) => Assert.Equal("MHC01", Assert.Single((await Assert.ThrowsAsync<ModkitException>(() =>
        TextTracks.WriteAsync(_format, TextTracks.Keyed([new RigChannel(name)], 60, 10), TextTracks.Line(1)))).Issues).Code);

    [Fact]
    public void Reads_uneven_rows_and_other_spellings()
    {
        RigTrack track = Read("\uFEFFTime, \"ctrl_expressions_jawopen\" ,extra\r\n0,0,-1\r\n0.1,1,2\r\n\r\n1,1e-1,0\r\n");
        Assert.Equal([new RigChannel("ctrl_expressions_jawopen"), new RigChannel("extra", -1, 2)], track.Channels);
        Assert.Equal((30.0, 31), (track.Curves.FrameRateFps, track.Curves.FrameCount));
        Assert.Equal((1f, 0.1f, 2f), (track.Curves[3, 0], track.Curves[30, 0], track.Curves[3, 1]));
    }

    [Theory]
    [InlineData("MHC03", "x:1", "")]
    [InlineData("MHC03", "x:1", "frame,CTRL_expressions_a\n")]
    [InlineData("MHC03", "x:1", "time\n")]
    [InlineData("MHC03", "x:1", "time,a,a\n")]
    [InlineData("MHC04", "x:2", "time,a\n0\n")]
    [InlineData("MHC04", "x:2", "time,a\n0,x\n")]
    [InlineData("MHC04", "x:2", "time,a\n-1,0\n")]
    [InlineData("MHC04", "x:3", "time,a\n0,0\n0,0\n")]
    public void Names_the_fault_and_its_line(string code, string place, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }

    [Fact]
    public void Too_long_a_table_is_refused()
    {
        string names = string.Join(",", Enumerable.Range(0, 300).Select(i => $"a{i}")), zeros = string.Concat(Enumerable.Repeat(",0", 300));
        Assert.Equal("MHC05", Assert.Single(Assert.Throws<ModkitException>(() => Read($"time,{names}\n0{zeros}\n1{zeros}\n7200{zeros}\n")).Issues).Code);
    }

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");
}
