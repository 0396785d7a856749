using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unreal;

/// <summary>Reads Live Link Face tables of the app and of others: columns by name in any order and letter case, gaps bridged.</summary>
/// <remarks>
/// The result has all 61 channels, absent ones at rest. It starts at 0 s whatever the first timecode says. Rows that a recording
/// dropped are filled in on a straight line, so that the grid is even.
/// </remarks>
internal sealed class LiveLinkCsvReader(string fileName)
{
    private const int LongestGapSeconds = 10, MostCells = 256;

    private static readonly int[] _usualFrameRatesFps = [24, 25, 30, 48, 50, 60, 90, 100, 120, 240];

    private readonly List<Timecode> _timecodes = [];
    private readonly List<float> _values = [];
    private int _line;

    /// <exception cref="ModkitException">FMT21 to FMT26: what is wrong and in which line.</exception>
    public RigTrack Read(Stream stream)
    {
        ReadOnlySpan<byte> text = ReadBytes(stream);
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        int[] channelOfCell = ReadHeader(NextLine(ref text));
        while (text.Length > 0)
        {
            ReadOnlySpan<byte> row = NextLine(ref text);
            if (row.Length > 0) ReadRow(row, channelOfCell);
        }
        CurveTable curves = OnEvenGrid();
        return new RigTrack { Curves = curves, Channels = Ranges(curves) };
    }

