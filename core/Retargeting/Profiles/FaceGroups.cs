using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Words for regions of the face that rigs often lack as a whole, for 'unsupported'.</summary>
internal static class FaceGroups
{
    /// <summary>Each word and its ARKit channels; <c>tongue</c> is the 16 tongue channels without tongueOut, which is one of the 52.</summary>
    public static IReadOnlyList<(string Word, IReadOnlyList<string> Channels)> All { get; } =
    [
        ("eyes", Beginning("eye")),
        ("brows", Beginning("brow")),
        ("cheeks", Beginning("cheek")),
        ("nose", Beginning("nose")),
        ("tongue", ArkitChannels.Tongue),
    ];

    /// <summary>All words and all channels: what an entry of 'unsupported' may be.</summary>
    public static IReadOnlyList<string> WordsAndChannels { get; } = [.. All.Select(group => group.Word), .. ArkitChannels.All];

    /// <summary>The channels of a word, or of a channel's name in any case; null for others.</summary>
    public static IReadOnlyList<string>? Find(string name)
    {
        foreach ((string word, IReadOnlyList<string> channels) in All)
        {
            if (word == name) return channels;
        }
        return ArkitChannels.IndexOf(name) is >= 0 and int index ? [ArkitChannels.All[index]] : null;
    }

    /// <summary>The shortest list that means the same: a word where all of its channels are named.</summary>
    public static IReadOnlyList<string> Shorten(IEnumerable<string> channels)
    {
        List<string> names = [.. channels];
        foreach ((string word, IReadOnlyList<string> group) in All)
        {
            if (!group.All(names.Contains)) continue;
            int place = names.IndexOf(group[0]);
            names.Insert(place, word);
            names.RemoveAll(group.Contains);
        }
        return names;
    }

    private static string[] Beginning(string prefix) => [.. ArkitChannels.Face.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
}
