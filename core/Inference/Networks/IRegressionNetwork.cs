namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A network whose frames do not depend on each other: model contract, section 3.1. It owns its buffers, so that they can be bound once.</summary>
internal interface IRegressionNetwork
{
    /// <summary>Most windows of one run.</summary>
    int Capacity { get; }

    /// <summary>The sound of one window of the next run, to be filled.</summary>
    Span<float> Window(int row);

    /// <summary>Its emotions, to be filled: implicit ones, then explicit ones.</summary>
    Span<float> Emotion(int row);

    /// <summary>Runs over the first windows.</summary>
    /// <param name="count">1 to <see cref="Capacity"/>.</param>
    void Run(int count);

    /// <summary>What a window of the last run gave: skin, tongue, jaw, eyes.</summary>
    ReadOnlySpan<float> Result(int row);
}
