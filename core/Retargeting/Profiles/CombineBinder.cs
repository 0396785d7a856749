namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads 'combine': each rule names what it does, the channel it changes and the channel that one gives way to.</summary>
internal static class CombineBinder
{
    private const int LongestName = 128;
    private const double LargestAmount = 4;

    public static IReadOnlyList<CombineRule> Bind(YamlList? list, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        List<CombineRule> rules = [];
        foreach (YamlNode item in list?.Items ?? [])
        {
            if (item is YamlMap map)
            {
                if (BindRule(map, channels, issues) is { } rule) rules.Add(rule);
            }
            else
            {
                issues.Add(item, place => ProfileIssues.WrongKind(place, "a combine rule", "a map such as {reduce: Jaw, by: Closed}"));
            }
        }
        return rules;
    }

    private static CombineRule? BindRule(YamlMap map, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        MapReader reader = new(map, "a combine rule", issues);
        YamlNode? reduce = reader.Take("reduce");
        YamlNode? fade = reader.Take("fade");
        YamlNode? by = reader.Take("by", required: true);
        double amount = reader.Number("amount", 0, LargestAmount) ?? 1;
        reader.Finish();
        if (reduce is null == fade is null)
        {
            issues.Add(map, place => ProfileIssues.WrongKind(place, "a combine rule", "either 'reduce: channel' or 'fade: channel'"));
            return null;
        }
        if (by is null) return null;
        int channel = IndexOf(reader, (reduce ?? fade)!, channels, issues);
        int other = IndexOf(reader, by, channels, issues);
        if (channel < 0 || other < 0) return null;
        if (channel == other) issues.Add(by, place => ProfileIssues.SelfCombine(place, channels[channel].Rig.Name));
        return new CombineRule(reduce is null ? CombineOperation.Fade : CombineOperation.Reduce, channel, other, (float)amount);
    }

    private static int IndexOf(MapReader reader, YamlNode node, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        string name = reader.Text(node, "a channel of a combine rule", LongestName);
        if (name.Length == 0) return -1;
        for (int i = 0; i < channels.Count; i++)
        {
            if (channels[i].Rig.Name == name) return i;
        }
        issues.Add(node, place => ProfileIssues.UnknownName(place, "channel of this profile", name, channels.Select(c => c.Rig.Name)));
        return -1;
    }
}
