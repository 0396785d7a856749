namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Jaw and mouth movements of the skin.</summary>
internal static class MouthMorphs
{
    /// <summary>Where sealed lips rest between the closed and the open jaw while the jaw is open.</summary>
    private const double SealShare = 0.38;

    private static readonly Vector3d _corner = new(26, -59, 78);

    public static IEnumerable<(string Name, Func<SkinPoint, Vector3d> Delta)> All(FaceShaper shaper)
    {
        yield return ("jawOpen", p => (JawMotion.Open(p.Position) * JawMotion.Share(p)) + (new Vector3d(-0.1 * p.Position.X, 0, 0) * Lips(p.Position)));
        yield return ("jawForward", p => JawMotion.Forward(p.Position) * JawMotion.Share(p));
        yield return ("jawLeft", p => JawMotion.Left(p.Position) * JawMotion.Share(p));
        yield return ("mouthClose", Close);
        yield return ("mouthFunnel", p => Funnel(p, shaper));
        yield return ("mouthPucker", p => Pucker(p, shaper));
        yield return ("mouthLeft", Sideways);
        yield return ("mouthSmileLeft", Smile);
        yield return ("mouthFrownLeft", p => new Vector3d(1.8, -7.6, -1.6) * Corner(p.Position, 24, 22));
        yield return ("mouthDimpleLeft", p => (new Vector3d(2.2, 1.4, -4.2) * Corner(p.Position, 17, 15)) + (new Vector3d(0, 0, 1.5) * Cheek(p.Position, 40, 14)));
        yield return ("mouthStretchLeft", p => new Vector3d(6.8, -2.2, -4.2) * Corner(p.Position, 28, 24));
        yield return ("mouthRollLower", p => Roll(p, shaper, isUpper: false));
        yield return ("mouthRollUpper", p => Roll(p, shaper, isUpper: true));
        yield return ("mouthShrugLower", ShrugLower);
        yield return ("mouthShrugUpper", p => (new Vector3d(0, 5.2, 1.8) * (Upper(p) * Middle(p))) + (new Vector3d(0, 1.2, 0.6) * Shape.Bump(p.Position, new(0, -46, 88), 18, 12, 30)));
        yield return ("mouthPressLeft", p => Press(p, shaper));
        yield return ("mouthLowerDownLeft", p => new Vector3d(0.8, -7.0, -0.8) * (Lower(p) * Middle(p) * Shape.LeftShare(p.Position.X)));
        yield return ("mouthUpperUpLeft", UpperUp);
        yield return ("cheekPuff", Puff);
    }

    /// <summary>1 at the lips, falling to 0 at chin, nose and cheeks; 1 inside the lips, falling to 0 at the bag's back.</summary>
    private static double Around(SkinPoint p)
    {
        double rows = p.IsBelowMouth ? Shape.Step(10.9, 9.7, p.PlacedRow) : Shape.Step(7.9, 8.7, p.PlacedRow);
        return rows * Shape.Step(1.9, 1.05, Math.Abs(p.AlongMouth)) * Inwards(p.Depth);
    }

    private static double Upper(SkinPoint p) => p.IsBelowMouth ? 0 : Shape.Step(8.0, 8.7, p.Row) * Inwards(p.Depth);

    private static double Lower(SkinPoint p) => p.IsBelowMouth ? Shape.Step(10.9, 9.6, p.Row) * Inwards(p.Depth) : 0;

    private static double Inwards(int depth) => depth <= 4 ? 1 : Math.Max(0, 1 - ((depth - 4) * 0.3));

    /// <summary>1 over the middle of the mouth, exactly 0 at its corners.</summary>
    private static double Middle(SkinPoint p) => Shape.Step(1.0, 0.15, Math.Abs(p.AlongMouth));

    /// <summary>1 at the left corner; along the lips it fades to 0 in the middle, so that lips bend in one curve and not in an angle.</summary>
    private static double Corner(Vector3d p, double halfX, double halfY)
    {
        if (p.X >= _corner.X) return Shape.Bump(p, _corner, halfX, halfY, 34);
        double along = Math.Max(0, p.X / _corner.X);
        return Shape.Bump(p with { X = _corner.X }, _corner, halfX, halfY, 34) * along * along * (2.2 - (1.2 * along));
    }

    private static double Cheek(Vector3d p, double x, double half) => Shape.Bump(p, new(x, -54, 66), half, half, 34);

    private static double Lips(Vector3d p) => Shape.Bump(p, new(0, -62, 86), 60, 28, 50);

    private static Vector3d Close(SkinPoint p) => JawMotion.Open(p.Position) * (Around(p) * (SealShare - JawMotion.Share(p)));

    private static Vector3d Funnel(SkinPoint p, FaceShaper shaper)
    {
        double lips = Lips(p.Position);
        FacePose pose = new() { UpperLipHeight = 1.15, LowerLipHeight = 1.1, UpperLipBulge = 1.25, LowerLipBulge = 1.2 };
        Vector3d open = new Vector3d(0, 5.5, 0) * (Upper(p) * Middle(p)) + new Vector3d(0, -8.5, 0) * (Lower(p) * Middle(p));
        return Redrawn(p, shaper, pose) + open + (new Vector3d(-0.21 * p.Position.X, 0, 7.8) * lips);
    }

