using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>
/// What a profile would like of a model it does not know: each wish counts where the model has such a thing and <see cref="FaceModelOptions"/> do not say
/// otherwise. <see cref="FaceModelInfo.Notes"/> name those that do not.
/// </summary>
public sealed record FaceWishes
{
    /// <summary>As <see cref="FaceModelOptions.Identity"/>.</summary>
    public string? Identity { get; init; }

    /// <summary>As <see cref="FaceModelOptions.FaceParameters"/>.</summary>
    public IReadOnlyDictionary<string, float> FaceParameters { get; init; } = new Dictionary<string, float>();

    /// <summary>As <see cref="FaceModelOptions.Solver"/>.</summary>
    public FaceSolver? Solver { get; init; }
}
