using System.Text.Json;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Npy;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>A bundle of NVIDIA's kind <c>diffusion</c> (Audio2Face-3D 3.0), without its network: model contract, sections 1.2, 1.4 and 1.5 to 1.9.</summary>
internal sealed class DiffusionBundle
{
    private const int MostFrames = 1_000;

    private readonly BundleIndex _index;
    private readonly FacePaths[] _paths;

    private DiffusionBundle(BundleIndex index)
    {
        _index = index;
        BundleJson info = index.Info, parameters = info.Child("params"), sound = info.Child("audio_params");
        GeometryChecks.Check(info, sound, parameters.Number("eyes_size", 0));
        Emotions = new ExplicitEmotions(info, "emotions");
        Identities = parameters.Texts("identities");
        StepCount = parameters.Number("num_diffusion_steps", 1, 1_000);
        LayerCount = parameters.Number("num_gru_layers", 1, 64);
        LatentLength = parameters.Number("gru_latent_dim", 1, 8_192);
        Model = new DiffusionModel
        {
            WindowSamples = sound.Number("buffer_len", 1, GeometryChecks.LongestWindowSamples),
            PaddingLeft = sound.Number("padding_left", 0, GeometryChecks.LongestWindowSamples),
            LeftFrames = parameters.Number("num_frames_left_truncate", 0, MostFrames),
            CenterFrames = parameters.Number("num_frames_center", 1, MostFrames),
            RightFrames = parameters.Number("num_frames_right_truncate", 0, MostFrames),
            Layout = new FaceLayout(parameters.Number("skin_size", 3, 3 * Limits.MeshVertices), parameters.Number("tongue_size", 3, 3 * Limits.MeshVertices),
                parameters.Number("jaw_size", 3, GeometryChecks.MostJawNumbers)),
        };
        if (NoiseLength > Limits.NetworkMebibytes * (1048576L / sizeof(float)) / 2) throw info.Broken("the frames are too large or too many");
        _paths = ReadPaths(index.Index);
    }

    public DiffusionModel Model { get; }

    public ExplicitEmotions Emotions { get; }

    /// <summary>Names of the faces, in the network's order.</summary>
    public IReadOnlyList<string> Identities { get; }

    /// <summary>Diffusion steps of a run.</summary>
    public int StepCount { get; }

    /// <summary>Layers of the network's memory.</summary>
    public int LayerCount { get; }

    /// <summary>Numbers of a layer.</summary>
    public int LatentLength { get; }

    /// <summary>Frames of a run, those included that are thrown away.</summary>
    public int FrameCount => Model.LeftFrames + Model.CenterFrames + Model.RightFrames;

    /// <summary>Numbers of the noise that a run takes: [steps + 1, frames, numbers of a frame].</summary>
    public long NoiseLength => (StepCount + 1L) * FrameCount * Model.Layout.Length;

    /// <summary>Reads the two descriptions.</summary>
    /// <exception cref="ModkitException">Something is missing, broken or does not fit.</exception>
    public static DiffusionBundle Read(BundleIndex index) => new(index);

    /// <summary>Which face a user means.</summary>
    /// <param name="name">In any case; null: the first.</param>
    /// <exception cref="ModkitException">MOD19: there is no such face.</exception>
    public int Find(string? name)
    {
        if (name is null) return 0;
        for (int i = 0; i < Identities.Count; i++)
        {
            if (string.Equals(Identities[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        throw new ModkitException(InferenceIssues.UnknownIdentity(name, Identities));
    }

    /// <summary>Reads one face.</summary>
    /// <param name="identity">Whose, counted from 0.</param>
    /// <param name="chosen">Values in place of the file's, by name, or null.</param>
    /// <exception cref="ModkitException">Something is missing, broken or does not fit.</exception>
    public FaceGeometry ReadFace(int identity, IReadOnlyDictionary<string, float>? chosen = null)
    {
        FacePaths paths = _paths[identity];
        using NpzFile data = new(_index.Files, paths.Data);
        FaceSettings settings = FaceSettings.Read(_index.Files, paths.Config, chosen ?? new Dictionary<string, float>(), isGainOfFile: false);
        return new FaceGeometry(_index.Files, paths, settings, data, "neutral", Model.Layout.SkinLength, Model.Layout.TongueLength, Model.Layout.JawLength);
    }

    private FacePaths[] ReadPaths(BundleJson index)
    {
        string[] configs = index.Texts("modelConfigPaths"), data = index.Texts("modelDataPaths");
        JsonElement[] shapes = index.Has("blendshapePaths") ? [.. index.Value("blendshapePaths", JsonValueKind.Array).EnumerateArray()] : [];
        int count = Identities.Count;
        if (count is 0 or > 256 || configs.Length != count || data.Length != count || (shapes.Length != 0 && shapes.Length != count))
            throw index.Broken($"the network has {count} identities, but {configs.Length}, {data.Length} and {shapes.Length} files are named for them");
        return [.. Enumerable.Range(0, count).Select(i =>
            new FacePaths(configs[i], data[i], shapes.Length > 0 && shapes[i].ValueKind == JsonValueKind.Object ? index with { Element = shapes[i] } : null))];
    }
}
