namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Two ears: rings from the hollow over the rim to the back, sunk into the head.</summary>
internal static class Ears
{
    private const int Around = 28;
    private static readonly Vector3d _centre = new(79.5, -5, -13);
    private static readonly Vector3d _back = new Vector3d(0.34, 0, -0.94);
    private static readonly Vector3d _up = new Vector3d(0.10, 0.97, -0.2);
    private static readonly Vector3d _out = new Vector3d(0.94, -0.05, 0.34);

    // Ring by ring: share of the outline, height above the ear's plane in millimetres.
    private static readonly (double Share, double Height)[] _rings =
        [(0.22, -2.0), (0.40, -0.8), (0.52, 3.0), (0.62, 4.0), (0.72, 2.4), (0.82, 2.8), (0.92, 5.4), (1.0, 4.4), (1.0, 2.0), (0.9, -1), (0.7, -6), (0.5, -16)];

    public static HeadMesh Build()
    {
        Part part = new("Ears");
        int[] before = [];
        int middle = part.Add(Place(0, 0, -2.4));
        foreach ((double share, double height) in _rings)
        {
            int[] now = [.. Enumerable.Range(0, Around).Select(i => part.Add(Place(i * 360.0 / Around, share, height)))];
            for (int i = 0; i < Around; i++)
            {
                int next = (i + 1) % Around;
                if (before.Length == 0) part.Triangle(middle, now[i], now[next], Palette.Skin);
                else part.Quad(before[i], now[i], now[next], before[next], Palette.Skin);
            }
            before = now;
        }
        part.MirrorAll();
        return MorphBaker.Bake(part, []);
    }

    /// <summary>0 degrees points to the back of the head, 90 up.</summary>
    private static Vector3d Place(double degrees, double share, double height)
    {
        double back = Shape.CosDegrees(degrees);
        double up = Shape.SinDegrees(degrees);
        double narrowing = up < 0 ? 1 + (0.32 * up) : 1;
        double x = back * 17.5 * narrowing * share;
        double y = ((up * 29) - (back * 3)) * share;
        // The rim rolls up at the back and the top, and runs flat into the cheek at the front.
        double rolled = height > 0 ? height * (0.35 + (0.65 * Shape.Step(-0.9, 0.3, back + (0.4 * up)))) : height;
        return _centre + (_back * x) + (_up * y) + (_out * rolled);
    }
}
