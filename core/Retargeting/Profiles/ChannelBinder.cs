using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads 'channels': a list, or the word for a rig that has the ARKit channels themselves.</summary>
internal static class ChannelBinder
{
    private const string ArkitGroup = "arkit", ArkitTongueGroup = "arkit-tongue";
    private const int LongestName = 128;

    /// <summary>Beyond this a number is a mistake.</summary>
    private const double LargestNumber = 1e6;

    public static IReadOnlyList<ProfileChannel> Bind(MapReader profile, ProfileIssueList issues)
    {
        YamlNode? node = profile.Take("channels", required: true);
        switch (node)
        {
            case null:
                return [];
            case YamlScalar { Text: ArkitGroup }:
                return [.. ArkitChannels.Face.Select(Identity)];
            case YamlScalar { Text: ArkitTongueGroup }:
                return [.. ArkitChannels.All.Select(Identity)];
            case YamlScalar word:
                issues.Add(word, place => ProfileIssues.UnknownName(place, "group of channels", word.Text, [ArkitGroup, ArkitTongueGroup]));
                return [];
            case YamlList { Items.Count: > 0 and <= Limits.ProfileChannels } list:
                return BindList(list, issues);
            case YamlList { Items.Count: > 0 } list:
                issues.Add(list, place => ProfileIssues.TooMany(place, "channels", list.Items.Count, Limits.ProfileChannels));
                return [];
            default:
                issues.Add(node, place => ProfileIssues.WrongKind(place, "'channels'", $"a list of channels, '{ArkitGroup}' or '{ArkitTongueGroup}'"));
                return [];
        }
    }

    private static ProfileChannel Identity(string name) =>
        new() { Rig = new RigChannel(name), Terms = [new ProfileTerm(name, 1)] };

    private static List<ProfileChannel> BindList(YamlList list, ProfileIssueList issues)
    {
        List<ProfileChannel> channels = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (YamlNode item in list.Items)
        {
            if (issues.IsFull) break;
            if (item is not YamlMap map)
            {
                issues.Add(item, place => ProfileIssues.WrongKind(place, "a channel", "a map such as {name: Jaw, sources: {jawOpen: 1}}"));
                continue;
            }
            ProfileChannel channel = BindChannel(map, issues);
            channels.Add(channel);
            if (channel.Rig.Name.Length > 0 && !names.Add(channel.Rig.Name))
                issues.Add(map, place => ProfileIssues.DuplicateChannel(place, channel.Rig.Name));
        }
        return channels;
    }

    private static ProfileChannel BindChannel(YamlMap map, ProfileIssueList issues)
    {
        MapReader reader = new(map, "a channel", issues);
        string name = reader.Text("name", LongestName, required: true);
        IReadOnlyList<ProfileTerm> terms = TermBinder.BindTerms(reader, issues);
        TermMix mix = TermBinder.BindMix(reader, issues);
        IReadOnlyList<ResponsePoint> curve = TermBinder.BindCurve(reader, issues);
        double gain = Number(reader, "gain") ?? 1;
        double minimum = Number(reader, "min") ?? 0;
        double maximum = Number(reader, "max") ?? 1;
        double? offset = Number(reader, "offset");
        double? rest = Number(reader, "rest");
        reader.Finish();

        // Whichever of the two is written speaks for the other: a face at rest puts the channel at its rest value.
        double usedRest = rest ?? Math.Clamp(offset ?? 0, minimum, Math.Max(minimum, maximum));
        if (minimum >= maximum) issues.Add(map, place => ProfileIssues.BadRange(place, name, "'min' is not below 'max'"));
        else if (usedRest < minimum || usedRest > maximum) issues.Add(map, place => ProfileIssues.BadRange(place, name, "'rest' is outside it"));
        return new ProfileChannel
        {
            Rig = new RigChannel(name, (float)minimum, (float)maximum, (float)usedRest),
            Terms = terms,
            Mix = mix,
            Curve = curve,
            Gain = (float)gain,
            Offset = (float)(offset ?? usedRest),
        };
    }

    private static double? Number(MapReader reader, string key) => reader.Number(key, -LargestNumber, LargestNumber);
}
