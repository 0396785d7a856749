using System.Diagnostics.CodeAnalysis;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// The weights that show a stream's animated mesh by blendshapes, frame after frame, exactly as the reference finds them: model contract,
/// section 6. Weights are neither limited to 0..1 after the gains nor fed back with them.
/// </summary>
internal sealed class BlendshapeSolver
{
    /// <summary>The reference leaves the weaker pose of a cancel pair this much.</summary>
    private const double CancelledWeight = 1e-10;

    private readonly BlendshapeData _data;
    private BlendshapeSolverOptions _options;
    private BlendshapeSystem _system;
    private IBoundedSolver _solver;
    private float[] _offsets;
    private double[] _target;
    private double[] _lower;
    private double[] _upper;
    private double[] _weights;

    /// <param name="data">The poses; shared.</param>
    /// <param name="options">How to solve.</param>
    /// <param name="equations">Made of the same data and options, to be shared; null: made here.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15, MOD16: the options do not fit.</exception>
    public BlendshapeSolver(BlendshapeData data, BlendshapeSolverOptions options, BlendshapeSystem? equations = null)
    {
        _data = data;
        Take(options, equations ?? BlendshapeSystem.Of(data, options));
    }

    /// <summary>Weights of a frame.</summary>
    public int PoseCount => _data.PoseCount;

    /// <summary>The normal equations in use.</summary>
    public BlendshapeSystem Equations => _system;

    /// <summary>Takes other options; everything that can be computed ahead is, and the next frame is a clip's first.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD15, MOD16: the options do not fit; the old ones stay.</exception>
    public void Prepare(BlendshapeSolverOptions options) => Take(options, BlendshapeSystem.Of(_data, options));

    [MemberNotNull(nameof(_options), nameof(_system), nameof(_solver), nameof(_offsets), nameof(_target), nameof(_lower), nameof(_upper), nameof(_weights))]
    private void Take(BlendshapeSolverOptions options, BlendshapeSystem system)
    {
        int count = system.Active.Length;
        _solver = options.Kind == FaceSolver.Admm ? new AdmmSolver(system.Matrix, count) : new BoundedLeastSquares(system.Matrix, count, options.Tolerance);
        _options = options;
        _system = system;
        _offsets = new float[system.FittedLength];
        _target = new double[count];
        _lower = new double[count];
        _upper = new double[count];
        _weights = new double[count];
    }

    /// <summary>Solves for a frame of the whole mesh.</summary>
    /// <param name="positions">[vertices, 3].</param>
    /// <param name="weights">Receives one weight for each pose.</param>
    public void Solve(ReadOnlySpan<float> positions, Span<float> weights)
    {
        if (_data.Fitted is null)
        {
            SolveFitted(positions, weights);
            return;
        }
        for (int i = 0; i < _data.Fitted.Length; i++) positions.Slice(3 * _data.Fitted[i], 3).CopyTo(_offsets.AsSpan(3 * i));
        SolveGathered(weights);
    }

    /// <summary>Solves for a frame of only the vertices that the solve looks at.</summary>
    /// <param name="positions">Three numbers for each vertex of <see cref="BlendshapeData.Fitted"/>, in its order.</param>
    /// <param name="weights">Receives one weight for each pose.</param>
    public void SolveFitted(ReadOnlySpan<float> positions, Span<float> weights)
    {
        positions[.._offsets.Length].CopyTo(_offsets);
        SolveGathered(weights);
    }

    /// <summary>Solves for a frame of which only its projections are known.</summary>
    /// <param name="projection">What <see cref="BlendshapeSystem.Project"/> gives for the frame's offsets from the poses' neutral.</param>
    /// <param name="weights">Receives one weight for each pose.</param>
    public void SolveProjection(ReadOnlySpan<double> projection, Span<float> weights)
    {
        projection[.._target.Length].CopyTo(_target);
        SolveTarget(weights);
    }

    /// <summary>The next frame is a clip's first: nothing pulls it to the last one.</summary>
    public void Reset() => Array.Clear(_weights);

    /// <summary>The mesh that weights show: neutral + sum of weight x pose, all vertices and poses.</summary>
    /// <param name="weights">One for each pose.</param>
    /// <param name="positions">Receives [vertices, 3].</param>
    public void Evaluate(ReadOnlySpan<float> weights, Span<float> positions)
    {
        positions = positions[.._data.Neutral.Length];
        _data.Neutral.CopyTo(positions);
        for (int i = 0; i < PoseCount; i++) FloatVectors.AddScaled(_data.Pose(i), weights[i], positions);
    }

    private void SolveGathered(Span<float> weights)
    {
        _system.SubtractNeutral(_offsets);
        _system.Project(_offsets, _target);
        SolveTarget(weights);
    }

    private void SolveTarget(Span<float> weights)
    {
        // The matrix holds a hundred times this strength: the reference's imbalance, kept.
        double pull = _options.TemporalStrength * _system.Scale;
        for (int i = 0; i < _target.Length; i++) _target[i] += pull * _weights[i];

        Array.Fill(_upper, 1);
        _solver.Solve(_target, _lower, _upper, _weights);
        if (_system.CancelPairs.Length > 0)
        {
            foreach ((int first, int second) in _system.CancelPairs) _upper[_weights[first] >= _weights[second] ? second : first] = CancelledWeight;
            _solver.Solve(_target, _lower, _upper, _weights);
        }

        weights = weights[..PoseCount];
        weights.Clear();
        for (int i = 0; i < _weights.Length; i++) weights[_system.Active[i]] = (float)_weights[i];
        for (int i = 0; i < weights.Length; i++) weights[i] = (weights[i] * (_options.Multipliers?[i] ?? 1)) + (_options.Offsets?[i] ?? 0);
    }
}
