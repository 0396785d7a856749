namespace Audio2Face.Modkit.Abstractions;

/// <summary>The ten emotions of Audio2Face-3D, in the order of its explicit emotion vector. All zero is neutral.</summary>
public static class EmotionChannels
{
    /// <summary>The ten names in vector order; each has a strength of 0..1 and several may be active.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["amazement", "anger", "cheekiness", "disgust", "fear", "grief", "joy", "outofbreath", "pain", "sadness"];

    /// <summary>The place of an emotion in <see cref="All"/>, or -1 when the name is unknown. Case does not matter.</summary>
    public static int IndexOf(string name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
