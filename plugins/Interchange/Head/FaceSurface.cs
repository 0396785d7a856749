namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>
/// The head without openings as a surface over an angle around the neck's axis (0 front, 90 the character's left, 180 back) and a
/// row number that runs from the crown (0) over brow (5), eyes (6), nose base (8), mouth (9) and chin (12) down to the neck (16).
/// </summary>
internal sealed class FaceSurface
{
    public const double EyeRow = 6;
    public const double MouthRow = 9;

    /// <summary>Where the left eyeball turns.</summary>
    public static readonly Vector3d EyeCentre = new(32.5, 2.5, 54.2);
    public const double EyeRadius = 21;

    // Rows:                                0     1     2     3     4     5     6     7     8     9    10    11    12    13    14    15    16
    private readonly Curve _frontY = new(118, 113, 97, 72, 46, 23, 2, -18, -38, -60, -74, -89, -101, -105, -109, -126, -152);
    private readonly Curve _frontZ = new(-4, 38, 68, 82, 86, 85.5, 80.5, 83, 86, 87, 83, 85, 74, 42, 18, 11, 8);
    private readonly Curve _sideX = new(3, 42, 68, 76.5, 78, 77, 76, 75, 72.5, 67, 62.5, 57, 50, 41, 37, 38, 43);
    private readonly Curve _sideY = new(118, 112, 92, 63, 38, 18, 1, -14, -29, -46, -57, -69, -79, -91, -104, -123, -152);
    private readonly Curve _sideZ = new(-8, -9, -10, -10, -9, -8, -5, -2, 0, 3, 4, 4, 1, -7, -15, -21, -26);
    private readonly Curve _backY = new(118, 110, 88, 56, 28, 5, -15, -35, -52, -66, -75, -83, -91, -100, -110, -126, -152);
    private readonly Curve _backZ = new(-12, -54, -88, -101, -104, -102, -96, -87, -78, -70, -66, -63, -61, -59, -58, -59, -62);
    private readonly Curve _squareness = new(0, 0.1, 0.2, 0.3, 0.35, 0.35, 0.25, 0.2, 0.15, 0.1, 0, -0.05, -0.08, 0, 0, 0, 0);
    private readonly Curve _noseHeight = new(0, 0.1, 1, 3.2, 6.5, 10.5, 14.8, 17.2, 15.5, 9, 3, 0);

    /// <summary>The point at an angle in degrees and a row, with nose, cheeks, brow ridge and chin.</summary>
    public Vector3d Point(double angleDegrees, double row) => AddFeatures(Base(angleDegrees, row));

    /// <summary>The outward direction at an angle and a row.</summary>
    public Vector3d Normal(double angleDegrees, double row)
    {
        Vector3d across = Point(angleDegrees + 0.5, row) - Point(angleDegrees - 0.5, row);
        Vector3d down = Point(angleDegrees, row + 0.05) - Point(angleDegrees, row - 0.05);
        return Vector3d.Cross(down, across).Normalized();
    }

    private Vector3d Base(double angleDegrees, double row)
    {
        double sin = Shape.SinDegrees(angleDegrees);
        double cos = Shape.CosDegrees(angleDegrees);
        double scale = Squared(sin, cos, _squareness.At(row));
        double sideY = _sideY.At(row);
        double sideZ = _sideZ.At(row);
        bool isFront = cos >= 0;
        double endY = isFront ? _frontY.At(row) : _backY.At(row);
        double endZ = isFront ? _frontZ.At(row) : _backZ.At(row);
        double reach = Math.Abs(cos) * scale;
        return new Vector3d(_sideX.At(row) * sin * scale, sideY + ((endY - sideY) * reach), sideZ + ((endZ - sideZ) * reach));
    }

    /// <summary>How far to stretch a point of the unit circle towards the square x^4 + y^4 = 1 (positive) or the rhombus (negative).</summary>
    private static double Squared(double sin, double cos, double amount)
    {
        double other = amount >= 0
            ? 1 / Math.Sqrt(Math.Sqrt((sin * sin * sin * sin) + (cos * cos * cos * cos)))
            : 1 / (Math.Abs(sin) + Math.Abs(cos));
        return 1 + (Math.Abs(amount) * (other - 1));
    }

    private Vector3d AddFeatures(Vector3d p)
    {
        if (p.Z < 0) return p;
        double x = Math.Abs(p.X);
        double left = p.X < 0 ? -1 : 1;
        Vector3d folded = p with { X = x };
        Vector3d d = Nose(folded);
        d += new Vector3d(0.35, 0, 1) * (5.0 * Shape.Bump(folded, new(42, -27, 64), 32, 26, 44));
        d += new Vector3d(0, -0.5, 1) * (1.0 * Shape.Bump(folded, new(27, 26, 82), 32, 12, 40));
        d += new Vector3d(0, 0, -1.5) * Shape.Bump(folded, new(31, 3, 76), 30, 22, 40);
        d += new Vector3d(0, -0.2, 1) * (3.5 * Shape.Bump(folded, new(0, -92, 84), 20, 13, 30));
        d += new Vector3d(0, 0, -1.3) * Shape.Bump(folded, new(0, -48, 88), 4.5, 8, 30);
        d += new Vector3d(0, 0, 4.0) * Shape.Bump(folded, new(27, 15, 76), 22, 11, 40);
        return p + new Vector3d(d.X * left, d.Y, d.Z);
    }

    private Vector3d Nose(Vector3d p)
    {
        // The height table starts at y = 14 and steps 5.2 mm downwards.
        double place = (14 - p.Y) / 5.2;
        if (place <= 0 || place >= 11) return Vector3d.Zero;
        double width = 12 + (6 * Shape.Step(0, 8, place));
        double ridge = _noseHeight.At(place) * Shape.Bump(p.X * p.X / (width * width));
        double wing = 5.0 * Shape.Bump(p, new(10, -33, 86), 9.5, 9.5, 60);
        double tip = Shape.Bump(p, new(0, -27, 86), 11, 10, 60);
        return new Vector3d(wing * 0.15, (-1.5 * tip) - (0.25 * wing), ridge + wing + (2.0 * tip));
    }
}
