using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Engines;

namespace Audio2Face.Modkit.Inference;

/// <summary>A model that turns speech into a face. Streams of one model may run on several threads at once.</summary>
public sealed class FaceModel : IDisposable
{
    private readonly FaceEngine _engine;
    private readonly EmotionEngine? _hearing;

    private FaceModel(FaceEngine engine, EmotionEngine? hearing)
    {
        _engine = engine;
        _hearing = hearing;
    }

    /// <summary>The models inside the program, the default first: <c>default</c>, and <c>low-latency</c> for live voices.</summary>
    public static IReadOnlyList<string> BuiltInNames => BundleFiles.BuiltInNames;

    /// <summary>What is known of the model.</summary>
    public FaceModelInfo Info => _engine.Info;

    /// <summary>What is known of the model that hears emotions, or null when none does.</summary>
    public FaceModelInfo? EmotionInfo => _hearing is null || _engine.Emotions is not null ? _hearing?.Info
        : _hearing.Info with { Notes = [.. _hearing.Info.Notes, "NVIDIA's licence of Audio2Emotion allows it only together with Audio2Face; this face is not one of Audio2Face's."] };

    /// <summary>What the user should know of this choice of models and devices, one line each.</summary>
    public IReadOnlyList<string> Notes => [.. Info.Notes, .. EmotionInfo?.Notes ?? []];

    /// <summary>Opens a model.</summary>
    /// <param name="model">One of <see cref="BuiltInNames"/> or a bundle's folder; null is the default model. A folder of such a name is opened as <c>./default</c>.</param>
    /// <param name="options">Device, threads, whose face, and what hears emotions.</param>
    /// <exception cref="ModkitException">A bundle is broken, of an unknown kind, or the device asked for does not work.</exception>
    public static FaceModel Open(string? model, FaceModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EmotionEngine? hearing = OpenEmotions(options);
        try
        {
            return new FaceModel(OpenFace(BundleIndex.Read(BundleFiles.Find(model)), options), hearing);
        }
        catch
        {
            hearing?.Dispose();
            throw;
        }
    }

    /// <summary>Starts a clip.</summary>
    /// <exception cref="ModkitException">An option is out of range, or the model has no face to show.</exception>
    public FaceStream StartStream(FaceStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        EmotionFeed emotions = new(options, _hearing, _engine.Emotions);
        try
        {
            return _engine.StartStream(options, emotions);
        }
        catch
        {
            emotions.Dispose();
            throw;
        }
    }

    /// <summary>The face of a whole clip: the same stream, with everything pushed at once.</summary>
    public FaceTrack Animate(AudioClip clip, FaceStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(options);
        using FaceStream stream = StartStream(options);
        FaceTrackBuilder builder = new(stream);
        // Second by second, so that finished frames do not wait in memory twice.
        for (ReadOnlySpan<float> rest = clip.Samples.Span; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, AudioClip.SampleRateHz)..])
        {
            stream.Push(rest[..Math.Min(rest.Length, AudioClip.SampleRateHz)]);
            builder.TakeFinishedFrames();
        }
        stream.Close();
        builder.TakeFinishedFrames();
        return builder.Build();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _engine.Dispose();
        _hearing?.Dispose();
    }

    private static FaceEngine OpenFace(BundleIndex index, FaceModelOptions options) => index.Kind switch
    {
        "regression" => new RegressionEngine(index, options),
        "blendshape" or "diffusion" or "emotion" when options.InferenceRateFps is not null => throw InferenceIssues.FixedInferenceRate(index.Kind),
        "blendshape" => new BlendshapeEngine(index, options),
        "diffusion" => new DiffusionEngine(index, options),
        "emotion" => new EmotionEngine(index, options),
        _ => throw InferenceIssues.UnknownKind(index.Info.Place, index.Kind),
    };

    private static EmotionEngine? OpenEmotions(FaceModelOptions options)
    {
        if (options.EmotionModel is not { } folder) return options.EmotionSettings.Count == 0 ? null : throw InferenceIssues.HearsNoEmotions(options.EmotionSettings.Keys.First(), "");
        BundleIndex index = BundleIndex.Read(BundleFiles.FromFolder(folder));
        return index.Kind == "emotion" ? new EmotionEngine(index, options) : throw InferenceIssues.HearsNoEmotions(folder, index.Kind);
    }
}
