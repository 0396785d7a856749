namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>How the jaw bone moves; skin follows by a share, lower teeth and tongue wholly.</summary>
internal static class JawMotion
{
    private static readonly Vector3d _hinge = new(0, -12, 0);

    /// <summary>Turning about the hinge while its joint slides forward and down, as a real jaw does.</summary>
    public static Vector3d Open(Vector3d p) => Shape.RotateX(p, _hinge, 21.5) + new Vector3d(0, -4, 6) - p;

    public static Vector3d Forward(Vector3d p) => new(0 * p.X, -0.8, 8);

    public static Vector3d Left(Vector3d p) => Shape.RotateY(p, new Vector3d(0, 0, -10), 4.5) + new Vector3d(1, 0, 0) - p;

    /// <summary>The jaw's four movements of a part that is fast to the bone.</summary>
    public static IEnumerable<Morph> Rigid(Part part)
    {
        yield return new Morph("jawOpen", i => Open(part.Positions[i]));
        yield return new Morph("jawForward", i => Forward(part.Positions[i]));
        yield return new Morph("jawLeft", i => Left(part.Positions[i]));
    }

    /// <summary>The share 0..1 of the jaw's movement that skin takes: told by which side of the lips it lies on, not by distance.</summary>
    public static double Share(SkinPoint point)
    {
        const double cornerShare = 0.42;
        double along = Math.Min(Math.Abs(point.AlongMouth), 1);
        double cornerness = along * along * along;
        // Deep inside the mouth the bag goes with the teeth; only its very corners hang between the jaws.
        if (point.Depth >= 3) cornerness *= cornerness * cornerness;
        double row = point.PlacedRow;
        double share = point.IsBelowMouth
            ? 1 + ((cornerShare - 1) * cornerness * Shape.Step(10.7, 9, row))
            : cornerShare * cornerness * Shape.Step(7.7, 9, row);
        if (point.IsBelowMouth && Math.Abs(point.AlongMouth) >= 1) share = 1 + ((cornerShare - 1) * Shape.Step(10.7, 9, row));
        double neck = Shape.Step(13.8, 12.2, row);
        double side = Shape.Step(113, 68, Math.Abs(point.Angle));
        return share * neck * side;
    }
}
