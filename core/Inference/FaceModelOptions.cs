using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>How a model is run on this computer, and how its face is formed.</summary>
public sealed record FaceModelOptions
{
    /// <summary>More frames than these a network need not make: its curves only get smoother by them, as by interpolation.</summary>
    public const double HighestInferenceRateFps = 60;

    /// <summary>
    /// <c>auto</c> takes the fastest device that works for the model and falls back to the CPU; any other name
    /// (<c>cpu</c>, <c>tensorrt</c>, <c>cuda</c>, <c>directml</c>, <c>coreml</c>, <c>webgpu</c>) insists on that device.
    /// </summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads inside one network run, at least 1. Many clips go faster with several streams of one thread each.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>
    /// Most frames per second, 1 to <see cref="HighestInferenceRateFps"/>, that a regression network makes; those between are interpolated. Null: as many as a
    /// clip has. The other kinds have one rate of their own, and refuse this.
    /// </summary>
    public double? InferenceRateFps { get; init; }

    /// <summary>Whose face, of those of <see cref="FaceModelInfo.Identities"/>, in any case; null is the first.</summary>
    public string? Identity { get; init; }

    /// <summary>Seed of the noise that diffusion models begin with; the same for every clip.</summary>
    public int NoiseSeed { get; init; }

    /// <summary>Values in place of the model's own, by the names of <see cref="FaceParameter.All"/> in any case; for NVIDIA's models alone.</summary>
    public IReadOnlyDictionary<string, float> FaceParameters { get; init; } = new Dictionary<string, float>();

    /// <summary>How NVIDIA's models turn their mesh into weights; null is <see cref="FaceSolver.Bounded"/>.</summary>
    public FaceSolver? Solver { get; init; }

    /// <summary>What is wanted where nothing above says otherwise and the model has such a thing.</summary>
    public FaceWishes Wishes { get; init; } = new();

    /// <summary>Folder of a model that hears emotions in the voice (Audio2Emotion) and drives the face's with them; null: none is heard.</summary>
    public string? EmotionModel { get; init; }

    /// <summary>Numbers in the place of that model's own, by name: docs/emotions.md lists names and ranges.</summary>
    public IReadOnlyDictionary<string, float> EmotionSettings { get; init; } = new Dictionary<string, float>();
}
