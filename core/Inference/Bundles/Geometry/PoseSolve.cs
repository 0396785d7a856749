using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles.Npy;
using Audio2Face.Modkit.Inference.Face.Solve;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The blendshapes of a skin or a tongue and how their weights are found: model contract, sections 1.8 and 1.9.</summary>
/// <param name="Names">Of the poses, without the neutral one, as the bundle spells them.</param>
/// <param name="Data">The poses.</param>
/// <param name="Options">How to solve.</param>
internal sealed record PoseSolve(IReadOnlyList<string> Names, BlendshapeData Data, BlendshapeSolverOptions Options)
{
    private const string NamesArray = "poseNames";

    /// <summary>Reads a pair of files.</summary>
    /// <param name="files">The bundle.</param>
    /// <param name="paths">The entry of <c>model.json</c>, with <c>config</c> and <c>data</c>.</param>
    /// <param name="length">Numbers of the mesh: three for each vertex.</param>
    /// <exception cref="ModkitException">A file is missing or broken, or the two do not fit together.</exception>
    public static PoseSolve Read(BundleFiles files, BundleJson paths, int length)
    {
        string dataName = paths.Text("data");
        BundleJson settings = BundleJson.Read(files, paths.Text("config")).Child("blendshape_params");
        using NpzFile data = new(files, dataName);
        string[] names = data.Texts(NamesArray);
        if (names is ["neutral", ..]) names = names[1..];
        int poseCount = settings.Number("numPoses", 1, Limits.MeshMorphs);
        if (names.Length != poseCount)
            throw InferenceIssues.BadData($"{dataName}: {NamesArray}", FormattableString.Invariant($"it names {names.Length} poses, but {settings.Place} says {poseCount}"));
        if ((long)poseCount * length > Limits.MeshMebibytes * (1048576L / sizeof(float))) throw InferenceIssues.TooLarge(dataName, Limits.MeshMebibytes);

        float[] neutral = data.Singles("neutral", length);
        float[] deltas = new float[poseCount * length];
        for (int pose = 0; pose < poseCount; pose++) data.Singles(names[pose], length).CopyTo(deltas, pose * length);
        int[]? fitted = data.Contains("frontalMask") ? data.Integers("frontalMask") : null;
        return new PoseSolve(names, new BlendshapeData(neutral, deltas, fitted), ReadOptions(settings));
    }

    private static BlendshapeSolverOptions ReadOptions(BundleJson settings)
    {
        BlendshapeSolverOptions options = new()
        {
            L1Strength = settings.Single("strengthL1regularization"),
            L2Strength = settings.Single("strengthL2regularization"),
            SymmetryStrength = settings.Single("strengthSymmetry"),
            TemporalStrength = settings.Single("strengthTemporalSmoothing"),
            Active = settings.Integers("bsSolveActivePoses"),
            CancelPairs = settings.Integers("bsSolveCancelPoses"),
            SymmetryPairs = settings.Integers("bsSolveSymmetryPoses"),
            Multipliers = settings.Singles("bsWeightMultipliers"),
            Offsets = settings.Singles("bsWeightOffsets"),
        };
        return settings.Has("templateBBSize") ? options with { TemplateSize = settings.Single("templateBBSize") } : options;
    }
}
