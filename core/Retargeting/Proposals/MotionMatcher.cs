using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Tells ARKit channels by geometry alone: frame, mirror twins, one-to-one assignment to the reference, frame again, until both agree.</summary>
internal static class MotionMatcher
{
    private const int Rounds = 8;

    /// <summary>Cost from which on a motion is rather none of the reference.</summary>
    private const double Stranger = 2.2;

    /// <param name="Columns">Row of the reference for every motion, or -1.</param>
    /// <param name="Costs">Unlikeness of every motion and every row of the reference.</param>
    /// <param name="Frame">How the face stands.</param>
    /// <param name="Twins">The mirror image of every motion: its own index for symmetric ones, -1 for those without.</param>
    /// <param name="Total">Unlikeness of all.</param>
    public sealed record Match(int[] Columns, double[,] Costs, FaceFrame Frame, int[] Twins, double Total)
    {
        /// <summary>0 to 1: high when the motion is like the reference and unlike everything else there.</summary>
        public double Confidence(int motion)
        {
            const double unlike = 1.3, clearMargin = 0.5;
            double cost = Costs[motion, Columns[motion]], next = double.PositiveInfinity;
            for (int j = 0; j < Costs.GetLength(1); j++)
            {
                if (j != Columns[motion]) next = Math.Min(next, Costs[motion, j]);
            }
            // A share of the whole's unlikeness goes against each: in a frame that does not fit, nothing is certain.
            double mean = Total / Columns.Length;
            return Math.Round(Math.Exp(-Square(cost / unlike) - (Square(mean / unlike) / 2)) * (0.55 + (0.45 * Math.Clamp((next - cost) / clearMargin, 0, 1))), 2);
        }

        private static double Square(double x) => x * x;
    }

    /// <summary>The best match of motions with the reference; column -1 where there is none.</summary>
    public static Match Find(MotionMoments[] motions, MotionTable reference)
    {
        List<string> names = [.. reference.Names];
        int[] mirror = [.. names.Select(name => names.IndexOf(ArkitChannels.Mirror(name)))];
        Match? best = null;
        foreach (FaceFrame start in FrameFinder.Find(motions, reference))
        {
            Match match = Refine(motions, reference, mirror, start);
            if (best is null || match.Total < best.Total) best = match;
        }
        return best!;
    }

    private static Match Refine(MotionMoments[] motions, MotionTable reference, int[] mirror, FaceFrame frame)
    {
        Match? match = null;
        for (int round = 0; round < Rounds; round++)
        {
            MotionMoments[] turned = [.. motions.Select(motion => motion.In(frame))];
            int[] twins = Twins(turned);
            double[,] costs = Costs(turned, reference, mirror, twins);
            int[] columns = Assign(costs, out double total);
            if (match is not null && match.Columns.AsSpan().SequenceEqual(columns) && total > match.Total - 1e-6) break;
            if (match is null || total < match.Total) match = new Match(columns, costs, frame, twins, total);
            frame = Fit(motions, reference, columns, costs, frame);
        }
        return match!;
    }

    /// <summary>Every motion's mirror image among the others, or itself; each is the other's.</summary>
    private static int[] Twins(MotionMoments[] motions)
    {
        double[,] distances = new double[motions.Length, motions.Length];
        for (int i = 0; i < motions.Length; i++)
        {
            MotionMoments mirrored = motions[i].Mirrored();
            for (int j = 0; j < motions.Length; j++) distances[i, j] = MotionMoments.Distance(mirrored, motions[j]);
        }
        int[] twins = [.. Enumerable.Range(0, motions.Length).Select(i => Enumerable.Range(0, motions.Length).MinBy(j => distances[i, j] + distances[j, i]))];
        for (int i = 0; i < twins.Length; i++)
        {
            if (twins[twins[i]] != i) twins[i] = -1;
        }
        return twins;
    }

    /// <summary>A motion and its twin are judged together: what one shows on the left the other has to show on the right.</summary>
    private static double[,] Costs(MotionMoments[] motions, MotionTable reference, int[] mirror, int[] twins)
    {
        double[,] costs = new double[motions.Length, reference.Motions.Length];
        double[,] single = new double[motions.Length, reference.Motions.Length];
        for (int i = 0; i < motions.Length; i++)
        {
            for (int j = 0; j < reference.Motions.Length; j++) single[i, j] = MotionMoments.Distance(motions[i], reference.Motions[j]);
        }
        for (int i = 0; i < motions.Length; i++)
        {
            for (int j = 0; j < reference.Motions.Length; j++)
                costs[i, j] = twins[i] < 0 ? single[i, j] : (single[i, j] + single[twins[i], mirror[j]]) / 2;
        }
        return costs;
    }

    private static int[] Assign(double[,] costs, out double total)
    {
        int rows = costs.GetLength(0), columns = costs.GetLength(1);
        double[,] padded = new double[rows, columns + rows];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns + rows; j++) padded[i, j] = j < columns ? costs[i, j] : Stranger;
        }
        int[] found = Assignment.Solve(padded);
        total = found.Select((column, row) => padded[row, column]).Sum();
        return [.. found.Select(column => column < columns ? column : -1)];
    }

    /// <summary>Turns the face about its left-right axis, and scales and moves it by axis, so that matched places fit best.</summary>
    private static FaceFrame Fit(MotionMoments[] motions, MotionTable reference, int[] columns, double[,] costs, FaceFrame frame)
    {
        List<(Vector3 Place, Vector3 Known, double Weight)> pairs = [];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] >= 0) pairs.Add((Vector3.Transform(motions[i].Centre, frame.Turn), reference.Motions[columns[i]].Centre, 1 / (0.2 + (costs[i, columns[i]] * costs[i, columns[i]]))));
        }
        if (pairs.Count < 4) return frame;
        double sum = pairs.Sum(p => p.Weight);
        Vector3 Mean(Func<(Vector3 Place, Vector3 Known, double Weight), Vector3> of) => pairs.Aggregate(Vector3.Zero, (m, p) => m + (of(p) * (float)(p.Weight / sum)));
        Vector3 middle = Mean(p => p.Place), known = Mean(p => p.Known);
        double sine = 0, cosine = 0;
        foreach ((Vector3 place, Vector3 target, double weight) in pairs)
        {
            Vector3 a = place - middle, b = target - known;
            cosine += weight * ((a.Y * b.Y) + (a.Z * b.Z));
            sine += weight * ((a.Y * b.Z) - (a.Z * b.Y));
        }
        Matrix4x4 tilt = Matrix4x4.CreateRotationX((float)Math.Atan2(sine, cosine));
        Matrix4x4 turn = frame.Turn * tilt;
        middle = Vector3.Transform(middle, tilt);
        Vector3 ab = default, aa = default;
        foreach ((Vector3 place, Vector3 target, double weight) in pairs)
        {
            Vector3 a = Vector3.Transform(place, tilt) - middle, b = target - known;
            ab += a * b * (float)weight;
            aa += a * a * (float)weight;
        }
        float common = (ab.X + ab.Y + ab.Z) / (aa.X + aa.Y + aa.Z);
        if (!(common > 0)) return frame;
        // By axis, but not far from the common scale: a few misplaced motions must not flatten a face.
        Vector3 scale = Vector3.Clamp((ab + (aa * common * 0.5f)) / (aa * 1.5f), new Vector3(common * 0.7f), new Vector3(common * 1.4f));
        return new FaceFrame(turn, middle - (known / scale), scale);
    }
}
