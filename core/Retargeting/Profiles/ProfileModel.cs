namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a profile asks of the face model.</summary>
public sealed record ProfileModel
{
    /// <summary>Emotion names in the spelling of <see cref="Abstractions.EmotionChannels"/>, each with a strength of 0..1.</summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = new Dictionary<string, float>();
}
