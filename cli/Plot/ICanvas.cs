using System.Numerics;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>A picture in the making. Units are pixels, the origin is the top left corner, y grows downwards.</summary>
internal interface ICanvas
{
    int Width { get; }

    int Height { get; }

    void FillRectangle(float x, float y, float width, float height, Colour colour);

    /// <summary>Fills what lies between two curves over the same, growing x.</summary>
    void FillBand(ReadOnlySpan<float> x, ReadOnlySpan<float> top, ReadOnlySpan<float> bottom, Colour colour);

    /// <summary>Draws a line through points, with round joins.</summary>
    void DrawLine(ReadOnlySpan<Vector2> points, float thickness, Colour colour);

    /// <summary>Writes one line of text; <paramref name="size"/> is the distance from the top of capitals to the foot of descenders.</summary>
    void DrawText(string text, float x, float baseline, float size, Colour colour, TextAnchor anchor = TextAnchor.Start);

    void Save(Stream stream);
}
