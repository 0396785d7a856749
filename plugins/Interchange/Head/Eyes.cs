namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Two eyeballs: rings around the direction of sight, coloured pupil, iris and white, turned by the eyeLook morphs.</summary>
internal static class Eyes
{
    private const int Sectors = 28;

    // Angle from the direction of sight to each ring's outer edge, in degrees.
    private static readonly (double Degrees, HeadMaterial Material)[] _rings =
    [
        (5, Palette.Pupil), (11.5, Palette.Pupil), (15, Palette.Iris), (20, Palette.Iris), (24.5, Palette.Iris), (27, Palette.IrisRing),
        (32, Palette.Sclera), (40, Palette.Sclera), (50, Palette.Sclera), (62, Palette.Sclera), (76, Palette.Sclera), (95, Palette.Sclera),
    ];

    public static HeadMesh Build()
    {
        Part part = new("Eyes");
        AddEyeball(part);
        AddCatchLight(part);
        part.MirrorAll();
        return MorphBaker.Bake(part,
        [
            Look(part, "eyeLookUpLeft", p => Shape.RotateX(p, FaceSurface.EyeCentre, -24)),
            Look(part, "eyeLookDownLeft", p => Shape.RotateX(p, FaceSurface.EyeCentre, 28)),
            Look(part, "eyeLookInLeft", p => Shape.RotateY(p, FaceSurface.EyeCentre, -30)),
            Look(part, "eyeLookOutLeft", p => Shape.RotateY(p, FaceSurface.EyeCentre, 30)),
        ]);
    }

    private static Morph Look(Part part, string name, Func<Vector3d, Vector3d> turn) =>
        new(name, i => part.Positions[i].X > 0 ? turn(part.Positions[i]) - part.Positions[i] : Vector3d.Zero);

    private static void AddEyeball(Part part)
    {
        int pole = part.Add(OnEye(0, 0, 0));
        int[] inner = [];
        foreach ((double degrees, HeadMaterial material) in _rings)
        {
            int[] outer = [.. Enumerable.Range(0, Sectors).Select(s => part.Add(OnEye(degrees, s, 0)))];
            for (int s = 0; s < Sectors; s++)
            {
                int next = (s + 1) % Sectors;
                if (inner.Length == 0) part.Triangle(pole, outer[s], outer[next], material);
                else part.Quad(inner[s], outer[s], outer[next], inner[next], material);
            }
            inner = outer;
        }
    }

    /// <summary>A small bright spot high on the iris, which makes eyes look alive in any light.</summary>
    private static void AddCatchLight(Part part)
    {
        const int corners = 16;
        int Spot(double radius, double angle)
        {
            double x = radius * Shape.CosDegrees(angle);
            double y = 5.2 + (radius * Shape.SinDegrees(angle));
            double r = FaceSurface.EyeRadius + 0.12;
            return part.Add(FaceSurface.EyeCentre + new Vector3d(x, y, Math.Sqrt((r * r) - (x * x) - (y * y))));
        }
        int middle = Spot(0, 0);
        int[] rim = [.. Enumerable.Range(0, corners).Select(s => Spot(1.7, s * 360.0 / corners))];
        for (int s = 0; s < corners; s++) part.Triangle(middle, rim[s], rim[(s + 1) % corners], Palette.CatchLight);
    }

    private static Vector3d OnEye(double degrees, int sector, double lift)
    {
        double around = sector * 360.0 / Sectors;
        double radius = FaceSurface.EyeRadius + lift;
        double off = radius * Shape.SinDegrees(degrees);
        return FaceSurface.EyeCentre + new Vector3d(off * Shape.CosDegrees(around), off * Shape.SinDegrees(around), radius * Shape.CosDegrees(degrees));
    }
}
