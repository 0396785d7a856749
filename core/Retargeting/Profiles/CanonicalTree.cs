namespace Audio2Face.Modkit.Retargeting;

/// <summary>Brings a profile's tree into its one order and spelling, by the table of <see cref="ProfileShape"/>.</summary>
/// <remarks>Works on any tree, so that a profile with mistakes can be looked at too; what the table does not know is kept behind what it knows.</remarks>
internal static class CanonicalTree
{
    public static YamlMap Of(YamlMap root) => (YamlMap)Of(root, ProfileShape.Root);

    private static YamlNode Of(YamlNode node, Shape shape) => (node, shape) switch
    {
        (_, ChoiceShape choice) => Of(node, choice.Options.FirstOrDefault(option => Fits(node, option)) ?? new AnyShape()),
        (YamlScalar scalar, NumberShape) => scalar with { Text = CanonicalNumber.Write(scalar.Text) },
        (YamlScalar scalar, TextShape text) => scalar with { Text = text.IsClosed ? Spell(scalar.Text, text.Known) : scalar.Text, IsPlain = false },
        (YamlList list, ListShape of) => list with { Items = [.. list.Items.Select(item => Of(item, of.Item))] },
        (YamlList list, AnyShape) => list with { Items = [.. list.Items.Select(item => Of(item, shape))] },
        (YamlMap map, MapShape fields) => map with { Entries = InOrder(map, fields) },
        (YamlMap map, NamedShape named) => map with
        {
            Entries = [.. map.Entries.Select(entry => new YamlEntry(Name(Spell(entry.Key.Text, named.Known), entry.Key), Of(entry.Value, named.Value)))
                .OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)],
        },
        (YamlMap map, AnyShape) => map with
        {
            Entries = [.. map.Entries.Select(entry => new YamlEntry(entry.Key, Of(entry.Value, shape))).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)],
        },
        (YamlScalar, _) => node,
        _ => Of(node, new AnyShape()),
    };

    private static List<YamlEntry> InOrder(YamlMap map, MapShape shape)
    {
        List<YamlEntry> entries = [];
        foreach (ShapeField field in shape.Fields)
        {
            if (map.Find(field.Key) is { } value) entries.Add(new YamlEntry(new YamlScalar(field.Key, true, value.Line, value.Column), Of(value, field.Shape)));
        }
        entries.AddRange(map.Entries.Where(entry => shape.Find(entry.Key.Text) is null).OrderBy(entry => entry.Key.Text, StringComparer.Ordinal)
            .Select(entry => new YamlEntry(entry.Key, Of(entry.Value, new AnyShape()))));
        return entries;
    }

    private static bool Fits(YamlNode node, Shape shape) => (node, shape) is (YamlScalar, TextShape or NumberShape) or (YamlList, ListShape) or (YamlMap, MapShape or NamedShape);

    private static YamlScalar Name(string text, YamlScalar key) => key with { Text = text, IsPlain = false };

    /// <summary>A known name in its own spelling, whatever its letter case; other names as they are.</summary>
    private static string Spell(string text, IReadOnlyList<string> known)
    {
        foreach (string name in known)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) return name;
        }
        return text;
    }
}
