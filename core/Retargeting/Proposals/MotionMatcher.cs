using System.Numerics;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Tells ARKit channels by geometry alone: frame, mirror twins, one-to-one assignment to the reference, frame again, until both agree.</summary>
internal static class MotionMatcher
{
    private const int Rounds = 8;

    /// <summary>Cost from which on a motion is rather none of the reference.</summary>
    private const double Stranger = 2.2;

    /// <summary>The curve of <see cref="Match.Confidence"/>: what its terms count.</summary>
    private const double Intercept = -5.25, OfCost = -1.55, OfMeanCost = -1.82, OfUniqueness = 1.07, OfAgreement = 4.43, OfSize = 1.87, OfMissingTwin = -4;

    /// <param name="Columns">Row of the reference for every motion, or -1.</param>
    /// <param name="Costs">Unlikeness of every motion and every row of the reference.</param>
    /// <param name="Frame">How the face stands.</param>
    /// <param name="Twins">The mirror image of every motion: its own index for symmetric ones, -1 for those without.</param>
    /// <param name="Total">Unlikeness of all.</param>
    public sealed record Match(int[] Columns, double[,] Costs, FaceFrame Frame, int[] Twins, double Total)
    {
        /// <summary>The matches that other frames led to, this one among them.</summary>
        public IReadOnlyList<Match> Rivals { get; init; } = [];

        /// <summary>
        /// 0 to 1, on the careful side of the share that is right: high for a motion that is like one of the reference and like no other, in a face that fits as a
        /// whole, whose other likely frames say the same. A logistic curve fitted to faces that are known; docs/decisions/proposals.md has the figures.
        /// </summary>
        public double Confidence(int motion)
        {
            double logit = Intercept
                + (OfCost * Costs[motion, Columns[motion]])
                + (OfMeanCost * Total / Columns.Length)
                + (OfUniqueness * Uniqueness(motion))
                + (OfAgreement * Agreement(motion))
                + (OfSize * Math.Log(Math.Min(Columns.Length, Costs.GetLength(1))))
                + (Twins[motion] < 0 ? OfMissingTwin : 0);
            return Math.Round(1 / (1 + Math.Exp(-logit)), 2);
        }

        /// <summary>Log odds of the match against all other rows of the reference.</summary>
        private double Uniqueness(int motion)
        {
            const double sharpness = 2, least = 1e-3;
            double cost = Costs[motion, Columns[motion]], sum = 0;
            for (int j = 0; j < Costs.GetLength(1); j++) sum += Math.Exp(sharpness * ((cost * cost) - (Costs[motion, j] * Costs[motion, j])));
            double share = Math.Clamp(1 / sum, least, 1 - least);
            return Math.Log(share / (1 - share));
        }

        /// <summary>Share of the rivals that say the same of a motion, the likelier ones counting more.</summary>
        private double Agreement(int motion)
        {
            const double patience = 0.05;
            double same = 0, all = 0;
            foreach (Match rival in Rivals)
            {
                double weight = Math.Exp((Total - rival.Total) / (patience * Columns.Length));
                all += weight;
                if (rival.Columns[motion] == Columns[motion]) same += weight;
            }
            return same / all;
        }
    }

    /// <summary>The best match of motions with the reference; column -1 where there is none.</summary>
    public static Match Find(MotionMoments[] motions, MotionTable reference)
    {
        List<string> names = [.. reference.Names];
        int[] mirror = [.. names.Select(name => names.IndexOf(ArkitChannels.Mirror(name)))];
        List<Match> matches = [];
        foreach (Match match in FrameFinder.Find(motions, reference).Select(start => Refine(motions, reference, mirror, start)).OrderBy(match => match.Total))
        {
            // Many frames lead to the same match, which is not thereby more likely.
            if (!matches.Exists(other => other.Columns.AsSpan().SequenceEqual(match.Columns))) matches.Add(match);
        }
        return matches[0] with { Rivals = matches };
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
