using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>Keys of emotions for tests.</summary>
internal static class EmotionTracks
{
    /// <summary>Joy and nothing else.</summary>
    public static EmotionKey Joy(double timeSeconds, float strength) => Key(timeSeconds, ("joy", strength));

    public static EmotionKey Key(double timeSeconds, params (string Name, float Strength)[] emotions)
    {
        float[] strengths = new float[EmotionChannels.All.Count];
        foreach ((string name, float strength) in emotions) strengths[EmotionChannels.IndexOf(name)] = strength;
        return new EmotionKey(timeSeconds, strengths);
    }
}
