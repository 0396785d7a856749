using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>How one clip's face is made.</summary>
public sealed record FaceStreamOptions
{
    /// <summary>Lowest frame rate that can be asked for, in frames per second.</summary>
    public const double LowestFrameRateFps = 1;

    /// <summary>Highest frame rate that can be asked for, in frames per second.</summary>
    public const double HighestFrameRateFps = 1000;

    /// <summary>The most that expressiveness can be.</summary>
    public const float HighestExpressiveness = 2;

    /// <summary>Frames per second of the track, <see cref="LowestFrameRateFps"/>..<see cref="HighestFrameRateFps"/>.</summary>
    public double FrameRateFps { get; init; } = 60;

    /// <summary>Seed of everything drawn by chance: blinks and gaze. The same seed gives the same face.</summary>
    public int Seed { get; init; }

    /// <summary>Whether blinks, gaze, brow accents and arousal are added. The mouth is the same with and without.</summary>
    public bool FaceExtras { get; init; } = true;

    /// <summary>
    /// How much of what the voice tells shows on brows, eyes, cheeks and nose, 0..<see cref="HighestExpressiveness"/>; 0 leaves blinks and gaze. The mouth is
    /// the same with any.
    /// </summary>
    public float Expressiveness { get; init; } = 1;

    /// <summary>Constant strengths 0..1 by name of <see cref="EmotionChannels"/>; empty is neutral.</summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = new Dictionary<string, float>();

    /// <summary>
    /// Seconds of sound worked on at once, above 0: frames come out this much (and the model's look-ahead) after their sound at
    /// the latest. Long blocks cost less; the frames are the same to 1e-6.
    /// </summary>
    public double BlockSeconds { get; init; } = 8;

    /// <summary>The emotions as a vector in the order of <see cref="EmotionChannels.All"/>.</summary>
    /// <exception cref="ModkitException">A name is unknown or a strength lies outside 0..1.</exception>
    internal float[] EmotionVector()
    {
        float[] vector = new float[EmotionChannels.All.Count];
        foreach ((string name, float strength) in Emotions)
        {
            int index = EmotionChannels.IndexOf(name);
            if (index < 0)
            {
                string? near = NearestName.Find(name, EmotionChannels.All);
                throw InferenceIssues.BadEmotion(name, "There is no such emotion.",
                    near is null ? $"The emotions are: {string.Join(", ", EmotionChannels.All)}." : $"Did you mean '{near}'?");
            }
            if (!(strength >= 0 && strength <= 1))
                throw InferenceIssues.BadEmotion(name, "The strength of an emotion lies between 0 and 1.", $"Write for example {name}=0.6.");
            vector[index] = strength;
        }
        return vector;
    }
}
