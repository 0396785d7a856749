using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Face.Solve;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>NVIDIA's models of kind <c>regression</c>: Audio2Face-3D 2.3.</summary>
internal sealed class RegressionEngine : FaceEngine
{
    /// <summary>
    /// Windows of a run on a graphics card; more make it no faster. A processor takes as long for each of several as for one alone, and one by one
    /// they give the same bits whatever comes together.
    /// </summary>
    private const int MostWindows = 16;

    private readonly FaceChoice _choice;
    private readonly RegressionBundle _bundle;
    private readonly OpenedNetwork _network;
    private readonly string _place;
    private readonly double _highestRateFps;
    private readonly Lazy<WeightEquations> _equations;
    private readonly SkinProjection _skin;

    /// <summary>With every vertex; read when the first stream wants the mesh.</summary>
    private readonly Lazy<RegressionBundle> _whole;

    /// <exception cref="ModkitException">The bundle is broken, or the device asked for does not work.</exception>
    public RegressionEngine(BundleIndex index, FaceModelOptions options)
    {
        _highestRateFps = options.InferenceRateFps ?? FaceModelOptions.HighestInferenceRateFps;
        if (!(_highestRateFps >= FaceStreamOptions.LowestFrameRateFps && _highestRateFps <= FaceModelOptions.HighestInferenceRateFps))
            throw InferenceIssues.OutOfRange("inference-fps", (float)_highestRateFps, (float)FaceStreamOptions.LowestFrameRateFps, (float)FaceModelOptions.HighestInferenceRateFps);
        _choice = FaceChoice.Of(options, hasMesh: true, []);
        _bundle = RegressionBundle.Read(index, chosen: _choice.Parameters);
        _place = index.Files.DisplayName;
        _equations = new Lazy<WeightEquations>(() => new WeightEquations(_bundle.Geometry, _choice.Solver));
        _whole = new Lazy<RegressionBundle>(() => RegressionBundle.Read(index, isWhole: true, _choice.Parameters));
        _skin = new SkinProjection(_bundle.Model.Skin, _bundle.Geometry.FittedSkin);
        _network = OpenedNetwork.Open(index.ReadNetwork(), index.Files, options);
        _network.Check(_ => OpenNetwork().Dispose());
        Info = NvidiaInfo.Of(index, _network, (double)(_bundle.Model.WindowSamples - _bundle.Model.TargetOffset) / AudioClip.SampleRateHz, _bundle.Geometry.Tongue is not null, []).With(_bundle.Geometry, _choice) with { InferenceRateFps = options.InferenceRateFps };
    }

    public override FaceModelInfo Info { get; }

    public override ExplicitEmotions Emotions => _bundle.Emotions;

    public override FaceStream StartStream(FaceStreamOptions options, EmotionFeed emotions)
    {
        WeightEquations equations = _equations.Value;
        bool isWhole = options.Detail == FaceDetail.Mesh;
        RegressionBundle bundle = isWhole ? _whole.Value : _bundle;
        FaceAnimator face = bundle.Geometry.CreateAnimator(isWhole);
        // The skin's weights come from its coefficients: its vertices move only for who wants to see them.
        face.Parts = GeometryRow.PartsOf(options, bundle.Geometry.Tongue is null ? FaceParts.None : FaceParts.Tongue);
        AudioAccumulator audio = new();
        double rateFps = Math.Clamp(options.FrameRateFps, FaceStreamOptions.LowestFrameRateFps, _highestRateFps);
        RegressionNetwork network = OpenNetwork();
        RegressionExecutor executor = new(network, bundle.Model, face, audio, emotions.Network, FrameRate.Of(rateFps)) { InputStrength = _bundle.Geometry.Settings.InputStrength };
        WeightSolver solver = isWhole ? new(equations, isWhole) : new(equations, executor, _skin, face.Skin.Parameters);
        return new GeometryStream(executor, network, audio, face, solver, rateFps, options, emotions);
    }

    public override void Dispose() => _network.Session.Dispose();

    private RegressionNetwork OpenNetwork() => new(_network.Session, _place, _bundle.Model, _bundle.Emotions.Count, BoundRun.IsOnProcessor(_network.Session) ? 1 : MostWindows);
}
