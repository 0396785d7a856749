using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// Weights of a stream straight from a regression network's coefficients, where nobody wants to see the skin itself: every step from coefficients to
/// the right-hand side of the solve is linear, and smoothing is the same for all vertices of a half of the face. Model contract, section 6.9: the
/// same weights but for rounding, a hundred times less work.
/// </summary>
internal sealed class SkinCoefficientSolver
{
    private readonly PcaReconstruction _shapes;
    private readonly SkinMesh _mesh;
    private readonly BlendshapeSolver _solver;
    private readonly float[] _inputs;
    private readonly HalfLifeSmoother _lower;
    private readonly HalfLifeSmoother _upper;
    private BlendshapeSystem? _system;
    private float[] _lowerGains = [];
    private float[] _upperGains = [];
    private double[] _rest = [];
    private double[] _projection = [];
    private float _maskLevel;
    private float _maskSoftness;

    /// <param name="shapes">The network's shapes at the vertices that the solve looks at.</param>
    /// <param name="mesh">The model's skin at the same vertices.</param>
    /// <param name="solver">The stream's own.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: not the same number of vertices.</exception>
    public SkinCoefficientSolver(PcaReconstruction shapes, SkinMesh mesh, BlendshapeSolver solver)
    {
        if (shapes.OffsetLength != 3 * mesh.VertexCount || shapes.OffsetLength != solver.Equations.FittedLength)
            throw InferenceIssues.BadData("shapes_matrix_skin", "its vertices are not those of the skin and its blendshapes");
        _shapes = shapes;
        _mesh = mesh;
        _solver = solver;
        _inputs = new float[shapes.ShapeCount + 2];
        _lower = new HalfLifeSmoother(_inputs.Length);
        _upper = new HalfLifeSmoother(_inputs.Length);
    }

    /// <summary>See <see cref="SkinParameters"/>; a change takes effect with the next frame. Changing the mask costs a good part of a second.</summary>
    public ParameterSet Parameters { get; } = new(SkinParameters.All);

    /// <summary>Solves for one frame.</summary>
    /// <param name="coefficients">The network's, of the skin.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    /// <param name="weights">Receives one weight for each pose.</param>
    public void Solve(ReadOnlySpan<float> coefficients, float deltaSeconds, Span<float> weights)
    {
        UpdateGains();
        float strength = Parameters[SkinParameters.SkinStrength];
        for (int i = 0; i < _shapes.ShapeCount; i++) _inputs[i] = strength * coefficients[i];
        _inputs[^2] = SkinParameters.EyeClosing(Parameters);
        _inputs[^1] = Parameters[SkinParameters.LipOpenOffset];
        _lower.Push(_inputs, Parameters[SkinParameters.LowerFaceSmoothing], deltaSeconds);
        _upper.Push(_inputs, Parameters[SkinParameters.UpperFaceSmoothing], deltaSeconds);

        float lowerStrength = Parameters[SkinParameters.LowerFaceStrength], upperStrength = Parameters[SkinParameters.UpperFaceStrength];
        for (int k = 0; k < _projection.Length; k++)
        {
            _projection[k] = _rest[k]
                + (lowerStrength * FloatVectors.Dot(_lowerGains.AsSpan(k * _inputs.Length, _inputs.Length), _lower.Values))
                + (upperStrength * FloatVectors.Dot(_upperGains.AsSpan(k * _inputs.Length, _inputs.Length), _upper.Values));
        }
        _solver.SolveProjection(_projection, weights);
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _lower.Reset();
        _upper.Reset();
        _solver.Reset();
    }

    /// <summary>What each input adds to each projection, again only when the mask or the poses have changed.</summary>
    private void UpdateGains()
    {
        float level = Parameters[SkinParameters.FaceMaskLevel], softness = Parameters[SkinParameters.FaceMaskSoftness];
        if (_system == _solver.Equations && level == _maskLevel && softness == _maskSoftness) return;
        _system = _solver.Equations;
        _maskLevel = level;
        _maskSoftness = softness;
        int count = _system.Active.Length;
        _projection = new double[count];
        _rest = new double[count];
        _lowerGains = new float[count * _inputs.Length];
        _upperGains = new float[count * _inputs.Length];

        float[] shares = new float[_mesh.VertexCount], offsets = [.. _mesh.Neutral];
        _mesh.LowerShares(level, softness, shares);
        _system.SubtractNeutral(offsets);
        _system.Project(offsets, _rest);
        for (int j = 0; j < _inputs.Length; j++)
        {
            ReadOnlySpan<float> row = j < _shapes.ShapeCount ? _shapes.Shape(j) : j == _shapes.ShapeCount ? _mesh.EyeClose : _mesh.LipOpen;
            for (int i = 0; i < offsets.Length; i++) offsets[i] = row[i] * shares[i / 3];
            _system.Project(offsets, _projection);
            for (int k = 0; k < count; k++) _lowerGains[(k * _inputs.Length) + j] = (float)_projection[k];
            for (int i = 0; i < offsets.Length; i++) offsets[i] = row[i] * (1 - shares[i / 3]);
            _system.Project(offsets, _projection);
            for (int k = 0; k < count; k++) _upperGains[(k * _inputs.Length) + j] = (float)_projection[k];
        }
    }
}
