namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The tongue: rings from root to tip. It rides on the jaw and has its own 16 movements beside tongueOut.</summary>
internal static class Tongue
{
    private const int Rings = 18;
    private const int Around = 20;

    // From root (0) to tip (6), millimetres.
    private static readonly Curve _halfWidth = new(15, 17.5, 18.5, 18.5, 17, 13.5, 6);
    private static readonly Curve _halfHeight = new(8, 8.5, 8, 7, 5.6, 4, 2.2);
    private static readonly Curve _middleY = new(-78, -72, -69.5, -68.8, -68.6, -68.6, -68.2);
    private static readonly Curve _middleZ = new(12, 20, 30, 40, 50, 59, 66);

    public static HeadMesh Build()
    {
        Part part = new("Tongue");
        List<double> along = [];
        int[] before = [];
        for (int ring = 0; ring < Rings; ring++)
        {
            double length = (double)ring / Rings;
            int[] points = new int[Around];
            for (int i = 0; i < Around; i++)
            {
                points[i] = part.Add(OnRing(length, i));
                along.Add(length);
            }
            for (int i = 0; i < Around && before.Length > 0; i++)
                part.Quad(before[i], points[i], points[(i + 1) % Around], before[(i + 1) % Around], Palette.Tongue);
            // Rings start at the top and run towards the character's left.
            for (int i = 0; i <= Around / 2; i++) part.Pair(points[i], points[(Around - i) % Around]);
            before = points;
        }
        int tip = part.Add(new Vector3d(0, _middleY.At(6), 68));
        along.Add(1);
        part.Pair(tip, tip);
        for (int i = 0; i < Around; i++) part.Triangle(before[i], tip, before[(i + 1) % Around], Palette.Tongue);
        return MorphBaker.Bake(part, [.. JawMotion.Rigid(part), .. Movements(i => part.Positions[i], i => along[i])]);
    }

    private static Vector3d OnRing(double length, int i)
    {
        double degrees = 360.0 * i / Around;
        double x = _halfWidth.At(6 * length) * Shape.SinDegrees(degrees);
        double up = Shape.CosDegrees(degrees);
        double height = _halfHeight.At(6 * length);
        double groove = up > 0 ? 1.6 * Shape.Bump(x * x / 36) * Shape.Step(0, 0.4, length) * Shape.Step(1, 0.7, length) : 0;
        return new Vector3d(x, _middleY.At(6 * length) + (height * up) - groove, _middleZ.At(6 * length));
    }

    private static IEnumerable<Morph> Movements(Func<int, Vector3d> place, Func<int, double> along)
    {
        double Tip(int i) => Shape.Step(0.45, 1, along(i));
        double Body(int i) => Shape.Step(0.0, 0.55, along(i));
        Vector3d FromMiddle(int i) => place(i) - new Vector3d(0, _middleY.At(6 * along(i)), place(i).Z);

        yield return new Morph("tongueOut", i => (new Vector3d(0, 12, 0) * Shape.Step(0.25, 0.75, along(i)))
            + (new Vector3d(0, -2.5, 0) * Shape.Step(0.7, 1, along(i))) + (new Vector3d(0, 0, 45) * (along(i) * Body(i))));
        yield return new Morph("tongueTipUp", i => new Vector3d(0, 13, -3) * Tip(i));
        yield return new Morph("tongueTipDown", i => new Vector3d(0, -8, -2) * Tip(i));
        yield return new Morph("tongueTipLeft", i => new Vector3d(11, 0, -2) * Tip(i));
        yield return new Morph("tongueRollUp", i => (new Vector3d(0, 12, 0) * Shape.Step(0.35, 0.85, along(i))) + (new Vector3d(0, 0, -17) * Shape.Step(0.6, 1, along(i))));
        yield return new Morph("tongueRollDown", i => (new Vector3d(0, -8, 0) * Shape.Step(0.35, 0.85, along(i))) + (new Vector3d(0, 0, -14) * Shape.Step(0.6, 1, along(i))));
        yield return new Morph("tongueRollLeft", i =>
        {
            Vector3d off = FromMiddle(i) with { Z = 0 };
            return (Shape.RotateZ(off, Vector3d.Zero, 28) - off) * Body(i);
        });
        yield return new Morph("tongueUp", i => new Vector3d(0, 8.5, 0) * Body(i));
        yield return new Morph("tongueDown", i => new Vector3d(0, -6, 0) * Body(i));
        yield return new Morph("tongueLeft", i => new Vector3d(9, 0, 0) * Body(i));
        yield return new Morph("tongueIn", i => new Vector3d(0, 0.8, -11) * Body(i));
        yield return new Morph("tongueStretch", i => new Vector3d(0, (-0.22 * FromMiddle(i).Y) + (1.5 * along(i)), 17 * along(i)) * Body(i));
        yield return new Morph("tongueWide", i => new Vector3d(0.26 * place(i).X, -0.15 * FromMiddle(i).Y, 0) * Body(i));
        yield return new Morph("tongueNarrow", i => new Vector3d(-0.34 * place(i).X, 0.25 * FromMiddle(i).Y, 0) * Body(i));
    }
}
