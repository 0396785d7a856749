using Audio2Face.Modkit.Abstractions;
using CsvHelper;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A manifest as CSV (RFC 4180) with a header; the separator is a comma, a semicolon or a tab, whichever the header has.</summary>
internal static class ManifestTable
{
    /// <summary>Reads all rows.</summary>
    /// <param name="utf8">The file, sound UTF-8 without a byte order mark.</param>
    /// <param name="issues">Takes what is wrong.</param>
    public static List<ManifestRow> Read(byte[] utf8, ManifestIssueList issues)
    {
        CsvReaderOptions options = new()
        {
            Separator = SeparatorOf(utf8),
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = record => issues.Add((int)record.LineNumber, place => InputIssues.ManifestValue(place, "A quote is not closed, or stands inside a cell.", "Put the whole cell in quotes, and write a quote in it twice.")),
        };
        using CsvReader reader = CsvReader.Create(utf8, options);
        List<ManifestRow> rows = [];
        int[]? columns = null;
        while (reader.Read())
        {
            int line = (int)reader.LineNumber;
            string[] cells = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, ManifestLimits.MostCells)).Select(reader.GetString)];
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace)) continue;
            if (columns is null)
            {
                columns = ReadHeader(cells, line, issues);
                if (!columns.Contains(ManifestColumns.Input)) return rows;
            }
            else if (cells.Length > columns.Length && cells.AsSpan(columns.Length).ContainsAnyExcept(""))
            {
                int count = cells.Length;
                issues.Add(line, place => InputIssues.ManifestValue(place, FormattableString.Invariant($"The row has {count} cells, the header {columns.Length}."), "Put a cell with the separator in it in quotes."));
            }
            else
            {
                string?[] texts = new string?[ManifestColumns.All.Count];
                for (int i = 0; i < Math.Min(cells.Length, columns.Length); i++)
                {
                    if (columns[i] >= 0 && !string.IsNullOrWhiteSpace(cells[i])) texts[columns[i]] = cells[i].Trim();
                }
                rows.Add(new ManifestRow(line, texts));
            }
            if (rows.Count > Limits.BatchItems) return rows;
        }
        if (columns is null) issues.Add(1, place => InputIssues.ManifestColumn(place, "There is no header.", $"Begin with a row such as: {string.Join(',', ManifestColumns.All)}"));
        return rows;
    }

    private static int[] ReadHeader(string[] cells, int line, ManifestIssueList issues)
    {
        int[] columns = [.. cells.Select(ManifestColumns.IndexOf)];
        for (int i = 0; i < columns.Length; i++)
        {
            string name = cells[i];
            if (columns[i] < 0 && name.Trim().Length > 0) issues.Add(line, place => ManifestColumns.Unknown(place, name));
            else if (columns[i] >= 0 && Array.IndexOf(columns, columns[i]) < i) issues.Add(line, place => InputIssues.ManifestColumn(place, $"The column '{ManifestColumns.All[ManifestColumns.IndexOf(name)]}' is there twice.", "Leave one of them out."));
        }
        if (!columns.Contains(ManifestColumns.Input)) issues.Add(line, place => InputIssues.ManifestColumn(place, "The column 'input' is missing.", "The first row names the columns; 'input' has the recordings."));
        return columns;
    }

    /// <summary>The one that is most in the first line that has something in it.</summary>
    private static char SeparatorOf(ReadOnlySpan<byte> utf8)
    {
        foreach (Range range in utf8.SplitAny("\r\n"u8))
        {
            ReadOnlySpan<byte> line = utf8[range];
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0) continue;
            int tabs = line.Count((byte)'\t'), semicolons = line.Count((byte)';'), commas = line.Count((byte)',');
            return tabs > Math.Max(semicolons, commas) ? '\t' : semicolons > commas ? ';' : ',';
        }
        return ',';
    }
}
