using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Npy;
using Audio2Face.Modkit.Inference.Face.Animation;
using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>A bundle of NVIDIA's kind <c>regression</c> (Audio2Face-3D 2.3), without its network: model contract, sections 1.2, 1.3 and 1.5 to 1.9.</summary>
internal sealed class RegressionBundle
{
    private const int MostShapes = 4_096;

    private RegressionBundle(BundleIndex index, bool isWhole, IReadOnlyDictionary<string, float> chosen)
    {
        BundleJson info = index.Info, parameters = info.Child("params"), sound = info.Child("audio_params");
        GeometryChecks.Check(info, sound, parameters.Number("result_eyes_size", 0));
        int skinShapes = parameters.Number("num_shapes_skin", 1, MostShapes), tongueShapes = parameters.Number("num_shapes_tongue", 1, MostShapes);
        int skinLength = 3 * parameters.Number("num_verts_skin", 1, Limits.MeshVertices), tongueLength = 3 * parameters.Number("num_verts_tongue", 1, Limits.MeshVertices);
        int jawLength = parameters.Number("result_jaw_size", 3, GeometryChecks.MostJawNumbers);
        Emotions = new ExplicitEmotions(info, "explicit_emotions");
        FacePaths paths = new(index.Index.Text("modelConfigPath"), index.Index.Text("modelDataPath"), index.Index.Has("blendshapePaths") ? index.Index.Child("blendshapePaths") : null);

        using NpzFile data = new(index.Files, paths.Data);
        Geometry = new FaceGeometry(index.Files, paths, FaceSettings.Read(index.Files, paths.Config, chosen, isGainOfFile: true), data, "shapes_mean", skinLength, tongueLength, jawLength);
        PcaReconstruction skin = new(data.Singles("shapes_matrix_skin", (long)skinShapes * skinLength), skinShapes, isWhole ? null : Geometry.Skin?.Data.Fitted);
        PcaReconstruction tongue = new(data.Singles("shapes_matrix_tongue", (long)tongueShapes * tongueLength), tongueShapes, isWhole ? null : Geometry.Tongue?.Data.Fitted);
        int windowSamples = sound.Number("buffer_len", 1, GeometryChecks.LongestWindowSamples);
        Model = new RegressionModel
        {
            WindowSamples = windowSamples,
            TargetOffset = sound.Number("buffer_ofs", 0, windowSamples - 1),
            ImplicitEmotion = ImplicitEmotion.Read(index.Files, index.Index.Text("emotionDatabasePath"), parameters.Number("implicit_emotion_len", 1, 1_000),
                Geometry.Settings.SourceShot, Geometry.Settings.SourceFrame),
            Skin = skin,
            Tongue = tongue,
            JawLength = jawLength,
        };
    }

    public FaceGeometry Geometry { get; }

    public RegressionModel Model { get; }

    public ExplicitEmotions Emotions { get; }

    /// <summary>Reads everything but the network.</summary>
    /// <param name="index">The bundle.</param>
    /// <param name="isWhole">Whether all vertices are wanted, or only those that the blendshape solve looks at.</param>
    /// <param name="chosen">Values in place of the file's, by name, or null.</param>
    /// <exception cref="ModkitException">Something is missing, broken or does not fit.</exception>
    public static RegressionBundle Read(BundleIndex index, bool isWhole = false, IReadOnlyDictionary<string, float>? chosen = null) =>
        new(index, isWhole, chosen ?? new Dictionary<string, float>());
}
