using System.Numerics;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>
/// Finds how a face stands in its mesh, from nothing but the motions of its morphs: first the plane that mirrors them into each other,
/// then the turn in that plane under which they look most like the reference.
/// </summary>
internal static class FrameFinder
{
    private const int Normals = 600, Angles = 24, Planes = 4, Finalists = 5;

    // A rig with a mouth alone spreads less than a whole face, and lies below its middle.
    private static readonly float[] _spreads = [0.35f, 0.5f, 0.7f, 1], _heights = [-0.8f, -0.4f, 0, 0.4f, 0.8f], _depths = [-0.25f, 0, 0.25f];

    /// <summary>The likeliest frames, the likeliest first.</summary>
    public static IReadOnlyList<FaceFrame> Find(MotionMoments[] motions, MotionTable reference)
    {
        FaceFrame raw = MotionTable.Framing(motions.Select(m => m.Centre), Matrix4x4.Identity);
        Vector3[] places = [.. motions.Select(m => (m.Centre - raw.Origin) * raw.Scale)], directions = [.. motions.Select(m => m.Direction)];
        List<Vector3> normals = [];
        foreach (Vector3 normal in Hemisphere().OrderBy(n => Asymmetry(n, places, directions)))
        {
            // One of every bundle of neighbours, refined.
            const float near = 0.9f;
            if (normals.Exists(other => Math.Abs(Vector3.Dot(other, normal)) > near)) continue;
            normals.Add(Refine(normal, places, directions));
            if (normals.Count == Planes) break;
        }
        FaceFrame[] turns =
        [
            .. from normal in normals
               from left in (Vector3[])[normal, -normal]
               from angle in Enumerable.Range(0, Angles)
               select MotionTable.Framing(motions.Select(m => m.Centre), FaceFrame.TurnTo(left, angle * 2 * Math.PI / Angles)),
        ];
        // A whole face is told best as it is; parts of one only when their size and height are tried too.
        return [.. Best(turns, motions, reference, [1], [0], [0]), .. Best(turns, motions, reference, _spreads, _heights, _depths)];
    }

    private static IEnumerable<FaceFrame> Best(FaceFrame[] turns, MotionMoments[] motions, MotionTable reference, float[] spreads, float[] heights, float[] depths) =>
        turns.Select(turn => Place(motions, turn, reference, spreads, heights, depths)).OrderBy(found => found.Unlikeness).Take(Finalists).Select(found => found.Frame);

    /// <summary>The best size and place of a face that is turned already.</summary>
    private static (FaceFrame Frame, double Unlikeness) Place(MotionMoments[] motions, FaceFrame frame, MotionTable reference, float[] spreads, float[] heights, float[] depths)
    {
        MotionMoments[] turned = [.. motions.Select(motion => motion.In(frame))];
        double[,] fields = new double[motions.Length, reference.Motions.Length];
        for (int i = 0; i < motions.Length; i++)
        {
            for (int j = 0; j < reference.Motions.Length; j++) fields[i, j] = MotionMoments.FieldTerms(turned[i], reference.Motions[j]);
        }
        MotionPlace[] places = [.. turned.Select(motion => motion.Place)], known = [.. reference.Motions.Select(motion => motion.Place)];
        (FaceFrame Frame, double Unlikeness) best = (frame, double.PositiveInfinity);
        foreach (float spread in spreads)
        {
            foreach (float height in heights)
            {
                foreach (float depth in depths)
                {
                    Vector3 by = new(0, height, depth);
                    double sum = 0;
                    for (int i = 0; i < places.Length && sum < best.Unlikeness; i++)
                    {
                        MotionPlace place = places[i].Moved(spread, by);
                        double least = double.PositiveInfinity;
                        for (int j = 0; j < known.Length; j++) least = Math.Min(least, fields[i, j] + MotionPlace.Terms(place, known[j]));
                        sum += Math.Sqrt(least);
                    }
                    if (sum < best.Unlikeness) best = (frame with { Scale = frame.Scale * spread, Origin = frame.Origin - (by / (frame.Scale * spread)) }, sum);
                }
            }
        }
        return best;
    }

    private static IEnumerable<Vector3> Hemisphere()
    {
        // The axes of the file first: most heads stand along one.
        yield return Vector3.UnitX;
        yield return Vector3.UnitY;
        yield return Vector3.UnitZ;
        double golden = Math.PI * (3 - Math.Sqrt(5));
        for (int i = 0; i < Normals; i++)
        {
            double z = (i + 0.5) / Normals, r = Math.Sqrt(1 - (z * z));
            yield return new Vector3((float)(r * Math.Cos(golden * i)), (float)(r * Math.Sin(golden * i)), (float)z);
        }
    }

    /// <summary>Mean distance from every motion's mirror image to the nearest motion.</summary>
    private static float Asymmetry(Vector3 normal, Vector3[] places, Vector3[] directions)
    {
        const float directionWeight = 0.2f;
        float sum = 0;
        for (int i = 0; i < places.Length; i++)
        {
            Vector3 place = Vector3.Reflect(places[i], normal), direction = Vector3.Reflect(directions[i], normal);
            float nearest = float.PositiveInfinity;
            for (int j = 0; j < places.Length; j++)
                nearest = Math.Min(nearest, Vector3.DistanceSquared(place, places[j]) + (directionWeight * Vector3.DistanceSquared(direction, directions[j])));
            sum += MathF.Sqrt(nearest);
        }
        return sum / places.Length;
    }

    private static Vector3 Refine(Vector3 normal, Vector3[] places, Vector3[] directions)
    {
        float best = Asymmetry(normal, places, directions);
        for (float step = 0.08f; step > 0.002f; step /= 2)
        {
            for (int k = 0; k < 6; k++)
            {
                Vector3 nudge = (k / 2) switch { 0 => Vector3.UnitX, 1 => Vector3.UnitY, _ => Vector3.UnitZ };
                Vector3 tried = Vector3.Normalize(normal + (nudge * (k % 2 == 0 ? step : -step)));
                float found = Asymmetry(tried, places, directions);
                if (found < best) (normal, best) = (tried, found);
            }
        }
        return normal;
    }
}