    private byte[] ReadBytes(Stream stream)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw LiveLinkCsvIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    /// <summary>The next line without its end and without blanks around it.</summary>
    private ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        _line++;
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line.Trim(" \t\r"u8);
    }

    private static ReadOnlySpan<byte> NextCell(ref ReadOnlySpan<byte> row)
    {
        int end = row.IndexOf((byte)',');
        ReadOnlySpan<byte> cell = end < 0 ? row : row[..end];
        row = end < 0 ? [] : row[(end + 1)..];
        return cell.Trim(" \t\""u8);
    }

    /// <summary>For each cell of a row the channel it holds; -1 for timecode, count and what the format does not know.</summary>
    private int[] ReadHeader(ReadOnlySpan<byte> header)
    {
        int cells = header.Count((byte)',') + 1;
        if (cells > MostCells) throw LiveLinkCsvIssues.NoHeader(fileName, "it has too many columns");
        int[] channelOfCell = new int[cells];
        bool[] isThere = new bool[LiveLinkCsvFormat.Channels.Length];
        for (int i = 0; i < cells; i++)
        {
            string name = Encoding.UTF8.GetString(NextCell(ref header));
            if (i == 0 && !name.Equals(LiveLinkCsvFormat.TimecodeHeader, StringComparison.OrdinalIgnoreCase))
                throw LiveLinkCsvIssues.NoHeader(fileName, "the first column is not 'Timecode'");
            channelOfCell[i] = Array.FindIndex(LiveLinkCsvFormat.Channels, channel => channel.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (channelOfCell[i] < 0) continue;
            if (isThere[channelOfCell[i]]) throw LiveLinkCsvIssues.NoHeader(fileName, $"'{LiveLinkCsvFormat.Channels[channelOfCell[i]].Name}' is there twice");
            isThere[channelOfCell[i]] = true;
        }
        return Array.Exists(isThere, there => there) ? channelOfCell : throw LiveLinkCsvIssues.NoHeader(fileName, "no column is a face channel");
    }

    private void ReadRow(ReadOnlySpan<byte> row, int[] channelOfCell)
    {
        int cells = row.Count((byte)',') + 1;
        if (cells != channelOfCell.Length) throw LiveLinkCsvIssues.CellCount(fileName, _line, channelOfCell.Length, cells);
        int start = _values.Count;
        foreach (RigChannel channel in LiveLinkCsvFormat.Channels) _values.Add(channel.Rest);
        AddTimecode(NextCell(ref row));
        foreach (int channel in channelOfCell.AsSpan(1))
        {
            ReadOnlySpan<byte> cell = NextCell(ref row);
            if (channel >= 0) _values[start + channel] = Number(cell, channel);
        }
    }

    private float Number(ReadOnlySpan<byte> cell, int channel)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return float.TryParse(cell, style, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw LiveLinkCsvIssues.BadNumber(fileName, _line, LiveLinkCsvFormat.Channels[channel].Name);
    }

    private void AddTimecode(ReadOnlySpan<byte> cell)
    {
        if (!Timecode.TryParse(cell, out Timecode timecode)) throw LiveLinkCsvIssues.BadTimecode(fileName, _line, "it is not HH:MM:SS:FF");
        if (timecode.Frame >= _usualFrameRatesFps[^1]) throw LiveLinkCsvIssues.BadTimecode(fileName, _line, "its frame number is too high");
        if (_timecodes.Count > 0)
        {
            Timecode last = _timecodes[^1];
            if (timecode.Second < last.Second || (timecode.Second == last.Second && timecode.Frame < last.Frame))
                throw LiveLinkCsvIssues.BadTimecode(fileName, _line, "it is before that of the row above");
            if (timecode.Second - last.Second > LongestGapSeconds)
                throw LiveLinkCsvIssues.TooLong(fileName, _line, $"there is a gap of more than {LongestGapSeconds} s before this row");
        }
        _timecodes.Add(timecode);
    }

    private CurveTable OnEvenGrid()
    {
        string[] names = [.. LiveLinkCsvFormat.Channels.Select(channel => channel.Name)];
        int rateFps = FrameRate();
        if (_timecodes.Count == 0) return new CurveTable(rateFps, 0, names, []);
        double first = _timecodes[0].ToFrames(rateFps);
        int frameCount = 1 + Math.Max(0, (int)Math.Round(_timecodes[^1].ToFrames(rateFps) - first));
        if ((long)frameCount * names.Length * sizeof(float) > Limits.AnimationFileMebibytes * 1024L * 1024)
            throw LiveLinkCsvIssues.TooLong(fileName, _line, "its frames do not fit the limit for files");

        float[] grid = new float[frameCount * names.Length];
        ReadOnlySpan<float> rows = CollectionsMarshal.AsSpan(_values);
        int before = 0;
        for (int frame = 0; frame < frameCount; frame++)
        {
            while (before + 1 < _timecodes.Count && _timecodes[before + 1].ToFrames(rateFps) - first <= frame) before++;
            int after = Math.Min(before + 1, _timecodes.Count - 1);
            double from = _timecodes[before].ToFrames(rateFps) - first, to = _timecodes[after].ToFrames(rateFps) - first;
            float share = to > from ? (float)Math.Clamp((frame - from) / (to - from), 0, 1) : 0;
            for (int i = 0; i < names.Length; i++)
            {
                float a = rows[(before * names.Length) + i], b = rows[(after * names.Length) + i];
                grid[(frame * names.Length) + i] = share == 0 ? a : a + (share * (b - a));
            }
        }
        return new CurveTable(rateFps, 0, names, grid);
    }

    /// <summary>
    /// The rate the frame numbers tell: they run up to one less. A take that lies within one second does not tell it and is taken to
    /// have the app's rate.
    /// </summary>
    private int FrameRate()
    {
        int highest = 0;
        foreach (Timecode timecode in _timecodes) highest = Math.Max(highest, timecode.Frame);
        bool crossesSecond = _timecodes.Count > 0 && _timecodes[^1].Second > _timecodes[0].Second;
        int lowest = crossesSecond ? 0 : LiveLinkCsvFormat.AppFrameRateFps;
        return Array.Find(_usualFrameRatesFps, rate => rate > highest && rate >= lowest);
    }

    /// <summary>The format's ranges, widened where a recording goes beyond.</summary>
    private static RigChannel[] Ranges(CurveTable curves)
    {
        RigChannel[] channels = [.. LiveLinkCsvFormat.Channels];
        for (int frame = 0; frame < curves.FrameCount; frame++)
        {
            ReadOnlySpan<float> row = curves.Frame(frame);
            for (int i = 0; i < row.Length; i++)
            {
                if (row[i] < channels[i].Minimum) channels[i] = channels[i] with { Minimum = row[i] };
                if (row[i] > channels[i].Maximum) channels[i] = channels[i] with { Maximum = row[i] };
            }
        }
        return channels;
    }
}
