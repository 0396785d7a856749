using System.Globalization;
using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Draws a recording and its curves: waveform on top, then one lane for each group, over one time axis.</summary>
internal sealed class CurvePlot
{
    private const float LeftMargin = 62;
    private const float RightMargin = 204;
    private const float HeaderHeight = 58;
    private const float AxisHeight = 40;
    private const float LaneGap = 30;
    private const float TitleSize = 17;
    private const float TextSize = 12.5f;
    private const float CurveThickness = 1.7f;
    private const float PixelsPerTick = 110;

    private readonly ICanvas _canvas;
    private readonly PlotContent _content;
    private readonly float _plotWidth;

    private CurvePlot(ICanvas canvas, PlotContent content)
    {
        _canvas = canvas;
        _content = content;
        _plotWidth = canvas.Width - LeftMargin - RightMargin;
    }

    /// <summary>A height that gives every lane room, in pixels.</summary>
    public static int NaturalHeight(PlotContent content) =>
        (int)(HeaderHeight + AxisHeight + (LaneCount(content) * (104 + LaneGap)));

    /// <summary>Draws everything.</summary>
    public static void Draw(ICanvas canvas, PlotContent content) => new CurvePlot(canvas, content).Draw();

    private static int LaneCount(PlotContent content) => content.Lanes.Count + (content.Audio is null ? 0 : 1);

    private void Draw()
    {
        float laneHeight = ((_canvas.Height - HeaderHeight - AxisHeight) / LaneCount(_content)) - LaneGap;
        float bottom = _canvas.Height - AxisHeight;
        _canvas.DrawText(_content.Title, LeftMargin, 28, TitleSize, Colour.Ink);
        _canvas.DrawText(_content.Subtitle, LeftMargin, 46, TextSize, Colour.Faint);

        IReadOnlyList<(double StartSeconds, double EndSeconds)> pauses = _content.Audio is null ? [] : SilenceFinder.Find(_content.Audio);
        foreach ((double start, double end) in pauses)
            _canvas.FillRectangle(X(start), HeaderHeight + LaneGap - 4, X(end) - X(start), bottom - HeaderHeight - LaneGap + 4, Colour.Silence);
        if (pauses.Count > 0) DrawSilenceKey();
        DrawTimeAxis(bottom);

        float top = HeaderHeight + LaneGap;
        if (_content.Audio is { } audio)
        {
            DrawWaveform(audio, top, laneHeight);
            top += laneHeight + LaneGap;
        }
        foreach (PlotLane lane in _content.Lanes)
        {
            DrawLane(lane, top, laneHeight);
            top += laneHeight + LaneGap;
        }
    }

    private float X(double seconds) => LeftMargin + (float)(seconds / _content.DurationSeconds * _plotWidth);

    private void DrawSilenceKey()
    {
        float left = LeftMargin + _plotWidth - 66;
        _canvas.FillRectangle(left, 34, 14, 14, Colour.Silence);
        _canvas.DrawText("silence", left + 20, 46, TextSize, Colour.Faint);
    }

    private void DrawTimeAxis(float bottom)
    {
        double step = NiceStep(_content.DurationSeconds * PixelsPerTick / _plotWidth);
        int decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        for (int i = 0; i * step <= _content.DurationSeconds + 1e-9; i++)
        {
            float x = X(i * step);
            _canvas.FillRectangle(x - 0.5f, HeaderHeight + LaneGap - 4, 1, bottom - HeaderHeight - LaneGap + 8, Colour.Grid);
            string label = (i * step).ToString("F" + decimals, CultureInfo.InvariantCulture) + " s";
            _canvas.DrawText(label, x, bottom + 20, TextSize, Colour.Faint, TextAnchor.Middle);
        }
    }

