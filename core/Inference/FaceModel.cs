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

    /// <summary>What is known of the model.</summary>
    public FaceModelInfo Info { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="folder">The bundle's folder, or null for the model inside the program.</param>
    /// <param name="options">Device and threads.</param>
    /// <exception cref="ModkitException">The bundle is broken, of an unknown kind, or the device asked for does not work.</exception>
    public static FaceModel Open(string? folder, FaceModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        BundleFiles files = folder is null ? BundleFiles.Embedded : BundleFiles.FromFolder(folder);
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
