using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Usd;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class UsdAnimTests
{
    private readonly UsdAnimFormat _format = new();

    [Fact]
    public async Task A_file_is_as_its_description_says()
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(24, 0, ["jawOpen", "a\"b"], [0, 0.5f, 0.1f, 1e-6f, -0f, 1]));
        string text = Encoding.UTF8.GetString(await MemoryOutput.WriteAsync(_format, track));
        Assert.StartsWith("#usda 1.0\n(\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        foreach (string wanted in (string[])["startTimeCode = 0\n", "endTimeCode = 2\n", "timeCodesPerSecond = 24\n", "framesPerSecond = 24\n", "bool synthetic = 1\n", "defaultPrim = \"Face\"\n",
            "def SkelRoot \"Face\"", "def Skeleton \"Skeleton\"", "uniform token[] joints = [\"root\"]", "rel skel:animationSource = </Face/Animation>", "def SkelAnimation \"Animation\"\n"])
            Assert.Contains(wanted, text, StringComparison.Ordinal);
        Assert.Contains("uniform token[] blendShapes = [\"jawOpen\", \"a\\\"b\"]\n", text, StringComparison.Ordinal);
        Match samples = Regex.Match(text, @"float\[\] blendShapeWeights\.timeSamples = \{\s*(.*?)\s*\}", RegexOptions.Singleline);
        Assert.Equal(["0: [0, 0.5],", "1: [0.1, 1E-06],", "2: [0, 1],"], samples.Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries));
        foreach ((char open, char close) in ((char, char)[])[('{', '}'), ('(', ')'), ('[', ']')]) Assert.Equal(text.Count(c => c == open), text.Count(c => c == close));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(30000.0 / 1001)]
    public async Task A_line_comes_back_as_it_was_written(double rateFps)
    {
        RigTrack track = TestTracks.Arkit(rateFps, 300);
        byte[] file = await MemoryOutput.WriteAsync(_format, track);
        Assert.True(_format.CanRead(file.AsSpan(0, 4096), "renamed"));
        RigTrack read = _format.Read(new MemoryStream(file), "line.usda");
        Assert.Equal(rateFps, read.Curves.FrameRateFps, 1e-9);
        Assert.Equal(track.Curves.Channels, read.Curves.Channels);
        Assert.Equal(track.Curves.Values.ToArray(), read.Curves.Values.ToArray());
    }

    [SkippableFact]
    public void The_handmade_layer_is_read()
    {
        RigTrack track = _format.Read(new MemoryStream(File.ReadAllBytes(TestPaths.RequireShared("samples", "usdskel_handmade.usda"))), "x");
        Assert.Equal(["jawOpen", "mouthFunnel"], track.Curves.Channels);
        Assert.Equal((30.0, 3), (track.Curves.FrameRateFps, track.Curves.FrameCount));
        // Read off the file by eye.
        Assert.Equal([0, 0, 0.5f, 0.25f, 1, 0.5f], track.Curves.Values.ToArray());
    }

    [Theory]
    [InlineData("blendShapes = ['a', \"b\"]\nfloat[] blendShapeWeights.timeSamples = { 10: [0, 1], 11: [.5, -1e0], 13: [1, 0,], }", 25, new[] { 0, 1, 0.5f, -1, 0.75f, -0.5f, 1, 0 })]
    [InlineData("# blendShapes = [\"no\"]\nblendShapes = [\"a\", \"b\"] ( doc = \"\"\"a } \"quote\" ] )\"\"\" )\nfloat[] blendShapeWeights = [0.25, 1]", 25, new[] { 0.25f, 1 })]
    [InlineData("custom dictionary d = { dictionary e = { int f = 1 } }\nfloat[] blendShapeWeights.timeSamples = { 0: [0, 1], 1: None }\nblendShapes = [\"a\", \"b\"]", 25, new[] { 0f, 1 })]
    public void Reads_what_others_may_write(string body, double rateFps, float[] values)
    {
        CurveTable curves = Read("( \"A comment )\"\n timeCodesPerSecond = 25 )\nover \"Root\" { def SkelAnimation \"Empty\" { } over \"X\" { def SkelAnimation \"Anim\" ( active = true ) { " + body + " } } }").Curves;
        Assert.Equal(["a", "b"], curves.Channels);
        Assert.Equal(values, curves.Values.ToArray());
        Assert.Equal(rateFps, curves.FrameRateFps);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        RigTrack track = TestTracks.Arkit(30000.0 / 1001, 20);
        byte[] expected = await MemoryOutput.WriteAsync(_format, track);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(expected, await MemoryOutput.WriteAsync(_format, track));
        Assert.Equal(20, _format.Read(new MemoryStream(expected), "x").Curves.FrameCount);
    }

    [Theory]
    [InlineData("USD02", 2, "( timeCodesPerSecond = 0 )")]
    [InlineData("USD02", 2, "def Xform \"open")]
    [InlineData("USD02", 3, "(\n  doc = (")]
    [InlineData("USD02", 3, "def SkelAnimation \"A\" {\n blendShapes = [1] }")]
    [InlineData("USD02", 3, "def SkelAnimation \"A\" {\n blendShapes = [\"a\", \"a\"] }")]
    [InlineData("USD02", 3, "def SkelAnimation \"A\" {\n blendShapeWeights.timeSamples = { 0: [1], 0: [1] } }")]
    [InlineData("USD02", 3, "def SkelAnimation \"A\" { blendShapes = [\"a\"]\n blendShapeWeights.timeSamples = { 0: [1, 2] } }")]
    [InlineData("USD02", 2, "def SkelAnimation \"A\" { blendShapes = [\"a\"] blendShapeWeights = [1e99] }")]
    [InlineData("USD04", 0, "def SkelAnimation \"A\" { blendShapes = [\"a\"] blendShapeWeights.timeSamples = { 0: [1], 90000: [0] } }")]
    [InlineData("USD03", 0, "def SkelAnimation \"A\" { blendShapes = [\"a\"] }")]
    public void What_is_wrong_is_told_with_its_line(string code, int line, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(text)).Issues);
        Assert.Equal((code, line == 0 ? "x.usda" : FormattableString.Invariant($"x.usda:{line}")), (issue.Code, issue.Place));
    }

    [Fact]
    public async Task Other_files_and_values_are_refused()
    {
        Assert.Equal("USD01", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(new MemoryStream("PXR-USDC"u8.ToArray()), "x.usda")).Issues).Code);
        using HugeStream huge = new();
        Assert.Equal("USD04", Assert.Single(Assert.Throws<ModkitException>(() => _format.Read(huge, "x.usda")).Issues).Code);
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(30, 0, ["a"], [float.PositiveInfinity]));
        ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(_format, track));
        Assert.Equal("USD05", Assert.Single(exception.Issues).Code);
    }

    [Fact]
    public async Task Damaged_files_give_issues_and_nothing_else() =>
        Mutations.Run(await MemoryOutput.WriteAsync(_format, TestTracks.Random([new("jawOpen"), new("b", -1, 1)], 30, 12)), stream => _format.Read(stream, "x"));

    private RigTrack Read(string text) => _format.Read(new MemoryStream(Encoding.UTF8.GetBytes("#usda 1.0\n" + text)), "x.usda");
}
