using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>Models of kind <c>blendshape</c>: the network gives the weights itself.</summary>
internal sealed class BlendshapeEngine : FaceEngine
{
    private readonly BlendshapeBundle _bundle;
    private readonly OpenedNetwork _network;

    /// <exception cref="ModkitException">The bundle is broken, or the device asked for does not work.</exception>
    public BlendshapeEngine(BundleIndex index, FaceModelOptions options)
    {
        FaceChoice choice = FaceChoice.Of(options, hasMesh: false, []);
        _bundle = BlendshapeBundle.Read(index);
        _network = OpenedNetwork.Open(_bundle.Network, index.Files, options);
        _network.Check(session => BlendshapeNetwork.Check(session, _bundle, index.Files.DisplayName));
        Info = new FaceModelInfo
        {
            Name = _bundle.Name,
            Kind = index.Kind,
            Version = _bundle.Version,
            Licence = _bundle.Licence,
            LicenceText = index.ReadLicenceText(),
            Sha256 = _network.Sha256,
            SizeBytes = _network.SizeBytes,
            LookAheadSeconds = (double)_bundle.LookAheadSamples / AudioClip.SampleRateHz,
            HasTongue = _bundle.Channels.Contains(ArkitChannels.Tongue[0]),
            Device = _network.Device,
            Notes = [.. _network.Notes, .. choice.Notes],
            ModelCard = _bundle.ModelCard,
        };
    }

    public override FaceModelInfo Info { get; }

    public override FaceStream StartStream(FaceStreamOptions options, EmotionFeed emotions) =>
        options.EyeLook ? throw new ModkitException(InferenceIssues.NoMesh("eye-look")) : new BlendshapeStream(_network.Session, _bundle, options, emotions);

    public override void Dispose() => _network.Session.Dispose();
}