    private void DrawWaveform(AudioClip audio, float top, float height)
    {
        ReadOnlySpan<float> samples = audio.Samples.Span;
        float peak = NiceMaximum(Peak(samples));
        DrawFrame("waveform", top, height, -peak, peak, Label(-peak), Label(peak));
        int columns = Math.Max(2, (int)Math.Ceiling(_plotWidth * audio.DurationSeconds / _content.DurationSeconds));
        float[] x = new float[columns];
        float[] upper = new float[columns];
        float[] lower = new float[columns];
        float middle = top + (height / 2);
        for (int i = 0; i < columns; i++)
        {
            int from = (int)((long)i * samples.Length / columns);
            int to = Math.Max(from + 1, (int)((long)(i + 1) * samples.Length / columns));
            float most = 0;
            float least = 0;
            foreach (float sample in samples[from..Math.Min(to, samples.Length)]) (least, most) = (Math.Min(least, sample), Math.Max(most, sample));
            x[i] = X(((i + 0.5) / columns) * audio.DurationSeconds);
            // Half a pixel each way keeps silence visible as a line.
            upper[i] = middle - (Math.Min(1, most / peak) * height / 2) - 0.5f;
            lower[i] = middle - (Math.Max(-1, least / peak) * height / 2) + 0.5f;
        }
        _canvas.FillBand(x, upper, lower, Colour.Waveform);
    }

    private void DrawLane(PlotLane lane, float top, float height)
    {
        (float minimum, float maximum) = Range(lane);
        DrawFrame(lane.Title, top, height, minimum, maximum, Label(minimum), Label(maximum));
        float spacing = Math.Min(20, height / Math.Max(1, lane.Curves.Count));
        for (int i = 0; i < lane.Curves.Count; i++)
        {
            Colour colour = Colour.Curves[i % Colour.Curves.Count];
            PlotCurve curve = lane.Curves[i];
            Vector2[] points = CurveThinning.ToPoints(curve.Values, frame => X(frame / _content.FrameRateFps),
                value => top + height - ((value - minimum) / (maximum - minimum) * height));
            _canvas.DrawLine(points, CurveThickness, colour);

            float keyLeft = LeftMargin + _plotWidth + 14;
            float keyMiddle = top + 10 + (i * spacing);
            _canvas.DrawLine([new Vector2(keyLeft, keyMiddle), new Vector2(keyLeft + 18, keyMiddle)], 2.6f, colour);
            _canvas.DrawText(curve.Name, keyLeft + 25, keyMiddle + 4.5f, TextSize, Colour.Ink);
        }
    }

    private void DrawFrame(string title, float top, float height, float minimum, float maximum, string low, string high)
    {
        _canvas.DrawText(title, LeftMargin, top - 7, TextSize, Colour.Faint);
        float zero = minimum < 0 ? top + height - (-minimum / (maximum - minimum) * height) : top + height;
        _canvas.FillRectangle(LeftMargin, top - 0.5f, _plotWidth, 1, Colour.Grid);
        _canvas.FillRectangle(LeftMargin, top + height - 0.5f, _plotWidth, 1, Colour.Grid);
        _canvas.FillRectangle(LeftMargin, zero - 0.5f, _plotWidth, 1, Colour.Faint with { Opacity = 0.6f });
        _canvas.DrawText(high, LeftMargin - 10, top + 5, TextSize, Colour.Faint, TextAnchor.End);
        _canvas.DrawText(low, LeftMargin - 10, top + height + 4, TextSize, Colour.Faint, TextAnchor.End);
    }

    /// <summary>From 0 to a round number above the curves; downwards as well for curves that go below 0.</summary>
    private static (float Minimum, float Maximum) Range(PlotLane lane)
    {
        float minimum = 0;
        float maximum = 0;
        foreach (PlotCurve curve in lane.Curves)
        {
            foreach (float value in curve.Values) (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
        }
        return (minimum < 0 ? -NiceMaximum(-minimum) : 0, NiceMaximum(maximum));
    }

    private static float Peak(ReadOnlySpan<float> samples)
    {
        float peak = 0;
        foreach (float sample in samples) peak = Math.Max(peak, Math.Abs(sample));
        return peak;
    }

    /// <summary>One of a few round numbers, so that lanes of different height are easy to compare.</summary>
    private static float NiceMaximum(float value) => value switch
    {
        <= 0.1f => 0.1f,
        <= 0.25f => 0.25f,
        <= 0.5f => 0.5f,
        <= 1 => 1,
        _ => (float)NiceStep(value),
    };

    private static string Label(float value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The smallest of 1, 2, 5 x a power of ten that is at least <paramref name="atLeast"/>.</summary>
    private static double NiceStep(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double ratio = atLeast / power;
        return power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
    }
}
