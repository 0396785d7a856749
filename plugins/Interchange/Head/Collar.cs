namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>A pullover's collar, which hides where the neck ends.</summary>
internal static class Collar
{
    private const int Columns = 48;

    // Ring by ring: row of the neck, millimetres away from it, millimetres further down.
    private static readonly (double Row, double Out, double Down)[] _rings =
        [(15.3, -2, 0), (14.95, 1.5, 0), (14.9, 4.5, 0), (15.1, 7.5, 0), (15.45, 8.5, 0), (15.6, 7.0, 0), (15.8, 10, 0), (16, 17, 3), (16, 30, 9), (16, 34, 15), (16, 30, 18)];

    public static HeadMesh Build(FaceSurface surface)
    {
        Part part = new("Collar");
        int[] before = [];
        foreach ((double row, double outwards, double down) in _rings)
        {
            int[] now = [.. Enumerable.Range(0, Columns).Select(c =>
            {
                double angle = c * 360.0 / Columns;
                Vector3d across = (surface.Normal(angle, 15.5) with { Y = 0 }).Normalized();
                return part.Add(surface.Point(angle, row) + new Vector3d(across.X * outwards * 1.25, -down, across.Z * outwards));
            })];
            for (int c = 0; c < Columns && before.Length > 0; c++)
                part.Quad(before[c], now[c], now[(c + 1) % Columns], before[(c + 1) % Columns], Palette.Collar);
            before = now;
        }
        int middle = part.Add(new Vector3d(0, -168, -28));
        for (int c = 0; c < Columns; c++) part.Triangle(before[c], middle, before[(c + 1) % Columns], Palette.Collar);
        return MorphBaker.Bake(part, []);
    }
}
