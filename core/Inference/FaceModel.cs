using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Engines;

namespace Audio2Face.Modkit.Inference;

/// <summary>A model that turns speech into a face. Streams of one model may run on several threads at once.</summary>
public sealed class FaceModel : IDisposable
{
    private readonly FaceEngine _engine;

    private FaceModel(FaceEngine engine) => _engine = engine;

    /// <summary>The models inside the program, the default first: <c>default</c>, and <c>low-latency</c> for live voices.</summary>
    public static IReadOnlyList<string> BuiltInNames => BundleFiles.BuiltInNames;

    /// <summary>What is known of the model.</summary>
    public FaceModelInfo Info => _engine.Info;

    /// <summary>Opens a model.</summary>
    /// <param name="model">One of <see cref="BuiltInNames"/> or a bundle's folder; null is the default model. A folder of such a name is opened as <c>./default</c>.</param>
    /// <param name="options">Device, threads, and whose face.</param>
    /// <exception cref="ModkitException">The bundle is broken, of an unknown kind, or the device asked for does not work.</exception>
    public static FaceModel Open(string? model, FaceModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BundleIndex index = BundleIndex.Read(BundleFiles.Find(model));
        return new FaceModel(index.Kind switch
        {
            "blendshape" => new BlendshapeEngine(index, options),
            "regression" => new RegressionEngine(index, options),
            "diffusion" => new DiffusionEngine(index, options),
            "emotion" => new EmotionEngine(index, options),
            _ => throw InferenceIssues.UnknownKind(index.Info.Place, index.Kind),
        });
    }

    /// <summary>Starts a clip.</summary>
    /// <exception cref="ModkitException">An option is out of range, or the model has no face to show.</exception>
    public FaceStream StartStream(FaceStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _engine.StartStream(options);
    }

    /// <summary>The face of a whole clip: the same stream, with everything pushed at once.</summary>
    public FaceTrack Animate(AudioClip clip, FaceStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(options);
        using FaceStream stream = StartStream(options);
        FaceTrackBuilder builder = new(stream, options);
        stream.Push(clip.Samples.Span);
        stream.Close();
        builder.TakeFinishedFrames();
        return builder.Build();
    }

    /// <inheritdoc />
    public void Dispose() => _engine.Dispose();
}
