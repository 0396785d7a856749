using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Writes a tree as YAML in one way: two blanks per level, LF, short things on one line, quotes only where they are needed.</summary>
internal static class YamlTextWriter
{
    /// <summary>A map or list is written on one line when the line is not longer than this.</summary>
    private const int LineWidth = 100;

    public static string Write(YamlMap root)
    {
        StringBuilder text = new();
        WriteEntries(text, root, indent: 0);
        return text.ToString();
    }

    /// <summary>Any node on one line, however long.</summary>
    public static string WriteInline(YamlNode node)
    {
        StringBuilder text = new();
        WriteFlow(text, node);
        return text.ToString();
    }

    private static void WriteEntries(StringBuilder text, YamlMap map, int indent, bool isFirstInPlace = false)
    {
        foreach (YamlEntry entry in map.Entries)
        {
            if (!isFirstInPlace) text.Append(' ', indent);
            isFirstInPlace = false;
            string key = Text(entry.Key);
            text.Append(key).Append(':');
            WriteValue(text, entry.Value, indent, taken: indent + key.Length + 2);
        }
    }

    /// <summary>What follows 'key:'.</summary>
    private static void WriteValue(StringBuilder text, YamlNode value, int indent, int taken)
    {
        if (OneLine(value, taken) is { } line) text.Append(' ').Append(line).Append('\n');
        else
        {
            text.Append('\n');
            WriteBlock(text, value, indent + 2);
        }
    }

    private static void WriteBlock(StringBuilder text, YamlNode node, int indent)
    {
        if (node is YamlMap map)
        {
            WriteEntries(text, map, indent);
            return;
        }
        foreach (YamlNode item in ((YamlList)node).Items)
        {
            text.Append(' ', indent).Append('-');
            if (OneLine(item, indent + 2) is { } line) text.Append(' ').Append(line).Append('\n');
            else if (item is YamlMap inner)
            {
                text.Append(' ');
                WriteEntries(text, inner, indent + 2, isFirstInPlace: true);
            }
            else
            {
                text.Append('\n');
                WriteBlock(text, item, indent + 2);
            }
        }
    }

    /// <summary>The node on one line, or null when it has to go below.</summary>
    private static string? OneLine(YamlNode node, int taken)
    {
        if (node is YamlScalar scalar) return Text(scalar);
        if (node is YamlMap { Entries.Count: 0 }) return "{}";
        if (node is YamlList { Items.Count: 0 }) return "[]";
        if (Depth(node) > 2 || node is YamlList list && list.Items.Any(item => item is YamlMap)) return null;
        StringBuilder line = new();
        WriteFlow(line, node);
        return taken + line.Length <= LineWidth ? line.ToString() : null;
    }

    private static void WriteFlow(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(Text(scalar));
                break;
            case YamlList list:
                text.Append('[');
                for (int i = 0; i < list.Items.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    WriteFlow(text, list.Items[i]);
                }
                text.Append(']');
                break;
            case YamlMap map:
                text.Append('{');
                for (int i = 0; i < map.Entries.Count; i++)
                {
                    if (i > 0) text.Append(", ");
                    text.Append(Text(map.Entries[i].Key)).Append(": ");
                    WriteFlow(text, map.Entries[i].Value);
                }
                text.Append('}');
                break;
        }
    }

    /// <summary>Levels of maps and lists, counted to three at most.</summary>
    private static int Depth(YamlNode node) => node switch
    {
        YamlList list => 1 + list.Items.Select(ShallowDepth).DefaultIfEmpty().Max(),
        YamlMap map => 1 + map.Entries.Select(entry => ShallowDepth(entry.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static int ShallowDepth(YamlNode node) => node switch
    {
        YamlList list => list.Items.Any(item => item is not YamlScalar) ? 2 : 1,
        YamlMap map => map.Entries.Any(entry => entry.Value is not YamlScalar) ? 2 : 1,
        _ => 0,
    };

    private static string Text(YamlScalar scalar) =>
        IsPlainText(scalar.Text) && (scalar.IsPlain || !MeansSomethingElse(scalar.Text)) ? scalar.Text : Quoted(scalar.Text);

    /// <summary>Whether a text can stand without quotes anywhere.</summary>
    private static bool IsPlainText(string text)
    {
        if (text.Length == 0 || text[^1] == ' ') return false;
        bool isNumberLike = text.Length > 1 && text[0] is '-' or '+' or '.' && (char.IsAsciiDigit(text[1]) || text[1] == '.');
        return (char.IsLetterOrDigit(text[0]) || isNumberLike)
            && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '/' or '+' or '(' or ')');
    }

    /// <summary>Whether YAML readers take a bare text for a number, a truth value or nothing.</summary>
    private static bool MeansSomethingElse(string text) =>
        char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiHexDigit(c) || c is '.' or '+' or '-' or '_' or 'x' or 'o' or 'X' or 'O') && !IsVersionLike(text)
        || text[0] is '-' or '+' or '.'
        || "true false yes no on off null y n nan inf".Split(' ').Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Two dots and more make no number: versions stay without quotes.</summary>
    private static bool IsVersionLike(string text) => text.Count(c => c == '.') >= 2;

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (PrintableText.IsPrintable(c)) quoted.Append(c);
            else quoted.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }
        return quoted.Append('"').ToString();
    }
}
