namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A network that scores the emotions in a stretch of sound: model contract, section 3.4. It owns its buffers, so that they can be bound once.</summary>
internal interface IEmotionNetwork
{
    /// <summary>The sound of the next run, to be filled.</summary>
    Span<float> Window { get; }

    /// <summary>Runs once.</summary>
    void Run();

    /// <summary>Score of each class in the last run, before softmax.</summary>
    ReadOnlySpan<float> Scores { get; }
}
