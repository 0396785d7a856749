using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>NVIDIA's models of kind <c>diffusion</c>: Audio2Face-3D 3.0. The bundle's gain is not applied, only a user's: the reference does not apply it either.</summary>
internal sealed class DiffusionEngine : FaceEngine
{
    private readonly FaceChoice _choice;
    private readonly DiffusionBundle _bundle;
    private readonly FaceGeometry _geometry;
    private readonly OpenedNetwork _network;
    private readonly string _place;
    private readonly int _identity;
    private readonly float[] _noise;
    private readonly Lazy<WeightEquations> _equations;

    /// <exception cref="ModkitException">The bundle is broken, or the device asked for does not work.</exception>
    public DiffusionEngine(BundleIndex index, FaceModelOptions options)
    {
        _bundle = DiffusionBundle.Read(index);
        _choice = FaceChoice.Of(options, hasMesh: true, _bundle.Identities);
        _identity = _bundle.Find(_choice.Identity);
        _geometry = _bundle.ReadFace(_identity, _choice.Parameters);
        _equations = new Lazy<WeightEquations>(() => new WeightEquations(_geometry, _choice.Solver));
        _place = index.Files.DisplayName;
        _noise = DiffusionNetwork.MakeNoise(_bundle, options.NoiseSeed);
        _network = OpenedNetwork.Open(index.ReadNetwork(), index.Files, options);
        _network.Check(_ => OpenNetwork().Dispose());
        Info = NvidiaInfo.Of(index, _network, (double)(_bundle.Model.WindowSamples - (_bundle.Model.WindowSamples * (long)_bundle.Model.LeftFrames / _bundle.FrameCount)) / AudioClip.SampleRateHz,
            _geometry.Tongue is not null, _bundle.Identities, _bundle.Identities.ElementAtOrDefault(_identity)).With(_geometry, _choice);
    }

    public override FaceModelInfo Info { get; }

    public override ExplicitEmotions Emotions => _bundle.Emotions;

    public override FaceStream StartStream(FaceStreamOptions options, EmotionFeed emotions)
    {
        bool isWhole = options.Detail == FaceDetail.Mesh;
        WeightSolver solver = new(_equations.Value, isWhole);
        FaceAnimator face = _geometry.CreateAnimator(isWhole);
        face.Parts = GeometryRow.PartsOf(options, FaceParts.Skin | (_geometry.Tongue is null ? FaceParts.None : FaceParts.Tongue));
        AudioAccumulator audio = new();
        DiffusionNetwork network = OpenNetwork();
        DiffusionExecutor executor = new(network, _bundle.Model, _identity, face, audio, emotions.Network) { InputStrength = _geometry.Settings.InputStrength };
        double rateFps = (double)_bundle.FrameCount * AudioClip.SampleRateHz / _bundle.Model.WindowSamples;
        return new GeometryStream(executor, network, audio, face, solver, rateFps, options, emotions);
    }

    public override void Dispose() => _network.Session.Dispose();

    private DiffusionNetwork OpenNetwork() => new(_network.Session, _place, _bundle, _noise);
}
