using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Lays a user's <c>name.local.yaml</c> over the shared profile: maps key by key, channels by name, everything else whole.</summary>
internal static class LocalOverrides
{
    /// <summary>What makes the shared file itself; 'schema' may be repeated.</summary>
    private static readonly string[] _fixed = ["id", "version", "based_on", "changelog", "expect"];

    public static YamlMap Merge(YamlMap shared, YamlMap local, ProfileIssueList issues)
    {
        foreach (YamlEntry entry in local.Entries.Where(entry => _fixed.Contains(entry.Key.Text, StringComparer.Ordinal)))
            issues.Add(entry.Key, place => ProfileIssues.NotOverridable(place, entry.Key.Text));
        // What the shared file promises holds for the shared file alone.
        YamlMap kept = shared with { Entries = [.. shared.Entries.Where(entry => entry.Key.Text != "expect")] };
        return MergeMaps(kept, local, (key, mine, theirs) => key == "channels" ? MergeChannels(mine, theirs, issues) : Merge(mine, theirs));
    }

    private static YamlNode Merge(YamlNode shared, YamlNode local) =>
        shared is YamlMap mine && local is YamlMap theirs ? MergeMaps(mine, theirs, (_, a, b) => Merge(a, b)) : local;

    private static YamlMap MergeMaps(YamlMap shared, YamlMap local, Func<string, YamlNode, YamlNode, YamlNode> merge)
    {
        List<YamlEntry> entries = [];
        foreach (YamlEntry entry in shared.Entries)
            entries.Add(local.Find(entry.Key.Text) is { } own ? entry with { Value = merge(entry.Key.Text, entry.Value, own) } : entry);
        entries.AddRange(local.Entries.Where(entry => shared.Find(entry.Key.Text) is null));
        return shared with { Entries = entries };
    }

    private static YamlNode MergeChannels(YamlNode shared, YamlNode local, ProfileIssueList issues)
    {
        if (local is not YamlList overrides) return local;
        List<YamlNode> channels = [.. ChannelsOf(shared)];
        List<string> names = channels.ConvertAll(NameOf);
        foreach (YamlNode item in overrides.Items)
        {
            int index = names.IndexOf(NameOf(item));
            if (index >= 0) channels[index] = Merge(channels[index], item);
            else issues.Add(item, place => ProfileIssues.UnknownName(place, "channel of the shared profile", NameOf(item), names));
        }
        return new YamlList(channels, shared.Line, shared.Column) { File = shared.File };
    }

    /// <summary>The items of a valid profile's 'channels', also when it is a word.</summary>
    public static IReadOnlyList<YamlNode> ChannelsOf(YamlNode channels) => channels is YamlList list ? list.Items : [.. Expand(channels)];

    /// <summary>The channels that a word such as 'arkit' stands for.</summary>
    private static IEnumerable<YamlNode> Expand(YamlNode word)
    {
        YamlScalar Text(string text) => new(text, true, word.Line, word.Column) { File = word.File };
        YamlMap Map(params YamlEntry[] entries) => new(entries, word.Line, word.Column) { File = word.File };
        IReadOnlyList<string> names = word is YamlScalar { Text: "arkit" } ? ArkitChannels.Face : ArkitChannels.All;
        return names.Select(name => Map(new YamlEntry(Text("name"), Text(name)), new YamlEntry(Text("sources"), Map(new YamlEntry(Text(name), Text("1"))))));
    }

    private static string NameOf(YamlNode channel) => channel is YamlMap map ? map.TextOf("name") : "";
}
