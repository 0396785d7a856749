using System.Collections.Frozen;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Emotion;

/// <summary>
/// What an emotion at full strength adds to a face that came from a blendshape model, which knows no emotions itself. Only shapes
/// that leave the lips together are used, so that p, b and m still close.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class EmotionOffsets
{
    /// <summary>Channel and weight per emotion; a name without side stands for both sides. Made by eye on our own head.</summary>
    private static readonly FrozenDictionary<string, (string Channel, float Weight)[]> _table = new Dictionary<string, (string Channel, float Weight)[]>
    {
        ["amazement"] = [("browInnerUp", 0.6f), ("browOuterUp", 0.7f), ("eyeWide", 0.6f)],
        ["anger"] = [("browDown", 0.8f), ("eyeSquint", 0.25f), ("noseSneer", 0.35f), ("mouthPress", 0.15f), ("mouthFrown", 0.2f), ("jawForward", 0.1f)],
        ["cheekiness"] = [("mouthSmileLeft", 0.45f), ("mouthSmileRight", 0.1f), ("mouthDimpleLeft", 0.3f), ("browOuterUpRight", 0.4f), ("cheekSquintLeft", 0.2f)],
        ["disgust"] = [("noseSneer", 0.7f), ("browDown", 0.35f), ("cheekSquint", 0.3f), ("eyeSquint", 0.3f), ("mouthFrown", 0.25f)],
        ["fear"] = [("browInnerUp", 0.8f), ("browOuterUp", 0.3f), ("eyeWide", 0.5f), ("mouthStretch", 0.25f)],
        ["grief"] = [("browInnerUp", 0.8f), ("eyeSquint", 0.35f), ("cheekSquint", 0.2f), ("mouthFrown", 0.5f)],
        ["joy"] = [("mouthSmile", 0.55f), ("cheekSquint", 0.45f), ("eyeSquint", 0.2f), ("mouthDimple", 0.15f), ("browOuterUp", 0.1f)],
        ["outofbreath"] = [("browInnerUp", 0.25f), ("eyeSquint", 0.1f), ("mouthFrown", 0.1f), ("noseSneer", 0.15f)],
        ["pain"] = [("browDown", 0.6f), ("browInnerUp", 0.35f), ("eyeSquint", 0.6f), ("cheekSquint", 0.5f), ("noseSneer", 0.3f), ("mouthStretch", 0.2f)],
        ["sadness"] = [("browInnerUp", 0.65f), ("mouthFrown", 0.45f), ("eyeLookDown", 0.15f), ("mouthShrugLower", 0.1f)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly (int Channel, float Weight)[][] _offsets;
    private readonly float[] _sum;

    /// <param name="channels">The face's channels.</param>
    public EmotionOffsets(IReadOnlyList<string> channels)
    {
        _sum = new float[channels.Count];
        _offsets = [.. EmotionChannels.All.Select(emotion => _table[emotion].SelectMany(offset => Find(channels, offset)).ToArray())];
    }

    /// <summary>The weights to add to a frame, one for each channel, until the next call.</summary>
    /// <param name="strengths">One per emotion of <see cref="EmotionChannels.All"/>, 0..1.</param>
    public ReadOnlySpan<float> Mix(ReadOnlySpan<float> strengths)
    {
        Array.Clear(_sum);
        for (int e = 0; e < strengths.Length; e++)
        {
            if (strengths[e] == 0) continue;
            foreach ((int channel, float weight) in _offsets[e]) _sum[channel] += strengths[e] * weight;
        }
        return _sum;
    }

    private static IEnumerable<(int, float)> Find(IReadOnlyList<string> channels, (string Channel, float Weight) offset)
    {
        for (int c = 0; c < channels.Count; c++)
        {
            if (channels[c] == offset.Channel || channels[c] == offset.Channel + "Left" || channels[c] == offset.Channel + "Right") yield return (c, offset.Weight);
        }
    }
}
