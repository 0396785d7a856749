namespace Audio2Face.Modkit.Inference.Emotion;

/// <summary>How the classes of an audio-to-emotion network become emotions: model contract, section 7.3.</summary>
internal sealed record EmotionPostProcessorOptions
{
    /// <summary>Multiplies the network's scores; larger numbers make the strongest emotion stand out.</summary>
    public float Contrast { get; init; } = 1;

    /// <summary>Only so many emotions at once, the strongest.</summary>
    public int MaxEmotions { get; init; } = 6;

    /// <summary>Part of the frame before in every frame, 0..1.</summary>
    public float LiveBlend { get; init; } = 0.7f;

    /// <summary>Whether the preferred emotion is mixed in.</summary>
    public bool IsPreferredEnabled { get; init; }

    /// <summary>Part of the preferred emotion, 0..1.</summary>
    public float PreferredStrength { get; init; } = 0.5f;

    /// <summary>Time in which emotions change.</summary>
    public float TransitionSeconds { get; init; } = 0.5f;

    /// <summary>Time from one frame to the next.</summary>
    public float DeltaSeconds { get; init; } = 0.033f;

    /// <summary>Multiplies the result, 0..1.</summary>
    public float Strength { get; init; } = 0.6f;
}
