using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// What the solve needs of poses and options, made once: the active poses at the fitted vertices and the regularised normal equations. Model
/// contract, section 6.2. Not changed after it is made.
/// </summary>
internal sealed class BlendshapeSystem
{
    private readonly float[] _neutral;
    private readonly float[] _poses;

    private BlendshapeSystem(BlendshapeData data, BlendshapeSolverOptions options)
    {
        Active = [.. Enumerable.Range(0, data.PoseCount).Where(i => options.Active is null || options.Active[i] != 0)];
        int vertexCount = data.Neutral.Length / 3;
        _neutral = VertexSubset.Take(data.Neutral, vertexCount, data.Fitted);
        _poses = new float[Active.Length * _neutral.Length];
        for (int i = 0; i < Active.Length; i++)
        {
            float[] pose = VertexSubset.Take(data.Pose(Active[i]).ToArray(), vertexCount, data.Fitted);
            pose.CopyTo(_poses.AsSpan(i * _neutral.Length));
        }
        int[] unpaired = [.. Enumerable.Repeat(PosePairs.None, data.PoseCount)];
        CancelPairs = PosePairs.AmongActive(options.CancelPairs ?? unpaired, Active);
        Scale = ScaleOf(data.Neutral, options.TemplateSize);
        Matrix = Normal(options, PosePairs.AmongActive(options.SymmetryPairs ?? unpaired, Active));
        if (!Array.TrueForAll(Matrix, double.IsFinite)) throw InferenceIssues.BadData("poses", "they hold numbers that are not finite");
    }

    /// <param name="data">The poses.</param>
    /// <param name="options">How to solve.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15, MOD16: the options do not fit, a fitted vertex is not there, or poses are not finite.</exception>
    public static BlendshapeSystem Of(BlendshapeData data, BlendshapeSolverOptions options)
    {
        options.Check(data.PoseCount);
        return new BlendshapeSystem(data, options);
    }

    /// <summary>The poses solved for, ascending; the unknowns are numbered like them.</summary>
    public int[] Active { get; }

    /// <summary>Pairs of unknowns of which only one may act.</summary>
    public (int First, int Second)[] CancelPairs { get; }

    /// <summary>Square of the size of the head over the size the strengths are meant for.</summary>
    public double Scale { get; }

    /// <summary>[unknowns, unknowns], symmetric.</summary>
    public double[] Matrix { get; }

    /// <summary>Numbers of the fitted vertices: three each.</summary>
    public int FittedLength => _neutral.Length;

    /// <summary>Turns positions into offsets from the neutral pose.</summary>
    /// <param name="positions">Of the fitted vertices; becomes their offsets.</param>
    public void SubtractNeutral(Span<float> positions)
    {
        for (int i = 0; i < _neutral.Length; i++) positions[i] -= _neutral[i];
    }

    /// <summary>How much each active pose has in common with the offsets of a frame.</summary>
    /// <param name="offsets">Of the fitted vertices.</param>
    /// <param name="projection">Receives one number for each unknown.</param>
    public void Project(ReadOnlySpan<float> offsets, Span<double> projection)
    {
        for (int i = 0; i < Active.Length; i++) projection[i] = FloatVectors.Dot(Pose(i), offsets);
    }

    private ReadOnlySpan<float> Pose(int index) => _poses.AsSpan(index * _neutral.Length, _neutral.Length);

    private double[] Normal(BlendshapeSolverOptions options, (int First, int Second)[] symmetryPairs)
    {
        int n = Active.Length;
        double[] matrix = new double[n * n];
        double sum = options.L1Strength * (double)options.L1Strength * 0.25 * Scale;
        double each = ((options.L2Strength * 10.0) + (options.TemporalStrength * 100.0)) * Scale;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] = FloatVectors.Dot(Pose(i), Pose(j)) + sum + (i == j ? each : 0);
                matrix[(j * n) + i] = matrix[(i * n) + j];
            }
        }
        double pair = options.SymmetryStrength * 10.0 * Scale;
        foreach ((int first, int second) in symmetryPairs)
        {
            matrix[(first * n) + first] += pair;
            matrix[(second * n) + second] += pair;
            matrix[(first * n) + second] -= pair;
            matrix[(second * n) + first] -= pair;
        }
        return matrix;
    }

    private static double ScaleOf(float[] neutral, float templateSize)
    {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
            for (int i = axis; i < neutral.Length; i += 3)
            {
                lowest = MathF.Min(lowest, neutral[i]);
                highest = MathF.Max(highest, neutral[i]);
            }
            squares += (highest - lowest) * (double)(highest - lowest);
        }
        return squares / (templateSize * (double)templateSize);
    }
}
