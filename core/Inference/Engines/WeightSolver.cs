using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>The weights of one stream's frames by the names of ARKit.</summary>
internal sealed class WeightSolver
{
    private readonly WeightEquations _equations;
    private readonly BlendshapeSolver _skin;
    private readonly BlendshapeSolver? _tongue;
    private readonly float[] _weights;
    private readonly bool _isWhole;
    private readonly SkinCoefficientSolver? _direct;
    private readonly RegressionExecutor? _executor;

    /// <summary>Weights from where the vertices are.</summary>
    /// <param name="equations">Shared.</param>
    /// <param name="isWhole">Whether the animators move all vertices, or only those that the solve looks at.</param>
    public WeightSolver(WeightEquations equations, bool isWhole)
    {
        _equations = equations;
        _skin = equations.CreateSkinSolver();
        _tongue = equations.CreateTongueSolver();
        _weights = new float[equations.PoseCount];
        _isWhole = isWhole;
    }

    /// <summary>Weights of the skin from a network's coefficients: the animators need not move it. The tongue is solved from the vertices that the solve looks at.</summary>
    /// <param name="equations">Shared.</param>
    /// <param name="executor">The stream's own.</param>
    /// <param name="skin">Shared.</param>
    /// <param name="parameters">The stream's, of the skin.</param>
    public WeightSolver(WeightEquations equations, RegressionExecutor executor, SkinProjection skin, ParameterSet parameters)
        : this(equations, isWhole: false)
    {
        _executor = executor;
        _direct = new SkinCoefficientSolver(skin, _skin, parameters);
    }

    /// <summary>Names of the weights, in order.</summary>
    public IReadOnlyList<string> Channels => _equations.Channels;

    /// <summary>Finds the weights of the frame that was made last.</summary>
    /// <param name="face">The stream's animators.</param>
    /// <param name="weights">Receives one number for each of <see cref="Channels"/>.</param>
    public void Solve(FaceAnimator face, Span<float> weights)
    {
        if (_direct is null) Solve(_skin, face.SkinPositions, _weights);
        else _direct.Solve(_executor!.SkinCoefficients, _executor.DeltaSeconds, _weights);
        if (_tongue is not null) Solve(_tongue, face.TonguePositions, _weights.AsSpan(_skin.PoseCount));
        int[] poses = _equations.PoseOfChannel;
        for (int i = 0; i < poses.Length; i++) weights[i] = _weights[poses[i]];
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _skin.Reset();
        _tongue?.Reset();
        _direct?.Reset();
    }

    private void Solve(BlendshapeSolver solver, ReadOnlySpan<float> positions, Span<float> weights)
    {
        if (_isWhole) solver.Solve(positions, weights);
        else solver.SolveFitted(positions, weights);
    }
}
