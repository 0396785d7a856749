using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Keys of emotions as a table: a column <c>time_seconds</c>, and one for each emotion that is not 0 throughout.</summary>
/// <remarks>
/// The tables of NVIDIA's sample clients are read too: <c>time_code</c>, <c>emotion_values.joy</c> and so on, with a number for each row before them.
/// </remarks>
public static class EmotionTable
{
    /// <summary>How the name of such a file ends.</summary>
    public const string Extension = ".csv";

    /// <summary>Lines between the keys written stay this near to every frame: nobody sees less.</summary>
    private const double Tolerance = 0.0005;

    private const string NvidiaPrefix = "emotion_values.";

    private const int TimeColumn = -1, IgnoredColumn = -2;

    /// <summary>Writes what a face felt, frame by frame, as the fewest keys that tell it.</summary>
    /// <param name="emotions">Channels of <see cref="EmotionChannels.All"/>; null: neutral throughout.</param>
    /// <param name="stream">Takes the text; left open.</param>
    public static void Write(CurveTable? emotions, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (emotions is null or { FrameCount: 0 }) emotions = new CurveTable(1, 0, EmotionChannels.All, new float[EmotionChannels.All.Count]);
        SortedSet<int> frames = [];
        for (int channel = 0; channel < emotions.Channels.Count; channel++) frames.UnionWith(KeyReducer.Reduce(emotions, channel, Tolerance));
        // The last key holds to the end anyway.
        if (frames.Count == 2 && emotions.Frame(frames.Min).SequenceEqual(emotions.Frame(frames.Max))) frames.Remove(frames.Max);

        using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"{EmotionKeyList.TimeName},{string.Join(',', emotions.Channels)}");
        foreach (int frame in frames)
        {
            writer.Write(CanonicalNumber.Write(emotions.TimeSeconds(frame)));
            foreach (float strength in emotions.Frame(frame))
            {
                writer.Write(',');
                writer.Write(CanonicalNumber.Write(strength));
            }
            writer.WriteLine();
        }
    }

    internal static void Read(string text, ProfileIssueList issues, EmotionKeyList keys)
    {
        int[]? columns = null;
        char separator = ',';
        int number = 0;
        foreach (ReadOnlySpan<char> each in text.AsSpan().EnumerateLines())
        {
            number++;
            if (each.IsWhiteSpace()) continue;
            if (columns is null)
            {
                // Spreadsheets write ';' where the comma is the decimal point.
                separator = each.Contains('\t') ? '\t' : each.Contains(';') ? ';' : ',';
                columns = ReadHeader(each, separator, number, issues);
                if (!columns.Contains(TimeColumn))
                {
                    issues.Add(number, 1, place => EmotionIssues.BadLayout(place, $"no column is called '{EmotionKeyList.TimeName}'"));
                    return;
                }
            }
            else
            {
                ReadRow(each, separator, number, columns, issues, keys);
            }
            if (keys.IsFull) return;
        }
    }

    private static int[] ReadHeader(ReadOnlySpan<char> header, char separator, int line, ProfileIssueList issues)
    {
        List<int> columns = [];
        foreach (Range range in header.Split(separator))
        {
            string name = Cell(header, range).ToString();
            int column = name is "" or "index" && columns.Count == 0 ? IgnoredColumn
                : EmotionKeyList.IsTime(name) ? TimeColumn
                : EmotionChannels.IndexOf(name.StartsWith(NvidiaPrefix, StringComparison.Ordinal) ? name[NvidiaPrefix.Length..] : name) is >= 0 and int index ? index
                : int.MinValue;
            int at = ColumnOf(header, range);
            if (column == int.MinValue) issues.Add(line, at, place => EmotionIssues.UnknownEmotion(place, name));
            else if (columns.Contains(column)) issues.Add(line, at, place => EmotionIssues.BadLayout(place, $"the column '{name}' is there twice"));
            columns.Add(column);
            if (columns.Count > 2 * EmotionChannels.All.Count) break;
        }
        return [.. columns];
    }

    private static void ReadRow(ReadOnlySpan<char> row, char separator, int line, int[] columns, ProfileIssueList issues, EmotionKeyList keys)
    {
        int cells = row.Count(separator) + 1;
        if (cells != columns.Length)
        {
            int count = cells;
            issues.Add(line, 1, place => EmotionIssues.BadLayout(place, string.Create(CultureInfo.InvariantCulture, $"the row has {count} cells, the header {columns.Length}")));
            return;
        }
        double? seconds = null;
        int timeAt = 1, next = 0;
        float[] strengths = new float[EmotionChannels.All.Count];
        foreach (Range range in row.Split(separator))
        {
            int column = columns[next++], at = ColumnOf(row, range);
            if (column == TimeColumn)
            {
                seconds = keys.Seconds(line, at, Cell(row, range).ToString());
                timeAt = at;
            }
            else if (column >= 0)
            {
                strengths[column] = keys.Strength(line, at, Cell(row, range).ToString(), EmotionChannels.All[column]);
            }
        }
        keys.Add(line, timeAt, seconds, strengths);
    }

    private static ReadOnlySpan<char> Cell(ReadOnlySpan<char> row, Range range) => row[range].Trim(" \"");

    private static int ColumnOf(ReadOnlySpan<char> row, Range range) => range.GetOffsetAndLength(row.Length).Offset + 1;
}
