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

    private const double LongestKeySeconds = 1e9;

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

    /// <summary>
    /// Constant strengths 0..1 by name of <see cref="EmotionChannels"/>; empty is neutral. With a model that hears emotions they are the preferred ones, which
    /// are mixed into what it hears.
    /// </summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = new Dictionary<string, float>();

    /// <summary>Emotions that change, in the order of time; when there are any, <see cref="Emotions"/> do not count.</summary>
    public IReadOnlyList<EmotionKey> EmotionKeys { get; init; } = [];

    /// <summary>
    /// What can be read of each frame beside its weights, where the model has it: NVIDIA's models do. Only <see cref="FaceDetail.Mesh"/> costs anything:
    /// without it no vertex moves that the weights do not need.
    /// </summary>
    public FaceDetail Detail { get; init; }

    /// <summary>
    /// Whether the eyeLook channels follow the eyes' rotation instead of what NVIDIA gives, which is 0: <c>docs/models.md</c> tells the scale. For models
    /// whose network turns the eyes.
    /// </summary>
    public bool EyeLook { get; init; }

    /// <summary>
    /// Seconds of sound worked on at once, above 0: frames come out this much (and the model's look-ahead) after their sound at
    /// the latest. Long blocks cost less; the frames are the same to 1e-6.
    /// </summary>
    public double BlockSeconds { get; init; } = 8;

    /// <summary>The emotions asked for, as keys in samples and in the order of <see cref="EmotionChannels.All"/>; none when nothing was asked for.</summary>
    /// <exception cref="ModkitException">MOD12: a name is unknown or a strength lies outside 0..1.</exception>
    internal IReadOnlyList<(long TimeSamples, float[] Strengths)> AskedEmotions()
    {
        if (EmotionKeys.Count > 0) return [.. EmotionKeys.Select(key => ((long)Math.Round(key.TimeSeconds * AudioClip.SampleRateHz), Checked(key)))];
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
            if (!IsStrength(strength)) throw BadStrength(name);
            vector[index] = strength;
        }
        return vector.AsSpan().IndexOfAnyExcept(0f) < 0 ? [] : [(0, vector)];
    }

    private static float[] Checked(EmotionKey key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Strengths.Count, EmotionChannels.All.Count);
        if (!(Math.Abs(key.TimeSeconds) <= LongestKeySeconds)) throw new ArgumentOutOfRangeException(nameof(key), key.TimeSeconds, "An emotion's time is no time of a clip.");
        for (int i = 0; i < key.Strengths.Count; i++)
        {
            if (!IsStrength(key.Strengths[i])) throw BadStrength(EmotionChannels.All[i]);
        }
        return [.. key.Strengths];
    }

    private static bool IsStrength(float strength) => strength >= 0 && strength <= 1;

    private static ModkitException BadStrength(string name) =>
        InferenceIssues.BadEmotion(name, "The strength of an emotion lies between 0 and 1.", $"Write for example {name}=0.6.");
}
