using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference.Bundles.Geometry;

/// <summary>The emotions a network takes, in its own order: model contract, section 8.1.</summary>
internal sealed class ExplicitEmotions
{
    private readonly string[] _names;
    private readonly float[] _unset;
    private readonly int[] _places;

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
        _places = [.. _names.Select(EmotionChannels.IndexOf)];
    }

    /// <summary>Numbers of an emotion.</summary>
    public int Count => _names.Length;

    /// <summary>What a network is given where the user asked for no emotion.</summary>
    public ReadOnlySpan<float> Default => _unset;

    /// <summary>Brings emotions into the network's order; those it does not know are left out.</summary>
    /// <param name="strengths">In the order of <see cref="EmotionChannels.All"/>.</param>
    /// <param name="arranged">Receives <see cref="Count"/> numbers.</param>
    public void Arrange(ReadOnlySpan<float> strengths, Span<float> arranged)
    {
        for (int i = 0; i < arranged.Length; i++) arranged[i] = _places[i] < 0 ? 0 : strengths[_places[i]];
    }
}
