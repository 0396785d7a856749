using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference;

/// <summary>A model that turns speech into a face. Streams of one model may run on several threads at once.</summary>
public sealed class FaceModel : IDisposable
{
    private readonly BlendshapeBundle _bundle;
    private readonly InferenceSession _session;

    private FaceModel(BlendshapeBundle bundle, InferenceSession session, FaceModelInfo info)
    {
        _bundle = bundle;
        _session = session;
        Info = info;
    }

    /// <summary>The models inside the program, the default first: <c>default</c>, and <c>low-latency</c> for live voices.</summary>
    public static IReadOnlyList<string> BuiltInNames => BundleFiles.BuiltInNames;

    /// <summary>What is known of the model.</summary>
    public FaceModelInfo Info { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="model">One of <see cref="BuiltInNames"/> or a bundle's folder; null is the default model. A folder of such a name is opened as <c>./default</c>.</param>
    /// <param name="options">Device and threads.</param>
    /// <exception cref="ModkitException">The bundle is broken, of an unknown kind, or the device asked for does not work.</exception>
    public static FaceModel Open(string? model, FaceModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BundleFiles files = BundleFiles.Find(model);
        BlendshapeBundle bundle = BlendshapeBundle.Read(files);
        // A blendshape network is so small that moving it to a graphics card costs more than it saves.
        InferenceSession session = ExecutionProviders.OpenSession(bundle.Network, files.DisplayName, options, [], out string device, out IReadOnlyList<string> notes);
        try
        {
            BlendshapeNetwork.Check(session, bundle, files.DisplayName);
        }
        catch
        {
            session.Dispose();
            throw;
        }
        return new FaceModel(bundle, session, new FaceModelInfo
        {
            Name = bundle.Name,
            Kind = "blendshape",
            Version = bundle.Version,
            Licence = bundle.Licence,
            Sha256 = bundle.Sha256,
            SizeBytes = bundle.Network.LongLength,
            LookAheadSeconds = (double)bundle.LookAheadSamples / AudioClip.SampleRateHz,
            HasTongue = bundle.Channels.Contains(ArkitChannels.Tongue[0]),
            Device = device,
            Notes = notes,
            ModelCard = bundle.ModelCard,
        });
    }

    /// <summary>Starts a clip.</summary>
    /// <exception cref="ModkitException">An option is out of range.</exception>
    public FaceStream StartStream(FaceStreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FaceStream(_session, _bundle, options);
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
    public void Dispose() => _session.Dispose();
}