    private static Vector3d Pucker(SkinPoint p, FaceShaper shaper)
    {
        double lips = Lips(p.Position);
        FacePose pose = new() { UpperLipHeight = 1.12, LowerLipHeight = 1.0, UpperLipBulge = 1.5, LowerLipBulge = 1.3 };
        return Redrawn(p, shaper, pose) + (new Vector3d(-0.31 * p.Position.X, 0, 8.2) * lips);
    }

    /// <summary>The whole mouth slides along the teeth: the side it leaves comes forward, the other goes back.</summary>
    private static Vector3d Sideways(SkinPoint p)
    {
        double weight = Shape.Bump(p.Position, new(0, -63, 84), 50, 32, 50);
        return new Vector3d(9.5, 0, -0.14 * p.Position.X) * weight;
    }

    private static Vector3d Smile(SkinPoint p)
    {
        Vector3d corner = new Vector3d(6.6, 6.6, -5.2) * Corner(p.Position, 29, 25);
        corner += new Vector3d(0.4, 1.7, -0.8) * Shape.Bump(p.Position, new(11, -60, 85), 20, 16, 34);
        return corner + (new Vector3d(1.2, 3.2, 2.6) * Shape.Bump(p.Position, new(43, -30, 66), 24, 22, 40));
    }

    private static Vector3d Roll(SkinPoint p, FaceShaper shaper, bool isUpper)
    {
        FacePose pose = isUpper ? new() { UpperLipHeight = 0.3, UpperLipBulge = -0.2 } : new() { LowerLipHeight = 0.3, LowerLipBulge = -0.2 };
        double rows = isUpper
            ? (p.IsBelowMouth ? 0 : Shape.Step(8.4, 8.85, p.Row))
            : (p.IsBelowMouth ? Shape.Step(9.9, 9.25, p.Row) : 0);
        double back = -3.6 * rows * Shape.Step(1.05, 0.5, Math.Abs(p.AlongMouth)) * Math.Max(0, 1 - (p.Depth * 0.3));
        return Redrawn(p, shaper, pose) + new Vector3d(0, 0, back);
    }

    /// <summary>The chin pushes the lower lip up and out; the upper lip rides on it, so that the lips stay together.</summary>
    private static Vector3d ShrugLower(SkinPoint p)
    {
        Vector3d chin = new Vector3d(0, 7.5, 1.5) * Shape.Bump(p.Position, new(0, -93, 82), 34, 24, 40);
        double lower = p.IsBelowMouth ? Shape.Step(9.0, 9.7, p.Row) * Shape.Step(10.9, 9.9, p.Row) : 0;
        Vector3d pout = new Vector3d(0, 2.5, 1.0) * (lower * Middle(p));
        return chin + pout + (new Vector3d(0, 2.4, 2.4) * ((Lower(p) + Upper(p)) * Middle(p)));
    }

    private static Vector3d Press(SkinPoint p, FaceShaper shaper)
    {
        FacePose pose = new() { UpperLipHeight = 0.55, LowerLipHeight = 0.55, UpperLipBulge = 0.5, LowerLipBulge = 0.5 };
        double lips = (Upper(p) + Lower(p)) * Shape.Step(1.3, 0.6, Math.Abs(p.AlongMouth)) * Math.Max(0, 1 - (p.Depth * 0.3));
        Vector3d both = Redrawn(p, shaper, pose) + new Vector3d(0, 0, -1.4 * lips)
            + (new Vector3d(0, 2.6, 0.6) * Shape.Bump(p.Position, new(0, -93, 82), 34, 22, 40));
        return (both * Shape.LeftShare(p.Position.X)) + (new Vector3d(0.4, 0.6, -1.8) * Corner(p.Position, 15, 14));
    }

    private static Vector3d UpperUp(SkinPoint p)
    {
        Vector3d lip = new Vector3d(1.0, 7.2, -1.2) * (Upper(p) * Middle(p) * Shape.LeftShare(p.Position.X));
        double beside = p.IsBelowMouth ? 0 : Shape.Step(9.0, 8.4, p.Row);
        return lip + (new Vector3d(0.5, 3.6, 0.8) * (beside * Shape.Bump(p.Position, new(23, -42, 80), 20, 20, 34)));
    }

    private static Vector3d Puff(SkinPoint p)
    {
        Vector3d folded = p.Position with { X = Math.Abs(p.Position.X) };
        double cheek = Shape.Bump(folded, new(45, -54, 60), 38, 34, 54) * Inwards(2 * p.Depth);
        double side = p.Position.X < 0 ? -1 : 1;
        return new Vector3d(9.5 * side, 0, 8.5) * cheek;
    }

    /// <summary>How far a lip vertex goes when lids and lips are drawn for another pose; the inside follows its edge.</summary>
    private static Vector3d Redrawn(SkinPoint p, FaceShaper shaper, FacePose pose)
    {
        if (p.Row is < 7.5 or > 11) return Vector3d.Zero;
        SkinPoint outside = p with { Depth = 0 };
        Vector3d delta = shaper.Place(outside, pose) - shaper.Place(outside, FacePose.Neutral);
        return delta * Inwards(p.Depth);
    }
}
