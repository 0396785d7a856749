using System.Globalization;
using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Plugins.Interchange.Curves;

namespace Audio2Face.Modkit.PluginContract.Tests;

public sealed class CurveFileTests
{
    private static readonly RigChannel[] _odd = [new("jawOpen"), new("mouth,\"wide\"", -100, 100), new("Ünï code", 0, 1)];

    private static RigTrack Odd() =>
        new() { Curves = new CurveTable(25, 0, [.. _odd.Select(c => c.Name)], [0.5f, -100, 0, 0.123456f, 99.5f, 1, -1e-9f, 0, 1]), Channels = _odd };

    [Fact]
    public async Task A_table_is_as_its_description_says()
    {
        byte[] file = await MemoryOutput.WriteAsync(new CurvesCsvFormat(), Odd());
        Assert.Equal("time_seconds,jawOpen,\"mouth,\"\"wide\"\"\",Ünï code\n0,0.5,-100,0\n0.04,0.123456,99.5,1\n0.08,0,0,1\n", Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task Json_is_as_its_description_says()
    {
        byte[] file = await MemoryOutput.WriteAsync(new CurvesJsonFormat(), Odd());
        using JsonDocument document = JsonDocument.Parse(file, new JsonDocumentOptions { AllowDuplicateProperties = false });
        JsonElement root = document.RootElement;
        Assert.Equal(["format", "version", "generator", "synthetic", "name", "rate_fps", "channels", "frames"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("modkit-curves", 1, true, 25.0), (root.GetProperty("format").GetString(), root.GetProperty("version").GetInt32(), root.GetProperty("synthetic").GetBoolean(), root.GetProperty("rate_fps").GetDouble()));
        Assert.Equal("""{"name": "mouth,\"wide\"", "min": -100, "max": 100, "rest": 0}""", root.GetProperty("channels")[1].GetRawText());
        Assert.Equal(["[0.5, -100, 0]", "[0.123456, 99.5, 1]", "[0, 0, 1]"], root.GetProperty("frames").EnumerateArray().Select(row => row.GetRawText()));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(24)]
    [InlineData(30000.0 / 1001)]
    public async Task Both_come_back_as_they_were_written(double rateFps)
    {
        RigTrack track = TestTracks.Arkit(rateFps, 200);
        foreach (IReadableFormat format in (IReadableFormat[])[new CurvesCsvFormat(), new CurvesJsonFormat()])
        {
            byte[] file = await MemoryOutput.WriteAsync(format, track);
            Assert.True(format.CanRead(file.AsSpan(0, 4096), "renamed"));
            RigTrack read = format.Read(new MemoryStream(file), "line");
            Assert.Equal(rateFps, read.Curves.FrameRateFps, 1e-9);
            Assert.Equal(track.Curves.Channels, read.Curves.Channels);
            Assert.Equal(track.Curves.Values.ToArray(), read.Curves.Values.ToArray());
        }
    }

    [Fact]
    public async Task Ranges_and_names_come_back()
    {
        RigTrack json = Read(new CurvesJsonFormat(), Encoding.UTF8.GetString(await MemoryOutput.WriteAsync(new CurvesJsonFormat(), Odd())));
        Assert.Equal(_odd, json.Channels);
        RigTrack csv = Read(new CurvesCsvFormat(), Encoding.UTF8.GetString(await MemoryOutput.WriteAsync(new CurvesCsvFormat(), Odd())));
        Assert.Equal(_odd.Select(c => c.Name), csv.Curves.Channels);
        Assert.Equal(99.5f, csv.Channels[1].Maximum);
    }

    [Fact]
    public void Uneven_rows_are_resampled_and_other_spellings_read()
    {
        CurveTable curves = Read(new CurvesCsvFormat(), "\uFEFF\"Time_Seconds\", a\r\n1.5, 0\r\n1.6 ,1e0\r\n\r\n1.9,.25").Curves;
        Assert.Equal((30.0, 13), (curves.FrameRateFps, curves.FrameCount));
        Assert.Equal(1, curves[3, 0]);
        Assert.Equal(0.5f, curves[9, 0], 5);
        Assert.Equal(0.25f, curves[12, 0]);
    }

    [Theory]
    [InlineData("time,jawOpen\n0,0\n0.1,1\n", true)]
    [InlineData("TIME,jawOpen\n0,0\n0.1,1\n", true)]
    [InlineData("Timecode,BlendShapeCount,JawOpen\n", false)]
    [InlineData("time,CTRL_expressions_jawOpen\n0,0\n", false)]
    public void A_column_of_seconds_called_time_is_read_and_no_neighbouring_format_taken(string text, bool isOurs)
    {
        CurvesCsvFormat format = new();
        Assert.Equal(isOurs, format.CanRead(Encoding.UTF8.GetBytes(text), "take.csv"));
        if (isOurs) Assert.Equal(1, Read(format, text).Curves[1, 0]);
    }

    /// <summary>The layout is that of NVIDIA's sample client: a pandas frame of nested dictionaries, written with its index.</summary>
    [Fact]
    public void The_table_of_nvidias_clients_is_read()
    {
        const string text = ",timeCode,blendShapes.EyeBlinkLeft,blendShapes.JawOpen\n0,0.0,0.5,1e-05\n1,0.0333125,0.25,1.0\n2,0.066625,0.0,0.5\n";
        CurvesCsvFormat format = new();
        Assert.True(format.CanRead(Encoding.UTF8.GetBytes(text), "animation_frames.csv"));
        CurveTable curves = Read(format, text).Curves;
        Assert.Equal(["EyeBlinkLeft", "JawOpen"], curves.Channels);
        Assert.Equal([0.5f, 1e-5f, 0.25f, 1, 0, 0.5f], curves.Values.ToArray());
        Assert.Equal(30.02, curves.FrameRateFps, 2);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public async Task The_language_changes_nothing(string culture)
    {
        foreach (IReadableFormat format in (IReadableFormat[])[new CurvesCsvFormat(), new CurvesJsonFormat()])
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            byte[] expected = await MemoryOutput.WriteAsync(format, Odd());
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, await MemoryOutput.WriteAsync(format, Odd()));
            Assert.Equal(-100, format.Read(new MemoryStream(expected), "line").Curves[0, 1]);
        }
    }

    [Theory]
    [InlineData("CRV02", "x:1", "seconds,a\n0,1\n")]
    [InlineData("CRV02", "x:1", "time_seconds\n0\n")]
    [InlineData("CRV02", "x:1", "time_seconds,a,a\n")]
    [InlineData("CRV02", "x:1", "time_seconds,a,,b\n")]
    [InlineData("CRV03", "x:3", "time_seconds,a\n0,1\n0.1,1,2\n")]
    [InlineData("CRV03", "x:2", "time_seconds,a\n0,\"1,5\"\n")]
    [InlineData("CRV03", "x:2", "time_seconds,a\n0,1e99\n")]
    [InlineData("CRV03", "x:3", "time_seconds,a\n0,1\n0,1\n")]
    [InlineData("CRV01", "x:3", "time_seconds,a\n0,1\n1801,1\n")]
    public void What_is_wrong_with_a_table_is_told_with_its_line(string code, string place, string text) => Refused(new CurvesCsvFormat(), code, place, text);

    [Theory]
    [InlineData("CRV04", "x:2", "{\n")]
    [InlineData("CRV04", "x", "{\"format\": \"else\"}")]
    [InlineData("CRV04", "x: /version", "{\"format\":\"modkit-curves\",\"version\":2}")]
    [InlineData("CRV04", "x: /rate_fps", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":0}")]
    [InlineData("CRV04", "x: /channels", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":30}")]
    [InlineData("CRV04", "x: /channels/1", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":30,\"channels\":[{\"name\":\"a\"},{\"name\":\"a\"}]}")]
    [InlineData("CRV04", "x: /channels/0", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":30,\"channels\":[{\"name\":\"a\",\"min\":2}]}")]
    [InlineData("CRV04", "x: /frames/1", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":30,\"channels\":[{\"name\":\"a\"}],\"frames\":[[1],[1,2]]}")]
    [InlineData("CRV04", "x: /frames/0", "{\"format\":\"modkit-curves\",\"version\":1,\"rate_fps\":30,\"channels\":[{\"name\":\"a\"}],\"frames\":[[\"1\"]]}")]
    public void What_is_wrong_with_json_is_told_with_its_place(string code, string place, string text) => Refused(new CurvesJsonFormat(), code, place, text);

    [Fact]
    public async Task Numbers_that_are_none_are_not_written()
    {
        RigTrack track = RigTrack.FromUnitCurves(new CurveTable(30, 0, ["a"], [float.NaN]));
        foreach (IRigFormat format in (IRigFormat[])[new CurvesCsvFormat(), new CurvesJsonFormat()])
        {
            ModkitException exception = await Assert.ThrowsAsync<ModkitException>(() => MemoryOutput.WriteAsync(format, track));
            Assert.Equal("CRV05", Assert.Single(exception.Issues).Code);
        }
    }

    [Fact]
    public void A_huge_file_is_refused_before_it_is_read()
    {
        foreach (IReadableFormat format in (IReadableFormat[])[new CurvesCsvFormat(), new CurvesJsonFormat()])
        {
            using HugeStream stream = new();
            Assert.Equal("CRV01", Assert.Single(Assert.Throws<ModkitException>(() => format.Read(stream, "x")).Issues).Code);
        }
    }

    [Fact]
    public async Task Damaged_files_give_issues_and_nothing_else()
    {
        RigTrack track = TestTracks.Random([new("jawOpen"), new("b", -1, 1), new("c")], 30, 12);
        foreach (IReadableFormat format in (IReadableFormat[])[new CurvesCsvFormat(), new CurvesJsonFormat()])
            Mutations.Run(await MemoryOutput.WriteAsync(format, track), stream => format.Read(stream, "x"));
    }

    private static RigTrack Read(IReadableFormat format, string text) => format.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x");

    private static void Refused(IReadableFormat format, string code, string place, string text)
    {
        Issue issue = Assert.Single(Assert.Throws<ModkitException>(() => Read(format, text)).Issues);
        Assert.Equal((code, place), (issue.Code, issue.Place));
    }
}
