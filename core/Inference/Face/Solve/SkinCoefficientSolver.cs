using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>
/// Weights of a stream straight from a regression network's coefficients, where nobody wants to see the skin itself: every step from coefficients to
/// the right-hand side of the solve is linear, and smoothing is the same for all vertices of a half of the face. Model contract, section 6.9: the
/// same weights but for rounding, a hundred times less work.
/// </summary>
internal sealed class SkinCoefficientSolver
{
    private readonly SkinProjection _skin;
    private readonly BlendshapeSolver _solver;
    private readonly ParameterSet _parameters;
    private readonly float[] _inputs;
    private readonly HalfLifeSmoother _lower;
    private readonly HalfLifeSmoother _upper;
    private SkinGains _gains;
    private double[] _projection;

    /// <param name="skin">Shared by the model's streams.</param>
    /// <param name="solver">The stream's own.</param>
    /// <param name="parameters">The stream's, of <see cref="SkinParameters"/>; a change takes effect with the next frame, one of the mask after a good part of a second.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: not the same number of vertices.</exception>
    public SkinCoefficientSolver(SkinProjection skin, BlendshapeSolver solver, ParameterSet parameters)
    {
        _skin = skin;
        _solver = solver;
        _parameters = parameters;
        _inputs = new float[skin.InputCount];
        _lower = new HalfLifeSmoother(_inputs.Length);
        _upper = new HalfLifeSmoother(_inputs.Length);
        _gains = FindGains();
        _projection = new double[_gains.Count];
    }

    /// <summary>Solves for one frame.</summary>
    /// <param name="coefficients">The network's, of the skin.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    /// <param name="weights">Receives one weight for each pose.</param>
    public void Solve(ReadOnlySpan<float> coefficients, float deltaSeconds, Span<float> weights)
    {
        if (!_gains.IsFor(_solver.Equations, _parameters[SkinParameters.FaceMaskLevel], _parameters[SkinParameters.FaceMaskSoftness]))
        {
            _gains = FindGains();
            _projection = new double[_gains.Count];
        }
        float strength = _parameters[SkinParameters.SkinStrength];
        for (int i = 0; i < _skin.ShapeCount; i++) _inputs[i] = strength * coefficients[i];
        _inputs[^2] = SkinParameters.EyeClosing(_parameters);
        _inputs[^1] = _parameters[SkinParameters.LipOpenOffset];
        _lower.Push(_inputs, _parameters[SkinParameters.LowerFaceSmoothing], deltaSeconds);
        _upper.Push(_inputs, _parameters[SkinParameters.UpperFaceSmoothing], deltaSeconds);
        _gains.Project(_lower.Values, _parameters[SkinParameters.LowerFaceStrength], _upper.Values, _parameters[SkinParameters.UpperFaceStrength], _projection);
        _solver.SolveProjection(_projection, weights);
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _lower.Reset();
        _upper.Reset();
        _solver.Reset();
    }

    private SkinGains FindGains() => _skin.GainsFor(_solver.Equations, _parameters[SkinParameters.FaceMaskLevel], _parameters[SkinParameters.FaceMaskSoftness]);
}
