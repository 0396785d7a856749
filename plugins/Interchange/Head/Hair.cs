namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Short hair: a shell over the scalp down to the hairline, with broad locks combed to one side.</summary>
internal static class Hair
{
    private const int Columns = 96;
    private const int Rows = 24;

    // By angle in steps of 15 degrees: the row of the hairline.
    private static readonly Curve _hairline = new(3.35, 3.3, 3.2, 3.35, 4.3, 6.1, 5.9, 4.9, 6.6, 8.3, 9.0, 9.3, 9.4);

    public static HeadMesh Build(FaceSurface surface)
    {
        Part part = new("Hair");
        int pole = part.Add(new Vector3d(0, surface.Point(0, 0).Y + 13, -8));
        int[] before = [];
        for (int row = 1; row <= Rows; row++)
        {
            double down = (double)row / Rows;
            int[] now = [.. Enumerable.Range(0, Columns).Select(c => part.Add(Place(surface, c * 360.0 / Columns, down)))];
            for (int c = 0; c < Columns; c++)
            {
                int next = (c + 1) % Columns;
                if (before.Length == 0) part.Triangle(pole, now[c], now[next], Palette.Hair);
                else part.Quad(before[c], now[c], now[next], before[next], Palette.Hair);
            }
            before = now;
        }
        return MorphBaker.Bake(part, []);
    }

    private static Vector3d Place(FaceSurface surface, double degrees, double down)
    {
        double signed = degrees > 180 ? degrees - 360 : degrees;
        double around = Math.Abs(signed);
        double edge = _hairline.At(around / 15);
        double front = Shape.Step(75, 20, around);
        // Locks: ridges that lean to the character's left from crown to fringe.
        double lean = signed - (34 * down * front);
        double lock1 = Shape.SinDegrees(lean * 9);
        double lock2 = Shape.SinDegrees((lean * 17) + 40);
        double row = 0.12 + ((edge - 0.12) * down) + (front * down * down * 0.16 * lock1);
        double volume = 10 + (8 * front * Shape.Step(0.15, 0.6, down)) + (4 * Shape.Step(60, 110, around) * Shape.Step(0.3, 0.6, down) * Shape.Step(1, 0.7, down));
        double round = Math.Sqrt(Math.Max(0, 1 - Square((down - 0.72) / 0.28, down > 0.72)));
        double ridges = ((1.5 * lock1) + (0.8 * lock2)) * Shape.Step(0.05, 0.4, down) * round;
        double lift = (volume * round) + ridges - (3.0 * Shape.Step(0.9, 1, down));
        Vector3d p = surface.Point(signed, row);
        Vector3d normal = surface.Normal(signed, row);
        return p + (normal * lift) + new Vector3d(front * 3 * down * round, 0, 0);
    }

    private static double Square(double x, bool isOn) => isOn ? x * x : 0;
}
