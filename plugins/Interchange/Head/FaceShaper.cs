namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Places a vertex of the outer face for a pose: opens the lids, draws the lips, and lays both over the surface.</summary>
internal sealed class FaceShaper(FaceSurface surface)
{
    private const double EyeMillimetresPerRow = 20;
    private const double UpperMillimetresPerRow = 22;
    private const double LowerMillimetresPerRow = 14;
    private const double UpperLipRows = 0.5;
    private const double LowerLipRows = 0.6;

    // By |place along the mouth| x 5: cupid's bow, then thinner towards the corner.
    private readonly Curve _upperLipMillimetres = new(6.4, 7.6, 7.2, 5.8, 3.9, 1.6, 1.2);
    private readonly Curve _lowerLipMillimetres = new(9.4, 9.3, 8.8, 7.4, 5.0, 2.0, 1.4);
    private readonly Curve _lipLineMillimetres = new(-0.9, -0.4, 0.0, 0.1, 0.5, 1.5, 2.0);

    // By distance from the lip line in lip heights x 5.
    private readonly Curve _upperLipBulge = new(-0.7, 0.25, 0.75, 0.95, 0.9, 0.7, 0.3, 0.08, 0);
    private readonly Curve _lowerLipBulge = new(-0.45, 0.55, 0.95, 1.0, 0.75, 0.35, 0.08, 0, 0);

    // By place along the eye from inner corner (0) to outer (8).
    private readonly Curve _upperLidMillimetres = new(0, 4.4, 7.2, 8.9, 9.6, 9.4, 8.2, 5.6, 0);
    private readonly Curve _lowerLidMillimetres = new(0, 2.5, 4.0, 5.0, 5.6, 5.7, 5.1, 3.4, 0);
    private readonly Curve _eyeLineMillimetres = new(-1.2, -0.9, -0.5, -0.1, 0.3, 0.7, 1.1, 1.5, 1.8);

    public Vector3d Place(SkinPoint point, FacePose pose)
    {
        double angle = Math.Abs(point.Angle);
        double row = point.Row;
        double lidWeight = 0;
        if (row is > 4 and < 7.6) row = LidRow(angle, row, point.Side, pose, out lidWeight);
        double lip = 0;
        if (row is > 7.6 and < 11) row = LipRow(angle, row, point.Side, pose, out lip);
        Vector3d p = surface.Point(angle, row);
        if (lip != 0) p += new Vector3d(Shape.SinDegrees(angle) * 0.5, 0, 1) * lip;
        if (lidWeight > 0) p = OntoEye(p, lidWeight, pose.LidThickness);
        return point.Angle < 0 ? p.Mirrored : p;
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
        double across = Shape.Step(-2.0, 0.2, along) * Shape.Step(11.5, 7.8, along);
        weight = across * (isAbove ? Shape.Step(0.55, 0.2, away) : Shape.Step(0.75, 0.1, away));
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
        double fullness = Shape.Step(1.25, 0.55, along);
        double lifted = _lipLineMillimetres.At(along * 5) * near * Shape.Bump(away * away / 0.8);
        double shifted;
        if (isAbove)
        {
            double height = _upperLipMillimetres.At(along * 5) * pose.UpperLipHeight / UpperMillimetresPerRow;
            shifted = FaceSurface.MouthRow - Remap(away, UpperLipRows, height, 1.2);
            bulge = fullness * 3.4 * pose.UpperLipBulge * _upperLipBulge.At(5 * away / UpperLipRows);
        }
        else
        {
            double height = _lowerLipMillimetres.At(along * 5) * pose.LowerLipHeight / LowerMillimetresPerRow;
            shifted = FaceSurface.MouthRow + Remap(away, LowerLipRows, height, 1.6);
            bulge = fullness * 5.2 * pose.LowerLipBulge * _lowerLipBulge.At(5 * away / LowerLipRows);
        }
        double mixed = row + (near * (shifted - row));
        return mixed - (lifted / (isAbove ? UpperMillimetresPerRow : LowerMillimetresPerRow));
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
