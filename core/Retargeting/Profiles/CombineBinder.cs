namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads 'combine': each rule names what it does, the channels it changes and what they depend on.</summary>
internal sealed class CombineBinder
{
    private const int LongestName = 128;
    private const double LargestAmount = 4, LargestSum = 64, LargestNumber = 1e6, SmallestNumber = 1e-6;
    private const double DefaultShareOfOthers = 0.5, DefaultMostScale = 1.2;

    private static readonly IReadOnlyList<string> _operations = ["reduce", "fade", "limit", "lead", "match"];

    private readonly IReadOnlyList<ProfileChannel> _channels;
    private readonly ProfileIssueList _issues;

    private CombineBinder(IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues) => (_channels, _issues) = (channels, issues);

    public static IReadOnlyList<CombineRule> Bind(YamlList? list, IReadOnlyList<ProfileChannel> channels, ProfileIssueList issues)
    {
        CombineBinder binder = new(channels, issues);
        List<CombineRule> rules = [];
        foreach (YamlNode item in list?.Items ?? [])
        {
            if (item is YamlMap map)
            {
                if (binder.BindRule(map) is { } rule) rules.Add(rule);
            }
            else
            {
                issues.Add(item, place => ProfileIssues.WrongKind(place, "a combine rule", "a map such as {reduce: Jaw, by: Closed}"));
            }
        }
        return rules;
    }

    private CombineRule? BindRule(YamlMap map)
    {
        MapReader reader = new(map, "a combine rule", _issues);
        YamlNode?[] operands = [.. _operations.Select(operation => reader.Take(operation))];
        if (operands.Count(operand => operand is not null) != 1)
        {
            _issues.Add(map, place => ProfileIssues.WrongKind(place, "a combine rule", "one of 'reduce: channel', 'fade: channel', 'limit: [channels]', 'lead: [channels]', 'match: source'"));
            return null;
        }
        CombineOperation operation = (CombineOperation)Array.FindIndex(operands, operand => operand is not null);
        YamlNode operand = operands[(int)operation]!;
        CombineRule? rule = operation switch
        {
            CombineOperation.Limit => BindGroup(operation, operand, reader, (float)(reader.Number("to", 0, LargestSum) ?? 1)),
            CombineOperation.Lead => BindGroup(operation, operand, reader, (float)(reader.Number("others", 0, 1) ?? DefaultShareOfOthers)),
            CombineOperation.Match => BindMatch(operand, reader),
            _ => BindGivingWay(operation, operand, reader),
        };
        reader.Finish();
        return rule;
    }

    private CombineRule? BindGivingWay(CombineOperation operation, YamlNode operand, MapReader reader)
    {
        YamlNode? by = reader.Take("by", required: true);
        double amount = reader.Number("amount", 0, LargestAmount) ?? 1;
        if (by is null) return null;
        int channel = IndexOf(reader, operand);
        int other = IndexOf(reader, by);
        if (channel < 0 || other < 0) return null;
        if (channel == other) _issues.Add(by, place => ProfileIssues.SelfCombine(place, _channels[channel].Rig.Name));
        return new CombineRule(operation, [channel], (float)amount) { By = other };
    }

    private CombineRule? BindGroup(CombineOperation operation, YamlNode operand, MapReader reader, float amount)
    {
        if (operand is not YamlList { Items.Count: > 0 } list)
        {
            _issues.Add(operand, place => ProfileIssues.WrongKind(place, "the group of a combine rule", "a list of channels such as [A, I, U]"));
            return null;
        }
        List<int> group = [];
        foreach (YamlNode item in list.Items) AddTo(group, reader, item);
        return group.Count == list.Items.Count ? new CombineRule(operation, group, amount) : null;
    }

    private CombineRule? BindMatch(YamlNode operand, MapReader reader)
    {
        double most = reader.Number("most", 0, LargestAmount) ?? DefaultMostScale;
        YamlMap? with = reader.MapOf("with", required: true);
        string name = reader.Text(operand, "'match' of a combine rule", LongestName);
        string? source = name.Length == 0 ? null : TermBinder.Source(operand, name, _issues);
        if (with is null || source is null) return null;
        if (with.Entries.Count == 0) _issues.Add(with, place => ProfileIssues.WrongKind(place, "'with' of a combine rule", "a map of 'channel: number'"));
        List<int> group = [];
        List<float> numbers = [];
        foreach (YamlEntry entry in with.Entries)
        {
            double? number = reader.Number(entry.Value, $"the number of '{PrintableText.Show(entry.Key.Text)}'", SmallestNumber, LargestNumber);
            AddTo(group, reader, entry.Key);
            numbers.Add((float)(number ?? 1));
        }
        return group.Count == numbers.Count ? new CombineRule(CombineOperation.Match, group, (float)most) { Source = source, Numbers = numbers } : null;
    }

    /// <summary>Adds a channel to a group, once, or reports why not.</summary>
    private void AddTo(List<int> group, MapReader reader, YamlNode node)
    {
        int channel = IndexOf(reader, node);
        if (channel < 0) return;
        if (group.Contains(channel)) _issues.Add(node, place => ProfileIssues.DuplicateKey(place, _channels[channel].Rig.Name));
        else group.Add(channel);
    }

    private int IndexOf(MapReader reader, YamlNode node)
    {
        string name = reader.Text(node, "a channel of a combine rule", LongestName);
        if (name.Length == 0) return -1;
        for (int i = 0; i < _channels.Count; i++)
        {
            if (_channels[i].Rig.Name == name) return i;
        }
        _issues.Add(node, place => ProfileIssues.UnknownName(place, "channel of this profile", name, _channels.Select(channel => channel.Rig.Name)));
        return -1;
    }
}
