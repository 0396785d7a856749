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
}
