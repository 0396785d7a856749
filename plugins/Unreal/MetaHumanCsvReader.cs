using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Reads tables of control curves. Rows may lie unevenly: the curves are put on an even grid, on straight lines.</summary>
internal sealed class MetaHumanCsvReader(string fileName)
{
    private const int MostColumns = 1_024, LongestName = 256, MostValues = 8 << 20;
    private const double LongestSeconds = 7_200, LargestNumber = 1e6;

    private int _line;

    /// <exception cref="ModkitException">MHC02 to MHC05: what is wrong and in which line.</exception>
    public RigTrack Read(Stream stream)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw MetaHumanCsvIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        string text = Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF');
        string[]? names = null;
        List<CurveKey>[] columns = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            _line++;
            if (names is not null && line.IsWhiteSpace()) continue;
            if (names is null) columns = [.. (names = ReadHeader(line)).Select(_ => new List<CurveKey>())];
            else ReadRow(line, columns);
        }
        return ToTrack(names ?? throw MetaHumanCsvIssues.NoHeader(At()), columns);
    }

    private string[] ReadHeader(ReadOnlySpan<char> line)
    {
        if (line.Count(',') >= MostColumns) throw MetaHumanCsvIssues.NoHeader(At());
        string[] cells = [.. line.ToString().Split(',').Select(cell => cell.Trim(' ', '\t', '"'))];
        bool isHeader = cells[0].Equals(MetaHumanCsvFormat.TimeHeader, StringComparison.OrdinalIgnoreCase)
            && cells.Length > 1 && cells.All(cell => cell.Length is > 0 and <= LongestName) && cells.Distinct(StringComparer.Ordinal).Count() == cells.Length;
        return isHeader ? cells[1..] : throw MetaHumanCsvIssues.NoHeader(At());
    }

    private void ReadRow(ReadOnlySpan<char> line, List<CurveKey>[] columns)
    {
        if (line.Count(',') != columns.Length) throw MetaHumanCsvIssues.BadRow(At(), FormattableString.Invariant($"it has not {columns.Length + 1} cells"));
        double time = Number(NextCell(ref line), 0, LongestSeconds);
        if (columns[0].Count > 0 && time <= columns[0][^1].TimeSeconds) throw MetaHumanCsvIssues.BadRow(At(), "its time is not after that of the row above");
        foreach (List<CurveKey> column in columns) column.Add(new CurveKey(time, (float)Number(NextCell(ref line), -LargestNumber, LargestNumber)));
    }

    private static ReadOnlySpan<char> NextCell(ref ReadOnlySpan<char> row)
    {
        int end = row.IndexOf(',');
        ReadOnlySpan<char> cell = end < 0 ? row : row[..end];
        row = end < 0 ? [] : row[(end + 1)..];
        return cell.Trim(" \t\"");
    }

    private double Number(ReadOnlySpan<char> cell, double least, double most) =>
        double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            && value >= least && value <= most
            ? value
            : throw MetaHumanCsvIssues.BadRow(At(), "a cell is not a number in range, with a decimal point");

    private RigTrack ToTrack(string[] names, List<CurveKey>[] columns)
    {
        List<CurveKey> first = columns[0];
        double rateFps = KeyTimes.FrameRateFps([.. first.Select(key => key.TimeSeconds)]);
        double end = first.Count == 0 ? 0 : (Math.Round(first[^1].TimeSeconds * rateFps) + 1) / rateFps;
        if (end * rateFps * names.Length > MostValues) throw MetaHumanCsvIssues.TooLong(At());
        RigChannel[] channels = [.. names.Select((name, i) => new RigChannel(name, Math.Min(0, Extreme(columns[i], lowest: true)), Math.Max(1, Extreme(columns[i], lowest: false))))];
        return RigTrack.FromCurveKeys(channels, columns, rateFps, end);
    }

    private static float Extreme(List<CurveKey> keys, bool lowest)
    {
        IEnumerable<float> values = keys.Select(key => key.Value).DefaultIfEmpty();
        return lowest ? values.Min() : values.Max();
    }

    private string At() => FormattableString.Invariant($"{fileName}:{_line}");
}
