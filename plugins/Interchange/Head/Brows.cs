namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Two eyebrows: tapered pads on the skin, which they follow.</summary>
internal static class Brows
{
    private const int Steps = 20;

    // By place along the brow from its inner end (0) to its outer (5).
    private static readonly Curve _angle = new(9.5, 15, 22.5, 30, 37, 44);
    private static readonly Curve _row = new(4.86, 4.76, 4.66, 4.6, 4.66, 4.84);
    private static readonly Curve _halfRows = new(0.11, 0.16, 0.165, 0.14, 0.10, 0.03);
    private static readonly double[] _across = [-1.1, -0.8, -0.3, 0.3, 0.8, 1.1];
    private static readonly double[] _lift = [-1.0, 1.1, 2.0, 2.0, 1.1, -1.0];

    public static HeadMesh Build(FaceSurface surface, IReadOnlyList<(string Name, Func<SkinPoint, Vector3d> Delta)> skin)
    {
        Part part = new("Brows");
        List<SkinPoint> points = [];
        int[] before = [];
        for (int step = 0; step <= Steps; step++)
        {
            double along = 5.0 * step / Steps;
            double taper = step is 0 or Steps ? 0.3 : step == 1 ? 0.85 : 1;
            int[] now = new int[_across.Length];
            for (int i = 0; i < now.Length; i++)
            {
                double angle = _angle.At(along);
                double row = _row.At(along) + (_across[i] * _halfRows.At(along) * taper);
                Vector3d p = surface.Point(angle, row) + (surface.Normal(angle, row) * (_lift[i] * taper));
                now[i] = part.Add(p);
                points.Add(new SkinPoint(angle, row, SlitSide.Above, 0) { Position = p });
            }
            for (int i = 0; i + 1 < now.Length && before.Length > 0; i++)
                part.Quad(before[i], before[i + 1], now[i + 1], now[i], Palette.Brow);
            before = now;
        }
        part.MirrorAll();
        points.AddRange([.. points.Select(p => p with { Angle = -p.Angle, Position = p.Position.Mirrored })]);
        return MorphBaker.Bake(part, skin.Select(m => new Morph(m.Name, i => m.Delta(points[i]))));
    }
}
