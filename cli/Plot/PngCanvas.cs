using System.Numerics;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>A picture of pixels, with smooth edges.</summary>
internal sealed class PngCanvas : ICanvas
{
    private const float LetterThicknessRatio = 0.105f;

    private readonly byte[] _pixels;
    private readonly float[] _coverage;

    public PngCanvas(int width, int height)
    {
        Width = width;
        Height = height;
        _pixels = new byte[3 * width * height];
        _coverage = new float[width * height];
        _pixels.AsSpan().Fill(255);
    }

    public int Width { get; }

    public int Height { get; }

    public void FillRectangle(float x, float y, float width, float height, Colour colour)
    {
        (int firstRow, int lastRow) = Rows(y, y + height);
        (int firstColumn, int lastColumn) = (Math.Max(0, (int)MathF.Floor(x)), Math.Min(Width - 1, (int)MathF.Ceiling(x + width) - 1));
        for (int row = firstRow; row <= lastRow; row++)
        {
            float vertical = Overlap(row, y, y + height);
            for (int column = firstColumn; column <= lastColumn; column++) Blend(column, row, colour, vertical * Overlap(column, x, x + width));
        }
    }

    public void FillBand(ReadOnlySpan<float> x, ReadOnlySpan<float> top, ReadOnlySpan<float> bottom, Colour colour)
    {
        int segment = 0;
        for (int column = Math.Max(0, (int)x[0]); column < Width; column++)
        {
            float middle = column + 0.5f;
            if (middle < x[0]) continue;
            while (segment + 2 < x.Length && x[segment + 1] < middle) segment++;
            if (middle > x[^1]) return;
            float along = Math.Clamp((middle - x[segment]) / Math.Max(1e-6f, x[segment + 1] - x[segment]), 0, 1);
            float upper = float.Lerp(top[segment], top[segment + 1], along);
            float lower = float.Lerp(bottom[segment], bottom[segment + 1], along);
            (int firstRow, int lastRow) = Rows(upper, lower);
            for (int row = firstRow; row <= lastRow; row++) Blend(column, row, colour, Overlap(row, upper, lower));
        }
    }

    /// <remarks>A pixel is covered as far as its centre lies inside the line; where parts of the line meet, the larger cover counts.</remarks>
    public void DrawLine(ReadOnlySpan<Vector2> points, float thickness, Colour colour)
    {
        if (points.IsEmpty) return;
        float reach = (thickness / 2) + 0.5f;
        Vector2 least = points[0];
        Vector2 most = points[0];
        for (int i = 0; i < points.Length; i++)
        {
            least = Vector2.Min(least, points[i]);
            most = Vector2.Max(most, points[i]);
            Cover(points[Math.Max(0, i - 1)], points[i], reach);
        }
        ForEachPixel(least, most, reach, index =>
        {
            if (_coverage[index] > 0) Blend(index, colour, _coverage[index]);
            _coverage[index] = 0;
        });
    }

    public void DrawText(string text, float x, float baseline, float size, Colour colour, TextAnchor anchor = TextAnchor.Start)
    {
        float width = StrokeFont.Measure(text, size);
        float left = anchor switch { TextAnchor.Middle => x - (width / 2), TextAnchor.End => x - width, _ => x };
        foreach (Vector2[] stroke in StrokeFont.Layout(text, left, baseline, size)) DrawLine(stroke, size * LetterThicknessRatio, colour);
    }

    public void Save(Stream stream) => PngWriter.Write(stream, _pixels, Width, Height);

    private void Cover(Vector2 from, Vector2 to, float reach)
    {
        Vector2 direction = to - from;
        float lengthSquared = Math.Max(1e-9f, direction.LengthSquared());
        ForEachPixel(Vector2.Min(from, to), Vector2.Max(from, to), reach, index =>
        {
            Vector2 centre = new((index % Width) + 0.5f, (index / Width) + 0.5f);
            float along = Math.Clamp(Vector2.Dot(centre - from, direction) / lengthSquared, 0, 1);
            float distance = Vector2.Distance(centre, from + (along * direction));
            float coverage = Math.Clamp(reach - distance, 0, 1);
            if (coverage > _coverage[index]) _coverage[index] = coverage;
        });
    }

    private void ForEachPixel(Vector2 least, Vector2 most, float reach, Action<int> action)
    {
        int firstColumn = Math.Max(0, (int)MathF.Floor(least.X - reach));
        int lastColumn = Math.Min(Width - 1, (int)MathF.Ceiling(most.X + reach));
        int firstRow = Math.Max(0, (int)MathF.Floor(least.Y - reach));
        int lastRow = Math.Min(Height - 1, (int)MathF.Ceiling(most.Y + reach));
        for (int row = firstRow; row <= lastRow; row++)
        {
            for (int column = firstColumn; column <= lastColumn; column++) action((row * Width) + column);
        }
    }

    private (int First, int Last) Rows(float top, float bottom) =>
        (Math.Max(0, (int)MathF.Floor(top)), Math.Min(Height - 1, (int)MathF.Ceiling(bottom) - 1));

    private static float Overlap(int pixel, float from, float to) => Math.Clamp(Math.Min(pixel + 1, to) - Math.Max(pixel, from), 0, 1);

    private void Blend(int column, int row, Colour colour, float coverage) => Blend((row * Width) + column, colour, coverage);

    private void Blend(int index, Colour colour, float coverage)
    {
        float share = coverage * colour.Opacity;
        Span<byte> pixel = _pixels.AsSpan(3 * index, 3);
        pixel[0] = Mix(pixel[0], colour.Red, share);
        pixel[1] = Mix(pixel[1], colour.Green, share);
        pixel[2] = Mix(pixel[2], colour.Blue, share);
    }

    private static byte Mix(byte below, byte above, float share) => (byte)MathF.Round(below + ((above - below) * share));
}
