namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>The curves everything is drawn with: polynomials and square roots alone, so that every machine gives the same bits.</summary>
internal static class Shape
{
    /// <summary>0 at or below <paramref name="from"/>, 1 at or above <paramref name="to"/> (either order), smooth between.</summary>
    public static double Step(double from, double to, double x)
    {
        double t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>1 where <paramref name="squaredDistance"/> is 0, falling smoothly to exactly 0 at 1 and beyond.</summary>
    public static double Bump(double squaredDistance)
    {
        if (squaredDistance >= 1) return 0;
        double t = 1 - squaredDistance;
        return t * t;
    }

    /// <summary>A <see cref="Bump(double)"/> over an ellipsoid with this centre and these half axes.</summary>
    public static double Bump(Vector3d p, Vector3d centre, double halfX, double halfY, double halfZ)
    {
        double x = (p.X - centre.X) / halfX;
        double y = (p.Y - centre.Y) / halfY;
        double z = (p.Z - centre.Z) / halfZ;
        return Bump((x * x) + (y * y) + (z * z));
    }

    /// <summary>The share of a point that belongs to the character's left: 0 on the right, 1 on the left, smooth over the middle 16 mm.</summary>
    public static double LeftShare(double x) => Step(-8, 8, x);

    /// <summary>Sine of an angle in degrees by its series after reduction to a quarter turn: about 15 digits, the same on every machine.</summary>
    public static double SinDegrees(double angle)
    {
        double turn = angle - (360 * Math.Round(angle / 360));
        if (turn > 90) turn = 180 - turn;
        if (turn < -90) turn = -180 - turn;
        double x = turn * (Math.PI / 180);
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; n <= 10; n++)
        {
            term *= -square / (2 * n * ((2 * n) + 1));
            sum += term;
        }
        return sum;
    }

    public static double CosDegrees(double angle) => SinDegrees(angle + 90);

    /// <summary>Turns a point about the X axis through <paramref name="centre"/>; positive angles take +Y towards +Z.</summary>
    public static Vector3d RotateX(Vector3d p, Vector3d centre, double degrees)
    {
        double sin = SinDegrees(degrees);
        double cos = CosDegrees(degrees);
        Vector3d d = p - centre;
        return new Vector3d(p.X, centre.Y + (d.Y * cos) - (d.Z * sin), centre.Z + (d.Y * sin) + (d.Z * cos));
    }

    /// <summary>Turns a point about the Y axis through <paramref name="centre"/>; positive angles take +Z towards +X.</summary>
    public static Vector3d RotateY(Vector3d p, Vector3d centre, double degrees)
    {
        double sin = SinDegrees(degrees);
        double cos = CosDegrees(degrees);
        Vector3d d = p - centre;
        return new Vector3d(centre.X + (d.X * cos) + (d.Z * sin), p.Y, centre.Z + (d.Z * cos) - (d.X * sin));
    }

    /// <summary>Turns a point about the Z axis through <paramref name="centre"/>; positive angles take +X towards +Y.</summary>
    public static Vector3d RotateZ(Vector3d p, Vector3d centre, double degrees)
    {
        double sin = SinDegrees(degrees);
        double cos = CosDegrees(degrees);
        Vector3d d = p - centre;
        return new Vector3d(centre.X + (d.X * cos) - (d.Y * sin), centre.Y + (d.X * sin) + (d.Y * cos), p.Z);
    }
}
