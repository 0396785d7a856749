namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>A colour of the picture, sRGB, with how much of it covers what lies below (0..1).</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue, float Opacity = 1)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Ink { get; } = new(38, 42, 48);

    public static Colour Faint { get; } = new(118, 124, 134);

    public static Colour Grid { get; } = new(226, 229, 234);

    public static Colour Waveform { get; } = new(120, 138, 160);

    public static Colour Silence { get; } = new(236, 239, 228);

    /// <summary>Curves, told apart by people with any kind of colour vision (after Okabe and Ito).</summary>
    public static IReadOnlyList<Colour> Curves { get; } =
    [
        new(0, 114, 178), new(213, 94, 0), new(0, 158, 115), new(204, 121, 167), new(150, 110, 0), new(86, 180, 233),
    ];
}
