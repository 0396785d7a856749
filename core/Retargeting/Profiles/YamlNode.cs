namespace Audio2Face.Modkit.Retargeting;

/// <summary>One node of a profile's text and where it stands, both counted from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>Name of the file it stands in: a profile and its local overrides are bound as one tree.</summary>
    public string File { get; init; } = "";
}

/// <summary>A text. Only a plain one, without quotes, may be a number.</summary>
internal sealed record YamlScalar(string Text, bool IsPlain, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>Whether nothing was written: <c>key:</c> or <c>key: ""</c>.</summary>
    public bool IsEmpty => Text.Length == 0;
}

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>The value of a key, or null.</summary>
    public YamlNode? Find(string key)
    {
        foreach (YamlEntry entry in Entries)
        {
            if (entry.Key.Text == key) return entry.Value;
        }
        return null;
    }

    /// <summary>The text of a key, or an empty one when it has none.</summary>
    public string TextOf(string key) => Find(key) is YamlScalar scalar ? scalar.Text : "";
}

internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
