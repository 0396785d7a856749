using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What a profile would like of the face model. Profiles are shared, so a model that has no such thing leaves it unused.</summary>
public sealed record ProfileModel
{
    /// <summary>Whose face, of a model that has several, or null.</summary>
    public string? Identity { get; init; }

    /// <summary>Values by the names of <see cref="FaceParameter.All"/>, each in its range.</summary>
    public IReadOnlyDictionary<string, float> Face { get; init; } = new Dictionary<string, float>();

    /// <summary>How the model's mesh becomes weights, or null.</summary>
    public FaceSolver? Solver { get; init; }

    /// <summary>Emotion names in the spelling of <see cref="EmotionChannels"/>, each with a strength of 0..1.</summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = new Dictionary<string, float>();
}
