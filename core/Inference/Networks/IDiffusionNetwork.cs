namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// A network that makes a block of frames at once and remembers: model contract, section 3.2. One for each stream; it owns its buffers, so that
/// they can be bound once. The noise is its own affair.
/// </summary>
internal interface IDiffusionNetwork
{
    /// <summary>The sound of the next run, to be filled.</summary>
    Span<float> Window { get; }

    /// <summary>Whose face: 1 for one identity, 0 for the others. To be filled.</summary>
    Span<float> Identity { get; }

    /// <summary>[frames of the block, emotions], to be filled.</summary>
    Span<float> Emotion { get; }

    /// <summary>What the network remembers, to be filled: zeros at first, then <see cref="OutputLatents"/> of the run before.</summary>
    Span<float> InputLatents { get; }

    /// <summary>Runs once.</summary>
    void Run();

    /// <summary>What the last run left to be remembered.</summary>
    ReadOnlySpan<float> OutputLatents { get; }

    /// <summary>One frame of the last run: skin, tongue, jaw, eyes.</summary>
    /// <param name="frame">Counted from the window's first, which lies before the block.</param>
    ReadOnlySpan<float> Prediction(int frame);
}
