using System.Collections.Frozen;
using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>The names one family of characters uses, and what moves them.</summary>
internal sealed class NameVocabulary
{
    private static readonly string[] _needASide = ["jaw", "mouth"];

    private readonly FrozenDictionary<string, string> _sourcesByKey;

    /// <param name="title">For the reason.</param>
    /// <param name="isArkit">Whether its names are poses of the face rather than sounds and moods.</param>
    /// <param name="entries">
    /// Key and sources, such as <c>ou = mouth.OO 1</c> or <c>blink = eyeBlink* 1</c>; a star stands for the side the name tells, or for both.
    /// Without sources the name is known, and nothing in speech moves it.
    /// </param>
    private NameVocabulary(string title, bool isArkit, IEnumerable<KeyValuePair<string, string>> entries)
    {
        Title = title;
        IsArkit = isArkit;
        _sourcesByKey = entries.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Title { get; }

    public bool IsArkit { get; }

    /// <summary>ARKit's own names in any case, with sides as the face has them or as suffixes.</summary>
    public static NameVocabulary Arkit { get; } = new("ARKit", isArkit: true,
        ArkitChannels.All.Select(name => KeyValuePair.Create(name.ToLowerInvariant(), name + " 1"))
            .Concat(ArkitChannels.Face.Where(name => ArkitChannels.Mirror(name) != name && name.EndsWith("Left", StringComparison.Ordinal))
                .Select(name => KeyValuePair.Create(name[..^4].ToLowerInvariant(), name[..^4] + "* 1"))));

    /// <summary>A vocabulary from lines 'key other-key = sources'.</summary>
    public static NameVocabulary Parse(string title, bool isArkit, string text) => new(title, isArkit,
        from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let mark = line.IndexOf('=', StringComparison.Ordinal)
        from key in line[..mark].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select KeyValuePair.Create(key, line[(mark + 1)..].Trim()));

    /// <summary>What moves a morph of this name, or null when the name is not known.</summary>
    public IReadOnlyList<ProposedSource>? Find(MorphName name)
    {
        if (!_sourcesByKey.TryGetValue(name.Key, out string? sources)) return null;
        if (name.Side == 0 && _needASide.Contains(name.Key)) return null;
        List<ProposedSource> found = [];
        string[] words = sources.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            double weight = double.Parse(words[i + 1], CultureInfo.InvariantCulture);
            if (!words[i].EndsWith('*')) found.Add(new ProposedSource(words[i], weight));
            else if (name.Side != 0) found.Add(new ProposedSource(words[i][..^1] + (name.Side > 0 ? "Left" : "Right"), weight));
            else found.AddRange([new(words[i][..^1] + "Left", weight / 2), new(words[i][..^1] + "Right", weight / 2)]);
        }
        return found;
    }
}
