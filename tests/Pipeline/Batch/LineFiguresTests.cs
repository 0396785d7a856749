using System.Text;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline.Tests.Batch;

public sealed class LineFiguresTests
{
    [Fact]
    public void A_short_line_is_drawn_value_by_value()
    {
        // 0, 0.5, 5, 18 and 30.5 mm and one wider than any digit, of a jaw that opens 40.4 mm.
        LineFigures figures = LineFigures.Measure(Face(100, 0, 0.5f, 5, 18, 30.5f, 40));
        Assert.Equal("01Aazz", figures.Curve);
        Assert.Equal(40, figures.PeakOpeningMm);
    }

    [Fact]
    public void One_frame_that_opens_and_one_that_shuts_are_seen_in_a_line_of_a_minute()
    {
        float[] gapsMm = new float[6000];
        Array.Fill(gapsMm, 10f);
        gapsMm[1234] = 25;
        gapsMm[4321] = 0;
        LineFigures figures = LineFigures.Measure(Face(100, gapsMm));
        Assert.Equal(96, figures.Curve.Length);
        // Part 9 of 48 begins at frame 1125, part 34 at 4250: two characters each.
        Assert.Equal("Ko", figures.Curve.Substring(18, 2));
        Assert.Equal("K0", figures.Curve.Substring(68, 2));
        Assert.Equal(94, figures.Curve.Count(digit => digit == 'K'));
        Assert.Equal(1, figures.ClosureCount);
    }

    [Fact]
    public void The_two_values_of_a_part_come_in_their_order()
    {
        // 480 frames: 10 a part. The first rises, the second falls.
        float[] gapsMm = new float[480];
        for (int i = 0; i < 10; i++) (gapsMm[i], gapsMm[10 + i]) = (i, 9 - i);
        Assert.StartsWith("0II0", LineFigures.Measure(Face(100, gapsMm)).Curve, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_survive_a_ledger_and_what_a_newer_program_added_is_passed_over()
    {
        LineFigures figures = new() { ClosureCount = 3, Jitter = 0.123, MovingShare = 0.9, PeakOpeningMm = 12.5, Curve = "0Az" };
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream)) figures.Write(json);
        Assert.Equal("""{"closures":3,"jitter":0.123,"moving":0.9,"peakMm":12.5,"curve":"0Az"}""", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(figures, Read("""{"closures":3,"jitter":0.123,"later":{"a":[1]},"moving":0.9,"peakMm":12.5,"curve":"0Az","last":[]}"""));
        Assert.Equal(new LineFigures(), Read("""{"closures":"3","curve":5}"""));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"closures\":1.5}")]
    [InlineData("{\"closures\":1")]
    public void What_is_no_such_object_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => Read(text));

    private static LineFigures Read(string text)
    {
        Utf8JsonReader json = new(Encoding.UTF8.GetBytes(text));
        json.Read();
        LineFigures figures = LineFigures.Read(ref json);
        Assert.Equal(JsonTokenType.EndObject, json.TokenType);
        return figures;
    }

    private static FaceTrack Face(double rateFps, params float[] gapsMm) =>
        new() { Weights = new CurveTable(rateFps, 0, ["jawOpen"], [.. gapsMm.Select(gap => gap / 40.4f)]) };
}
