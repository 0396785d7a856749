using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The emotions a network takes, in its own order: model contract, section 8.1.</summary>
internal sealed class ExplicitEmotions
{
    private readonly string[] _names;
    private readonly float[] _unset;

    /// <param name="info"><c>network_info.json</c>.</param>
    /// <param name="key">The list of names among its parameters.</param>
    /// <exception cref="ModkitException">MOD02: a list is missing, or the two differ in length.</exception>
    public ExplicitEmotions(BundleJson info, string key)
    {
        BundleJson parameters = info.Child("params");
        _names = parameters.Texts(key);
        _unset = parameters.Has("default_emotion") ? parameters.Singles("default_emotion") : new float[_names.Length];
        if (_names.Length is 0 or > 1_000 || _unset.Length != _names.Length)
            throw info.Broken($"'default_emotion' has {_unset.Length} numbers for the {_names.Length} emotions of '{key}'");
    }

    /// <summary>Numbers of an emotion.</summary>
    public int Count => _names.Length;

    /// <summary>What a network is given for the emotions a user asked for; its own default where the user asked for none.</summary>
    /// <param name="wanted">In the order of <see cref="EmotionChannels.All"/>.</param>
    public float[] Arrange(float[] wanted)
    {
        if (wanted.AsSpan().IndexOfAnyExcept(0f) < 0) return _unset;
        float[] arranged = new float[_names.Length];
        for (int i = 0; i < arranged.Length; i++)
        {
            int index = EmotionChannels.IndexOf(_names[i]);
            if (index >= 0) arranged[i] = wanted[index];
        }
        return arranged;
    }
}
