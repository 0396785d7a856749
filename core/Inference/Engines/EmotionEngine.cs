using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>NVIDIA's Audio2Emotion: hears emotions for another model's face, and has none of its own.</summary>
internal sealed class EmotionEngine : FaceEngine
{
    private readonly OpenedNetwork _network;
    private readonly EmotionBundle _bundle;
    private readonly EmotionSettings _settings;
    private readonly string _place;

    /// <exception cref="ModkitException">The bundle is broken, the device asked for does not work, or a setting is out of range.</exception>
    public EmotionEngine(BundleIndex index, FaceModelOptions options)
    {
        _bundle = EmotionBundle.Read(index);
        _settings = EmotionSettings.Read(options.EmotionSettings, _bundle.Options);
        _place = index.Files.DisplayName;
        _network = OpenedNetwork.Open(index.ReadNetwork(), index.Files, options);
        _network.Check(_ => OpenNetwork().Dispose());
        Info = NvidiaInfo.Of(index, _network, _settings.WindowSamples / 2.0 / AudioClip.SampleRateHz, hasTongue: false, []) with { EmotionSettings = _settings.Values };
    }

    public override FaceModelInfo Info { get; }

    public override FaceStream StartStream(FaceStreamOptions options, EmotionFeed emotions) =>
        throw InferenceIssues.NoFace(Info.Name, "it hears emotions and has no face");

    /// <summary>Starts to hear a clip.</summary>
    /// <param name="preferred">Emotions to mix in; none: the model's own, if it has any.</param>
    /// <exception cref="ModkitException">MOD17: the preferred emotions are out of order.</exception>
    public EmotionListener Listen(IReadOnlyList<(long TimeSamples, float[] Strengths)> preferred)
    {
        AudioAccumulator audio = new();
        EmotionPostProcessorOptions options = _settings.Options;
        EmotionTimeline? track = null;
        if (preferred.Count > 0)
        {
            track = new EmotionTimeline(EmotionChannels.All.Count);
            foreach ((long time, float[] strengths) in preferred) track.Add(time, strengths);
            track.Close();
            options = options with { IsPreferredEnabled = true };
        }
        EmotionPostProcessor processor = new(_bundle.Correspondence, _settings.BeginningEmotions);
        EmotionNetwork network = OpenNetwork();
        EmotionExecutor executor = new(network, processor, options, audio, new FrameRate(EmotionSettings.FrameRateFps), _settings.SkippedFrames, _bundle.PreferredEmotion, track)
        {
            InputStrength = _settings.InputStrength,
        };
        return new EmotionListener(network, executor, audio);
    }

    public override void Dispose() => _network.Session.Dispose();

    private EmotionNetwork OpenNetwork() => new(_network.Session, _place, _settings.WindowSamples, _bundle.Classes.Count);
}
