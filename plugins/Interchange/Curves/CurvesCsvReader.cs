using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Reads tables of curves. Even times give their rate; others are resampled.</summary>
internal sealed class CurvesCsvReader(string fileName)
{
    private static readonly string[] _timeHeaders = [CurvesCsvFormat.TimeHeader, CurvesCsvFormat.OtherTimeHeader, CurvesCsvFormat.NvidiaTimeHeader];

    private readonly List<double> _times = [];
    private readonly List<float> _values = [];
    private int _line;
    private bool _hasRowNumbers;

    /// <exception cref="ModkitException">CRV01 to CRV03: what is wrong and in which line.</exception>
    public RigTrack Read(Stream stream)
    {
        ReadOnlySpan<byte> text = CurveFiles.ReadAll(stream, fileName).Span;
        string[] names = ReadHeader(NextLine(ref text));
        while (text.Length > 0)
        {
            ReadOnlySpan<byte> row = NextLine(ref text);
            if (row.Length > 0) ReadRow(row, names);
        }
        return ToTrack(names);
    }

    private string Place => FormattableString.Invariant($"{fileName}:{_line}");

    private ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        _line++;
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line.Trim(" \t\r"u8);
    }

    private string[] ReadHeader(ReadOnlySpan<byte> header)
    {
        List<string> names = [];
        string text = Encoding.UTF8.GetString(header);
        HashSet<string> known = new(StringComparer.Ordinal);
        for (int at = 0; at <= text.Length;)
        {
            string name = NextName(text, ref at);
            if (names.Count == 0 && name.Length == 0 && !_hasRowNumbers)
            {
                _hasRowNumbers = true;
                continue;
            }
            if (names.Count == 0 && !_timeHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw CurveIssues.NoHeader(Place, $"the first column is not '{CurvesCsvFormat.TimeHeader}'");
            if (name.StartsWith(CurvesCsvFormat.NvidiaPrefix, StringComparison.OrdinalIgnoreCase)) name = name[CurvesCsvFormat.NvidiaPrefix.Length..];
            if (name.Length is 0 or > CurveFiles.LongestName) throw CurveIssues.NoHeader(Place, FormattableString.Invariant($"column {names.Count + 1} has no name, or one that is too long"));
            if (!known.Add(name)) throw CurveIssues.NoHeader(Place, $"'{name}' is there twice");
            names.Add(name);
            if (names.Count > Limits.ProfileChannels + 1) throw CurveIssues.TooLarge(Place, $"more than {Limits.ProfileChannels} channels");
        }
        return names.Count > 1 ? [.. names[1..]] : throw CurveIssues.NoHeader(Place, "there is no channel");
    }

    /// <summary>Takes one cell, which may stand in quotes; <paramref name="at"/> then lies behind its comma, or behind the end.</summary>
    private static string NextName(string text, ref int at)
    {
        StringBuilder name = new();
        bool isQuoted = false;
        while (at < text.Length && (isQuoted || text[at] != ','))
        {
            if (text[at] != '"') name.Append(text[at]);
            else if (isQuoted && at + 1 < text.Length && text[at + 1] == '"') name.Append(text[at++]);
            else isQuoted = !isQuoted;
            at++;
        }
        at++;
        return name.ToString();
    }

    private void ReadRow(ReadOnlySpan<byte> row, string[] names)
    {
        if (_hasRowNumbers) NextCell(ref row);
        int cells = row.Count((byte)',') + 1;
        if (cells != names.Length + 1) throw CurveIssues.BadRow(Place, FormattableString.Invariant($"The row has {cells} cells, the header {names.Length + 1}."));
        double time = Number(NextCell(ref row), CurvesCsvFormat.TimeHeader);
        if (_times.Count > 0 && time <= _times[^1]) throw CurveIssues.BadRow(Place, "The time is not later than that of the row above.");
        if (_times.Count > 0 && time - _times[0] > Limits.ClipMinutes * 60) throw CurveIssues.TooLarge(Place, $"more than {Limits.ClipMinutes} minutes");
        _times.Add(time);
        foreach (string name in names) _values.Add((float)Number(NextCell(ref row), name));
    }

    private static ReadOnlySpan<byte> NextCell(ref ReadOnlySpan<byte> row)
    {
        int end = row.IndexOf((byte)',');
        ReadOnlySpan<byte> cell = end < 0 ? row : row[..end];
        row = end < 0 ? [] : row[(end + 1)..];
        return cell.Trim(" \t\""u8);
    }

    private double Number(ReadOnlySpan<byte> cell, string column)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(cell, style, CultureInfo.InvariantCulture, out double value) && float.IsFinite((float)value)
            ? value
            : throw CurveIssues.BadRow(Place, $"The value of '{column}' is not a finite number with a decimal point.");
    }

    private RigTrack ToTrack(string[] names)
    {
        double rateFps = KeyTimes.FrameRateFps(CollectionsMarshal.AsSpan(_times));
        double lengthSeconds = _times.Count == 0 ? 0 : _times[^1] - _times[0] + (1 / rateFps);
        if (lengthSeconds * rateFps * names.Length > CurveFiles.MostValues) throw CurveIssues.TooLarge(fileName, "too many frames and channels");
        RigChannel[] channels = new RigChannel[names.Length];
        CurveKey[][] keys = new CurveKey[names.Length][];
        for (int c = 0; c < names.Length; c++)
        {
            keys[c] = new CurveKey[_times.Count];
            float low = 0, high = 1;
            for (int i = 0; i < _times.Count; i++)
            {
                float value = _values[(i * names.Length) + c];
                keys[c][i] = new CurveKey(_times[i] - _times[0], value);
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
            channels[c] = new RigChannel(names[c], low, high);
        }
        return RigTrack.FromCurveKeys(channels, keys, rateFps, lengthSeconds);
    }
}
