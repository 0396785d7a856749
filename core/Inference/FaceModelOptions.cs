namespace Audio2Face.Modkit.Inference;

/// <summary>How a model is run on this computer.</summary>
public sealed record FaceModelOptions
{
    /// <summary>
    /// <c>auto</c> takes the fastest device that works for the model and falls back to the CPU; any other name
    /// (<c>cpu</c>, <c>tensorrt</c>, <c>cuda</c>, <c>directml</c>, <c>coreml</c>, <c>webgpu</c>) insists on that device.
    /// </summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads inside one network run, at least 1. Many clips go faster with several streams of one thread each.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>Whose face, of those of <see cref="FaceModelInfo.Identities"/>, in any case; null is the first.</summary>
    public string? Identity { get; init; }

    /// <summary>Seed of the noise that diffusion models begin with; the same for every clip.</summary>
    public int NoiseSeed { get; init; }
}
