using System.Globalization;
using System.Numerics;
using System.Text;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>A picture as SVG 1.1 text.</summary>
internal sealed class SvgCanvas : ICanvas
{
    /// <summary>A font's nominal size against the height from capitals to descenders.</summary>
    private const float FontSizeRatio = 1.06f;

    private readonly StringBuilder _text = new();

    public SvgCanvas(int width, int height)
    {
        Width = width;
        Height = height;
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="sans-serif">""");
        FillRectangle(0, 0, width, height, Colour.White);
    }

    public int Width { get; }

    public int Height { get; }

    public void FillRectangle(float x, float y, float width, float height, Colour colour) =>
        Append($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" fill="{Hex(colour)}"{Opacity(colour, "fill")}/>""");

    public void FillBand(ReadOnlySpan<float> x, ReadOnlySpan<float> top, ReadOnlySpan<float> bottom, Colour colour)
    {
        StringBuilder path = new();
        for (int i = 0; i < x.Length; i++) AppendPoint(path, x[i], top[i]);
        for (int i = x.Length - 1; i >= 0; i--) AppendPoint(path, x[i], bottom[i]);
        Append($"""<polygon points="{path}" fill="{Hex(colour)}"{Opacity(colour, "fill")}/>""");
    }

    public void DrawLine(ReadOnlySpan<Vector2> points, float thickness, Colour colour)
    {
        StringBuilder path = new();
        foreach (Vector2 point in points) AppendPoint(path, point.X, point.Y);
        Append($"""<polyline points="{path}" fill="none" stroke="{Hex(colour)}"{Opacity(colour, "stroke")} stroke-width="{thickness:0.##}" stroke-linejoin="round" stroke-linecap="round"/>""");
    }

    public void DrawText(string text, float x, float baseline, float size, Colour colour, TextAnchor anchor = TextAnchor.Start)
    {
        string place = anchor switch { TextAnchor.Middle => " text-anchor=\"middle\"", TextAnchor.End => " text-anchor=\"end\"", _ => "" };
        Append($"""<text x="{x:0.##}" y="{baseline:0.##}" font-size="{size * FontSizeRatio:0.##}" fill="{Hex(colour)}"{place}>{Escape(text)}</text>""");
    }

    public void Save(Stream stream)
    {
        stream.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        stream.Write("</svg>\n"u8);
    }

    private static string Hex(Colour colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";

    private static string Opacity(Colour colour, string kind) =>
        colour.Opacity >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {kind}-opacity=\"{colour.Opacity:0.##}\"");

    private static void AppendPoint(StringBuilder path, float x, float y) =>
        path.Append(path.Length == 0 ? "" : " ").Append(CultureInfo.InvariantCulture, $"{x:0.##},{y:0.##}");

    /// <summary>File names may hold anything; XML may not.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('?'),
                _ => escaped.Append(rune.ToString()),
            };
        }
        return escaped.ToString();
    }

    private void Append(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
