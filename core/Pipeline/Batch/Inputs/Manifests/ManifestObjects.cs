using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A manifest as JSON lines: an object a line, its members named as the columns of a table.</summary>
internal static class ManifestObjects
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 3 };

    /// <summary>Reads all rows.</summary>
    /// <param name="utf8">The file, sound UTF-8 without a byte order mark.</param>
    /// <param name="issues">Takes what is wrong.</param>
    public static List<ManifestRow> Read(ReadOnlyMemory<byte> utf8, ManifestIssueList issues)
    {
        List<ManifestRow> rows = [];
        HashSet<string> unknown = new(StringComparer.Ordinal);
        int number = 0;
        while (utf8.Length > 0 && rows.Count <= Limits.BatchItems)
        {
            int end = utf8.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? default : utf8[(end + 1)..];
            number++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            try
            {
                using JsonDocument document = JsonDocument.Parse(line, _options);
                if (document.RootElement.ValueKind == JsonValueKind.Object) rows.Add(new ManifestRow(number, ReadObject(document.RootElement, number, unknown, issues)));
                else issues.Add(number, place => InputIssues.ManifestValue(place, "The line is no object.", """Write one as {"input": "hello.wav"}."""));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                issues.Add(number, place => InputIssues.ManifestValue(place, "The line is no JSON.", """Write an object a line, as {"input": "hello.wav"}, and '\' in a path twice."""));
            }
        }
        return rows;
    }

    private static string?[] ReadObject(JsonElement row, int line, HashSet<string> unknown, ManifestIssueList issues)
    {
        string?[] cells = new string?[ManifestColumns.All.Count];
        foreach (JsonProperty member in row.EnumerateObject())
        {
            string name = member.Name;
            int column = ManifestColumns.IndexOf(name);
            if (column < 0)
            {
                // The same mistake is on every line; once is enough to be told of it.
                if (unknown.Count < ManifestLimits.MostCells && unknown.Add(name)) issues.Add(line, place => ManifestColumns.Unknown(place, name));
            }
            else if (cells[column] is not null)
            {
                issues.Add(line, place => InputIssues.ManifestColumn(place, $"The member '{ManifestColumns.All[column]}' is there twice.", "Leave one of them out."));
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                string? text = TextOf(member.Value, column);
                if (text is null) issues.Add(line, place => InputIssues.ManifestValue(place, $"The member '{ManifestColumns.All[column]}' is no text.", "Put it in quotes."));
                else if (text.Trim() is { Length: > 0 } trimmed) cells[column] = trimmed;
            }
        }
        return cells;
    }

    /// <summary>A text; emotions also as an object of numbers.</summary>
    private static string? TextOf(JsonElement value, int column)
    {
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        return column == ManifestColumns.Emotion && value.ValueKind == JsonValueKind.Object
            ? string.Join(';', value.EnumerateObject().Select(emotion => $"{emotion.Name}={emotion.Value.GetRawText()}"))
            : null;
    }
}
