namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Places a vertex of the outer face for a pose: opens the lids, draws the lips, and lays both over the surface.</summary>
internal sealed class FaceShaper(FaceSurface surface)
{
    private const double EyeMillimetresPerRow = 20;
    private const double UpperMillimetresPerRow = 22;
    private const double LowerMillimetresPerRow = 14;
    private const double LipLineMillimetresPerRow = 18;
    private const double LipEdgeMillimetres = -1.5;
    private const double UpperLipRows = 0.5;
    private const double LowerLipRows = 0.6;

    // By |place along the mouth| x 5: cupid's bow, then thinner towards the corner.
    private readonly Curve _upperLipMillimetres = new(6.4, 7.6, 7.2, 5.8, 3.9, 1.6, 1.2);
    private readonly Curve _lowerLipMillimetres = new(9.4, 9.3, 8.8, 7.4, 5.0, 2.0, 1.4);
    private readonly Curve _lipLineMillimetres = new(-0.7, -0.4, -0.1, 0.3, 1.1, 2.4, 3.0);

    // By distance from the lip line in lip heights x 5: millimetres forward from the edge, which lies back by as much as the ends say.
    private readonly Curve _upperLipBulge = new(0, 2.3, 3.6, 4.2, 4.1, 3.5, 2.4, 1.7, 1.5);
    private readonly Curve _lowerLipBulge = new(0, 3.6, 5.6, 6.2, 5.4, 3.8, 2.2, 1.6, 1.5);

    // By place along the eye from inner corner (0) to outer (8).
    private readonly Curve _upperLidMillimetres = new(0, 5.4, 8.8, 10.8, 11.6, 11.4, 10.0, 6.8, 0);
    private readonly Curve _lowerLidMillimetres = new(0, 3.0, 4.8, 6.1, 6.8, 6.9, 6.2, 4.1, 0);
    private readonly Curve _eyeLineMillimetres = new(-1.2, -0.9, -0.5, -0.1, 0.3, 0.7, 1.1, 1.5, 1.8);

    public Vector3d Place(SkinPoint point, FacePose pose)
    {
        double angle = Math.Abs(point.Angle);
        double row = Shift(point, pose, out double lidWeight, out double lip);
        Vector3d p = surface.Point(angle, row);
        if (lip != 0) p += new Vector3d(Shape.SinDegrees(angle) * 0.5, 0, 1) * lip;
        if (lidWeight > 0) p = OntoEye(p, lidWeight, pose.LidThickness);
        return point.Angle < 0 ? p.Mirrored : p;
    }

    /// <summary>The row of the surface on which a vertex lies in the neutral face.</summary>
    public double NeutralRow(SkinPoint point) => Shift(point, FacePose.Neutral, out _, out _);

    private double Shift(SkinPoint point, FacePose pose, out double lidWeight, out double lip)
    {
        double angle = Math.Abs(point.Angle);
        lidWeight = 0;
        lip = 0;
        return point.Row switch
        {
            > 4 and < 7.6 => LidRow(angle, point.Row, point.Side, pose, out lidWeight),
            >= 7.6 and < 11 => LipRow(angle, point.Row, point.Side, pose, out lip),
            _ => point.Row,
        };
    }

    private double LidRow(double angle, double row, SlitSide side, FacePose pose, out double weight)
    {
        double along = 8 * (angle - FaceGrid.EyeInnerDegrees) / (FaceGrid.EyeOuterDegrees - FaceGrid.EyeInnerDegrees);
        bool isAbove = row < FaceSurface.EyeRow || (row == FaceSurface.EyeRow && side == SlitSide.Above);
        double away = Math.Clamp(Math.Abs(row - FaceSurface.EyeRow) / (isAbove ? 1.35 : 1.3), 0, 1);
        double follow = (1 - away) * (1 - (away * away));
        double below = _lowerLidMillimetres.At(along);
        double millimetres = isAbove
            ? (pose.UpperLid * _upperLidMillimetres.At(along)) - (pose.UpperLidBelow * below)
            : -pose.LowerLid * below;
        double line = _eyeLineMillimetres.At(along) * Shape.Step(-4, 0, along) * Shape.Step(12, 8, along);
        double across = Shape.Step(-1.7, 0.4, along) * Shape.Step(11.5, 7.8, along);
        weight = across * (isAbove ? Shape.Step(0.9, 0.2, away) : Shape.Step(0.75, 0.1, away));
        return row - ((millimetres + line) * follow / EyeMillimetresPerRow);
    }

    /// <summary>Draws a point towards the outside of the lid, which lies on the eyeball.</summary>
    private static Vector3d OntoEye(Vector3d p, double weight, double thickness)
    {
        double radius = FaceSurface.EyeRadius + thickness;
        double x = p.X - FaceSurface.EyeCentre.X;
        double y = p.Y - FaceSurface.EyeCentre.Y;
        double depth = Math.Sqrt(Math.Max((radius * radius) - (x * x) - (y * y), radius * radius * 0.2));
        return p with { Z = p.Z + (weight * (FaceSurface.EyeCentre.Z + depth - p.Z)) };
    }

    private double LipRow(double angle, double row, SlitSide side, FacePose pose, out double bulge)
    {
        double along = angle / FaceGrid.MouthCornerDegrees;
        double near = Shape.Step(1.75, 1.0, along);
        bool isAbove = row < FaceSurface.MouthRow || (row == FaceSurface.MouthRow && side == SlitSide.Above);
        double away = Math.Abs(row - FaceSurface.MouthRow);
        double fullness = Shape.Step(1.05, 0.5, along);
        double lifted = _lipLineMillimetres.At(along * 5) * near * Shape.Bump(away * away / 0.8);
        double shifted;
        if (isAbove)
        {
            double height = _upperLipMillimetres.At(along * 5) * pose.UpperLipHeight / UpperMillimetresPerRow;
            shifted = FaceSurface.MouthRow - Remap(away, UpperLipRows, height, 1.2);
            bulge = fullness * Bulge(_upperLipBulge.At(5 * away / UpperLipRows), pose.UpperLipBulge);
        }
        else
        {
            double height = _lowerLipMillimetres.At(along * 5) * pose.LowerLipHeight / LowerMillimetresPerRow;
            shifted = FaceSurface.MouthRow + Remap(away, LowerLipRows, height, 1.6);
            bulge = fullness * Bulge(_lowerLipBulge.At(5 * away / LowerLipRows), pose.LowerLipBulge);
        }
        double mixed = row + (near * (shifted - row));
        return mixed - (lifted / LipLineMillimetresPerRow);
    }

    /// <summary>The edge and the skin beyond the lip stay; what stands out from the line between them is scaled.</summary>
    private static double Bulge(double forward, double scale)
    {
        double flat = Math.Min(forward, -LipEdgeMillimetres);
        return LipEdgeMillimetres + flat + ((forward - flat) * scale);
    }

    /// <summary>Stretches 0..<paramref name="border"/> to 0..<paramref name="newBorder"/> and the rest up to <paramref name="end"/> to what is left.</summary>
    private static double Remap(double x, double border, double newBorder, double end)
    {
        if (x >= end) return x;
        return x <= border
            ? x * newBorder / border
            : newBorder + ((x - border) * (end - newBorder) / (end - border));
    }
}
