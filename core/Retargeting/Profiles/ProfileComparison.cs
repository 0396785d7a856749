namespace Audio2Face.Modkit.Retargeting;

/// <summary>Compares profiles by what they mean: order of keys, spelling and defaults that are written out do not count.</summary>
public static class ProfileComparison
{
    private const string NameKey = "name";

    /// <summary>What differs, in the order of the canonical form.</summary>
    /// <param name="before">Canonical text of the first profile.</param>
    /// <param name="after">Canonical text of the second.</param>
    public static IReadOnlyList<ProfileDifference> Compare(string before, string after)
    {
        List<ProfileDifference> differences = [];
        CompareMaps("", Tree(before), Tree(after), ProfileShape.Root, differences);
        return differences;
    }

    private static YamlMap Tree(string canonical) => ProfileReader.ReadTree(canonical, new ProfileIssueList(""))!;

    private static void CompareNodes(string place, YamlNode? before, YamlNode? after, Shape shape, List<ProfileDifference> differences)
    {
        IReadOnlyList<Shape> options = shape is ChoiceShape choice ? choice.Options : [shape];
        MapShape? item = options.OfType<ListShape>().Select(list => list.Item).OfType<MapShape>().FirstOrDefault();
        if (item?.Find("of") is not null) (before, after) = (AsMap(before), AsMap(after));

        if (before is YamlMap mapBefore && after is YamlMap mapAfter)
            CompareMaps(place, mapBefore, mapAfter, options.OfType<MapShape>().FirstOrDefault(), differences);
        else if (item?.Find(NameKey) is not null && (before, after) is (YamlList, _) or (_, YamlList) && before is not null && after is not null)
            CompareNamed(place, LocalOverrides.ChannelsOf(before), LocalOverrides.ChannelsOf(after), item, differences);
        else if (before is YamlList listBefore && after is YamlList listAfter && item is not null)
            CompareItems(place, listBefore, listAfter, differences);
        else if (Text(before) != Text(after))
            differences.Add(new ProfileDifference(place, Text(before), Text(after)));
    }

    private static void CompareMaps(string place, YamlMap before, YamlMap after, MapShape? shape, List<ProfileDifference> differences)
    {
        foreach (string key in before.Entries.Concat(after.Entries).Select(entry => entry.Key.Text).Distinct().OrderBy(key => Rank(shape, key)))
        {
            ShapeField? field = shape?.Find(key);
            YamlNode? own = before.Find(key), other = after.Find(key);
            bool isDefault = field?.Default is { } usual && (Text(own) ?? usual) == usual && (Text(other) ?? usual) == usual;
            if (!isDefault) CompareNodes(place.Length == 0 ? key : $"{place}.{key}", own, other, field?.Shape ?? new AnyShape(), differences);
        }
    }

    /// <summary>Lists whose items go by a name.</summary>
    private static void CompareNamed(string place, IReadOnlyList<YamlNode> before, IReadOnlyList<YamlNode> after, Shape item, List<ProfileDifference> differences)
    {
        Dictionary<string, YamlNode> own = before.ToDictionary(Name), others = after.ToDictionary(Name);
        foreach ((string name, YamlNode node) in own) CompareNodes($"{place}.{name}", node, others.GetValueOrDefault(name), item, differences);
        foreach ((string name, YamlNode node) in others)
        {
            if (!own.ContainsKey(name)) differences.Add(new ProfileDifference($"{place}.{name}", null, Text(node)));
        }
        string[] kept = [.. own.Keys.Where(others.ContainsKey)], reordered = [.. others.Keys.Where(own.ContainsKey)];
        if (!kept.SequenceEqual(reordered))
            differences.Add(new ProfileDifference($"{place} (order)", string.Join(", ", kept), string.Join(", ", reordered)));
    }

    /// <summary>Lists of maps without names: whole items come and go.</summary>
    private static void CompareItems(string place, YamlList before, YamlList after, List<ProfileDifference> differences)
    {
        List<string> own = [.. before.Items.Select(item => Text(item)!)], others = [.. after.Items.Select(item => Text(item)!)];
        int count = differences.Count;
        List<string> left = [.. others];
        differences.AddRange(own.Where(text => !left.Remove(text)).Select(text => new ProfileDifference(place, text, null)));
        left = [.. own];
        differences.AddRange(others.Where(text => !left.Remove(text)).Select(text => new ProfileDifference(place, null, text)));
        if (differences.Count == count && !own.SequenceEqual(others))
            differences.Add(new ProfileDifference($"{place} (order)", string.Join(", ", own), string.Join(", ", others)));
    }

    /// <summary>A list of terms that is as simple as a map, as a map.</summary>
    private static YamlNode? AsMap(YamlNode? node)
    {
        if (node is not YamlList list || list.Items.Any(item => item is not YamlMap map || map.Find("when") is not null)) return node;
        YamlEntry[] entries = [.. list.Items.Cast<YamlMap>().Select(term => new YamlEntry((YamlScalar)term.Find("of")!, term.Find("weight") ?? new YamlScalar("1", true, 0, 0)))];
        return entries.DistinctBy(entry => entry.Key.Text).Count() == entries.Length
            ? new YamlMap([.. entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)], list.Line, list.Column) : node;
    }

    private static int Rank(MapShape? shape, string key)
    {
        for (int i = 0; i < (shape?.Fields.Count ?? 0); i++)
        {
            if (shape!.Fields[i].Key == key) return i;
        }
        return int.MaxValue;
    }

    private static string Name(YamlNode node) => ((YamlMap)node).TextOf(NameKey);

    private static string? Text(YamlNode? node) => node is null ? null : YamlTextWriter.WriteInline(node);
}
