namespace Audio2Face.Modkit.Plugins.Interchange.Head;

/// <summary>Movements of lids, brows, cheeks and nose.</summary>
internal static class UpperFaceMorphs
{
    public static IEnumerable<(string Name, Func<SkinPoint, Vector3d> Delta)> All(FaceShaper shaper)
    {
        yield return ("eyeBlinkLeft", p => Lids(p, shaper, new() { UpperLid = 0, UpperLidBelow = 0.62, LowerLid = 0.62, LidThickness = 2.7 }));
        yield return ("eyeSquintLeft", p => Lids(p, shaper, new() { UpperLid = 0.72, LowerLid = 0.2, LidThickness = 2 }) + (CheekUp(p) * 0.3));
        yield return ("eyeWideLeft", p => Lids(p, shaper, new() { UpperLid = 1.38, LowerLid = 1.12 }));
        yield return ("eyeLookDownLeft", p => Lids(p, shaper, new() { UpperLid = 0.4, LowerLid = 1.25, LidThickness = 2 }));
        yield return ("eyeLookUpLeft", p => Lids(p, shaper, new() { UpperLid = 1.2, LowerLid = 0.85 }));
        yield return ("eyeLookInLeft", p => new Vector3d(-0.7, 0, 0) * AroundEye(p));
        yield return ("eyeLookOutLeft", p => new Vector3d(0.7, 0, 0) * AroundEye(p));
        yield return ("browDownLeft", p => new Vector3d(-2.6, -6.8, 1.6) * (AboveLid(p) * Shape.Bump(p.Position, new(25, 25, 80), 31, 24, 45)));
        yield return ("browInnerUp", InnerUp);
        yield return ("browOuterUpLeft", p => new Vector3d(0.6, 7.6, -1.6) * (AboveLid(p) * Shape.Bump(p.Position, new(46, 24, 66), 26, 28, 45)));
        yield return ("cheekSquintLeft", p => CheekUp(p) + Lids(p, shaper, new() { LowerLid = 0.55, LidThickness = 1.8 }));
        yield return ("noseSneerLeft", Sneer);
    }

    private static double AboveLid(SkinPoint p) => Shape.Step(5.6, 4.9, p.Row);

    private static double AroundEye(SkinPoint p) => Shape.Bump(p.Position, FaceSurface.EyeCentre + new Vector3d(0, 0, 18), 22, 15, 22);

    private static Vector3d CheekUp(SkinPoint p) =>
        new Vector3d(-0.4, 5.2, 2.0) * (Shape.Step(6.5, 7.2, p.Row) * Shape.Bump(p.Position, new(43, -24, 70), 26, 22, 36));

    private static Vector3d InnerUp(SkinPoint p)
    {
        Vector3d folded = p.Position with { X = Math.Abs(p.Position.X) };
        return new Vector3d(0, 8.2, 0) * (AboveLid(p) * Shape.Bump(folded, new(9, 28, 88), 27, 28, 45));
    }

    private static Vector3d Sneer(SkinPoint p)
    {
        Vector3d wing = new Vector3d(0.5, 4.6, 0.8) * Shape.Bump(p.Position, new(15, -32, 90), 14, 16, 34);
        double aboveMouth = p.IsBelowMouth ? 0 : Shape.Step(9.0, 8.6, p.Row);
        Vector3d lip = new Vector3d(0, 2.6, 0.4) * (aboveMouth * Shape.Bump(p.Position, new(17, -50, 84), 16, 14, 34));
        return wing + lip + (new Vector3d(-0.6, -1.6, 0.6) * (AboveLid(p) * Shape.Bump(p.Position, new(13, 16, 86), 14, 14, 34)));
    }

    /// <summary>The lid drawn anew on the eyeball; its rim goes with its edge.</summary>
    private static Vector3d Lids(SkinPoint p, FaceShaper shaper, FacePose pose)
    {
        if (p.Angle <= 0 || p.Row is <= 4 or >= 7.6) return Vector3d.Zero;
        SkinPoint outside = p with { Depth = 0 };
        Vector3d before = shaper.Place(outside, FacePose.Neutral);
        Vector3d after = shaper.Place(outside, pose);
        return p.Depth == 0 ? after - before : LidRims.Inside(after) - LidRims.Inside(before);
    }
}
