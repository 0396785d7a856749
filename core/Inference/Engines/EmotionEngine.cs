using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>NVIDIA's Audio2Emotion: can be described, but has no face to animate.</summary>
internal sealed class EmotionEngine : FaceEngine
{
    /// <summary>Sound that the reference's samples let the network hear.</summary>
    private const int WindowSamples = 60_000;

    private readonly OpenedNetwork _network;

    /// <exception cref="ModkitException">The bundle is broken, or the device asked for does not work.</exception>
    public EmotionEngine(BundleIndex index, FaceModelOptions options)
    {
        EmotionBundle bundle = EmotionBundle.Read(index);
        _network = OpenedNetwork.Open(index.ReadNetwork(), index.Files, options);
        _network.Check(session => new EmotionNetwork(session, index.Files.DisplayName, WindowSamples, bundle.Classes.Count).Dispose());
        Info = NvidiaInfo.Of(index, _network, WindowSamples / 2.0 / AudioClip.SampleRateHz, hasTongue: false, []);
    }

    public override FaceModelInfo Info { get; }

    public override FaceStream StartStream(FaceStreamOptions options) =>
        throw InferenceIssues.NoFace(Info.Name, "it hears emotions and has no face");

    public override void Dispose() => _network.Session.Dispose();
}
