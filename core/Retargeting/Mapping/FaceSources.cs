using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Everything a profile may name as a source.</summary>
public static class FaceSources
{
    /// <summary>The ARKit channels, then the <see cref="MouthSources"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ArkitChannels.All, .. MouthSources.All];

    /// <summary>A source's name as it is spelled here, or null when there is none of this name. Case does not matter.</summary>
    public static string? Find(string name)
    {
        int arkit = ArkitChannels.IndexOf(name);
        if (arkit >= 0) return ArkitChannels.All[arkit];
        int mouth = MouthSources.IndexOf(name);
        return mouth >= 0 ? MouthSources.All[mouth] : null;
    }
}
