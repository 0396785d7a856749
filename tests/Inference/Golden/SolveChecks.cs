using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Face.Solve;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>Blendshape weights: bvls_*, solver_*.</summary>
internal static class SolveChecks
{
    public static IEnumerable<Comparison> BoundedLeastSquares(GoldenCase golden)
    {
        int[] shape = golden.Shape("A");
        int rows = shape[1], count = shape[2];
        double[] matrix = Doubles(golden, "A"), target = Doubles(golden, "b"), lower = Doubles(golden, "lower"), upper = Doubles(golden, "upper");
        double[] solution = new double[shape[0] * count];
        for (int k = 0; k < shape[0]; k++)
        {
            new BoundedLeastSquares(matrix.AsSpan(k * rows * count, rows * count), rows, golden.Float("tolerance")).Solve(
                target.AsSpan(k * rows, rows), lower.AsSpan(k * count, count), upper.AsSpan(k * count, count), solution.AsSpan(k * count, count));
        }
        yield return Comparison.Of("x", golden.Floats("x"), Array.ConvertAll(solution, value => (float)value), golden.Tolerance("x"));
    }

    public static IEnumerable<Comparison> BlendshapeSolver(GoldenCase golden)
    {
        int poses = golden.Shape("delta_poses")[0];
        BlendshapeData data = new(golden.Floats("neutral_pose"), golden.Floats("delta_poses"), golden.Has("pose_mask") ? golden.Integers("pose_mask") : null);
        BlendshapeSolverOptions options = new()
        {
            L1Strength = golden.Float("L1Reg"),
            L2Strength = golden.Float("L2Reg"),
            SymmetryStrength = golden.Float("SymmetryReg"),
            TemporalStrength = golden.Float("TemporalReg"),
            TemplateSize = golden.Float("templateBBSize"),
            Tolerance = golden.Float("tolerance"),
            Active = golden.Integers("active_poses"),
            CancelPairs = golden.Integers("cancel_poses"),
            SymmetryPairs = golden.Integers("symmetry_poses"),
            Multipliers = golden.Floats("multipliers"),
            Offsets = golden.Floats("offsets"),
        };
        BlendshapeSolver solver = new(data, options);
        yield return Comparison.Of("a_matrix", golden.Floats("a_matrix"), Array.ConvertAll(solver.Equations.Matrix, value => (float)value), golden.Tolerance("a_matrix"));
        yield return Comparison.Of("cancel_pairs_active", Pairs(golden.Integers("cancel_pairs_active")), Pairs([.. solver.Equations.CancelPairs.SelectMany(pair => new[] { pair.First, pair.Second })]));

        float[] targets = golden.Floats("target_poses");
        float[] weights = Solve(golden, solver, targets, data.Neutral.Length);
        yield return Comparison.Of("weights", golden.Floats("weights"), weights, golden.Tolerance("weights"));

        float[] shown = new float[data.Neutral.Length];
        solver.Evaluate(golden.Floats("weights").AsSpan(^poses..), shown);
        yield return Comparison.Of("evaluated_last_frame", golden.Floats("evaluated_last_frame"), shown, golden.Tolerance("evaluated_last_frame"));

        BlendshapeSolver admm = new(data, options with { Kind = FaceSolver.Admm });
        yield return Comparison.Of("weights_admm", golden.Floats("weights_admm"), Solve(golden, admm, targets, data.Neutral.Length), golden.Tolerance("weights_admm"));
    }

    private static float[] Solve(GoldenCase golden, BlendshapeSolver solver, float[] targets, int length)
    {
        int[]? resets = golden.Has("reset_before_frame") ? golden.Integers("reset_before_frame") : null;
        return AnimationChecks.Rows(targets.Length / length, solver.PoseCount, (f, weights) =>
        {
            if (resets?[f] == 1) solver.Reset();
            solver.Solve(targets.AsSpan(f * length, length), weights);
        });
    }

    private static long[] Pairs(int[] members) => [.. members.Chunk(2).OrderBy(pair => pair.Min()).SelectMany(pair => pair.Order()).Select(member => (long)member)];

    private static double[] Doubles(GoldenCase golden, string array) => Array.ConvertAll(golden.Floats(array), value => (double)value);
}
