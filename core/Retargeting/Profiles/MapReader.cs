using System.Globalization;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Takes known keys out of one map, checking each, and in the end names the keys nobody took.</summary>
internal sealed class MapReader(YamlMap map, string where, ProfileIssueList issues)
{
    private readonly List<string> _known = [];

    public YamlMap Map => map;

    /// <summary>The value of a key, or null when it is absent or empty; a required one is reported then.</summary>
    public YamlNode? Take(string key, bool required = false)
    {
        _known.Add(key);
        foreach (YamlEntry entry in map.Entries)
        {
            if (entry.Key.Text != key) continue;
            if (entry.Value is not YamlScalar { IsEmpty: true }) return entry.Value;
            issues.Add(entry.Key, place => ProfileIssues.WrongKind(place, Name(key), "a value"));
            return null;
        }
        if (required) issues.Add(map, place => ProfileIssues.Missing(place, where, key));
        return null;
    }

    /// <summary>A one-line text, or an empty one.</summary>
    public string Text(string key, int longest, bool required = false) =>
        Take(key, required) is { } node ? Text(node, Name(key), longest) : "";

    /// <summary>A text that follows a rule, or an empty one.</summary>
    public string Text(string key, Func<string, bool> follows, string rule, bool required = false)
    {
        YamlNode? node = Take(key, required);
        if (node is null) return "";
        string text = Text(node, Name(key), int.MaxValue);
        if (text.Length == 0 || follows(text)) return text;
        issues.Add(node, place => ProfileIssues.BadText(place, Name(key), text, rule));
        return "";
    }

    /// <summary>A finite number in a range, or null when absent or wrong.</summary>
    public double? Number(string key, double lowest, double highest, bool required = false) =>
        Take(key, required) is { } node ? Number(node, Name(key), lowest, highest) : null;

    /// <summary>A whole number in a range, or null when absent or wrong.</summary>
    public int? Integer(string key, int lowest, int highest, bool required = false)
    {
        YamlNode? node = Take(key, required);
        if (node is null || Number(node, Name(key), lowest, highest) is not { } number) return null;
        if (number == Math.Floor(number)) return (int)number;
        issues.Add(node, place => ProfileIssues.WrongKind(place, Name(key), "a whole number"));
        return null;
    }

    /// <summary>A map, or null when absent or wrong.</summary>
    public YamlMap? MapOf(string key, bool required = false) => KindOf<YamlMap>(key, "a map of 'key: value'", required);

    /// <summary>A list, or null when absent or wrong.</summary>
    public YamlList? ListOf(string key, int most, bool required = false)
    {
        YamlList? list = KindOf<YamlList>(key, "a list", required);
        if (list is null || list.Items.Count <= most) return list;
        issues.Add(list, place => ProfileIssues.TooMany(place, $"entries in {Name(key)}", list.Items.Count, most));
        return null;
    }

    /// <summary>Reports every key that was not taken.</summary>
    public void Finish()
    {
        foreach (YamlEntry entry in map.Entries)
        {
            if (!_known.Contains(entry.Key.Text, StringComparer.Ordinal))
                issues.Add(entry.Key, place => ProfileIssues.UnknownKey(place, where, entry.Key.Text, _known));
        }
    }

    /// <summary>A printable one-line text, or an empty one after a report.</summary>
    public string Text(YamlNode node, string what, int longest)
    {
        if (node is not YamlScalar scalar)
        {
            issues.Add(node, place => ProfileIssues.WrongKind(place, what, "a text"));
            return "";
        }
        if (scalar.Text.Length <= longest && scalar.Text.All(PrintableText.IsPrintable)) return scalar.Text;
        string rule = longest == int.MaxValue
            ? "one line of printable characters"
            : string.Create(CultureInfo.InvariantCulture, $"one line of at most {longest} printable characters");
        issues.Add(node, place => ProfileIssues.BadText(place, what, scalar.Text, rule));
        return "";
    }

    /// <summary>A finite number in a range, to six decimals as the canonical form keeps it, or null after a report.</summary>
    public double? Number(YamlNode node, string what, double lowest, double highest)
    {
        if (node is not YamlScalar scalar)
        {
            issues.Add(node, place => ProfileIssues.WrongKind(place, what, "a number"));
            return null;
        }
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!scalar.IsPlain || !double.TryParse(scalar.Text, style, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            issues.Add(node, place => ProfileIssues.NotANumber(place, what, scalar.Text));
            return null;
        }
        if (value >= lowest && value <= highest) return CanonicalNumber.Round(value);
        issues.Add(node, place => ProfileIssues.OutOfRange(place, what, value, lowest, highest));
        return null;
    }

    private T? KindOf<T>(string key, string expected, bool required) where T : YamlNode
    {
        YamlNode? node = Take(key, required);
        if (node is null or T) return node as T;
        issues.Add(node, place => ProfileIssues.WrongKind(place, Name(key), expected));
        return null;
    }

    private string Name(string key) => $"'{key}' of {where}";
}
