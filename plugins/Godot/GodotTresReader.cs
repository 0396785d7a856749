using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Godot;

/// <summary>
/// Reads the blend shapes of an Animation resource: value tracks as the editor makes them and blend shape tracks as importers make them,
/// of Godot 3 and 4. Interpolation is taken to be linear.
/// </summary>
internal sealed class GodotTresReader(string text, string fileName)
{
    private const int MostTracks = 1_024, MostValues = 8 << 20, LargestTrackNumber = 100_000;
    private const double UsualFrameRateFps = 30, HighestFrameRateFps = 240, LongestSeconds = 7_200;

    private readonly SortedDictionary<int, Dictionary<string, (string Value, int Line)>> _tracks = [];
    private double _lengthSeconds, _rateFps = UsualFrameRateFps;
    private int _at, _line = 1;

    /// <exception cref="ModkitException">GDT02 to GDT06: what is wrong and in which line.</exception>
    public RigTrack Read()
    {
        if (!text.AsSpan().TrimStart().StartsWith("[gd_resource") || !text.Contains("type=\"Animation\"", StringComparison.Ordinal)) throw GodotTresIssues.WrongStart(At(1));
        while (TryNextEntry(out string key, out string value, out int line)) Take(key, value, line);

        List<RigChannel> channels = [];
        List<List<CurveKey>> curves = [];
        foreach (Dictionary<string, (string Value, int Line)> track in _tracks.Values) AddTrack(track, channels, curves);
        if (channels.Count == 0) throw GodotTresIssues.NoShapes(fileName);
        // The last key is a frame of its own.
        foreach (List<CurveKey> keys in curves) _lengthSeconds = Math.Max(_lengthSeconds, keys.Count == 0 ? 0 : (Math.Round(keys[^1].TimeSeconds * _rateFps) + 1) / _rateFps);
        if (_lengthSeconds * _rateFps * channels.Count > MostValues) throw GodotTresIssues.TooLong(fileName, "it has too many tracks over too long a time");
        return RigTrack.FromCurveKeys(channels, curves, _rateFps, _lengthSeconds);
    }

    private void Take(string key, string value, int line)
    {
        if (key == "length") _lengthSeconds = Number(value, line, "a length in seconds", 0, LongestSeconds);
        if (key == "step" && Number(value, line, "a step in seconds", 0, LongestSeconds) is >= 1 / HighestFrameRateFps and <= 1 and double step)
            _rateFps = Math.Abs((1 / step) - Math.Round(1 / step)) < 0.01 ? Math.Round(1 / step) : 1 / step;
        string[] parts = key.Split('/', 3);
        if (parts.Length != 3 || parts[0] != "tracks") return;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number > LargestTrackNumber)
            throw GodotTresIssues.BadEntry(At(line), "a track with a number");
        if (!_tracks.TryGetValue(number, out Dictionary<string, (string, int)>? track)) _tracks[number] = track = new(StringComparer.Ordinal);
        track[parts[2]] = (value, line);
    }

    private void AddTrack(Dictionary<string, (string Value, int Line)> track, List<RigChannel> channels, List<List<CurveKey>> curves)
    {
        if (!track.TryGetValue("type", out (string Value, int Line) type) || !track.TryGetValue("path", out (string Value, int Line) path)
            || !track.TryGetValue("keys", out (string Value, int Line) keys)) return;
        string target = Inside(path.Value, '"', '"') ?? throw GodotTresIssues.BadEntry(At(path.Line), "a path in quotes");
        bool isFlat = type.Value == "\"blend_shape\"";
        int colon = target.IndexOf(isFlat ? ":" : GodotTresFormat.Property, StringComparison.Ordinal);
        if (colon < 0 || (!isFlat && type.Value != "\"value\"")) return;
        string name = target[(colon + (isFlat ? 1 : GodotTresFormat.Property.Length))..];
        if (channels.Exists(channel => channel.Name == name)) return;
        if (channels.Count == MostTracks) throw GodotTresIssues.TooLong(At(path.Line), FormattableString.Invariant($"it has more than {MostTracks} blend shapes"));
        List<CurveKey> own = isFlat ? FlatKeys(keys.Value, keys.Line) : Keys(keys.Value, keys.Line);
        for (int i = 1; i < own.Count; i++)
        {
            if (own[i].TimeSeconds < own[i - 1].TimeSeconds) throw GodotTresIssues.BadEntry(At(keys.Line), "a track with ascending times");
        }
        channels.Add(new RigChannel(name, Math.Min(0, own.Select(key => key.Value).DefaultIfEmpty().Min()), Math.Max(1, own.Select(key => key.Value).DefaultIfEmpty().Max())));
        curves.Add(own);
    }

    /// <summary>Times and values in two lists.</summary>
    private List<CurveKey> Keys(string value, int line)
    {
        double[] times = Numbers(After(value, "\"times\"", line), '(', ')', line);
        double[] values = Numbers(After(value, "\"values\"", line), '[', ']', line);
        return times.Length == values.Length
            ? [.. times.Select((time, i) => Key(time, values[i], line))]
            : throw GodotTresIssues.BadEntry(At(line), "a track with as many values as times");
    }

    /// <summary>Time, transition and value of every key in one list.</summary>
    private List<CurveKey> FlatKeys(string value, int line)
    {
        double[] numbers = Numbers(value, '(', ')', line);
        if (numbers.Length % 3 != 0) throw GodotTresIssues.BadEntry(At(line), "a list of time, transition and value of every key");
        return [.. Enumerable.Range(0, numbers.Length / 3).Select(i => Key(numbers[i * 3], numbers[(i * 3) + 2], line))];
    }

    private CurveKey Key(double time, double value, int line) =>
        time is >= 0 and <= LongestSeconds ? new CurveKey(time, (float)value) : throw GodotTresIssues.BadEntry(At(line), "a track with times of 0 to two hours");

    private string After(string value, string key, int line)
    {
        int at = value.IndexOf(key, StringComparison.Ordinal);
        return at >= 0 ? value[(at + key.Length)..] : throw GodotTresIssues.BadEntry(At(line), $"a track with {key}");
    }

    private double[] Numbers(string value, char open, char close, int line)
    {
        string inside = Inside(value, open, close) ?? throw GodotTresIssues.BadEntry(At(line), "a list of numbers");
        return string.IsNullOrWhiteSpace(inside) ? [] : [.. inside.Split(',').Select(number => Number(number, line, "a list of numbers", -1e6, 1e6))];
    }

    private static string? Inside(string value, char open, char close)
    {
        int start = value.IndexOf(open, StringComparison.Ordinal);
        int end = start < 0 ? -1 : value.IndexOf(close, start + 1);
        return end < 0 ? null : value[(start + 1)..end];
    }

    /// <summary>The next <c>key = value</c>; a value runs over lines until its brackets close.</summary>
    private bool TryNextEntry(out string key, out string value, out int line)
    {
        (key, value, line) = ("", "", _line);
        while (_at < text.Length)
        {
            int start = _at;
            line = _line;
            int depth = 0;
            bool isText = false;
            for (; _at < text.Length && (text[_at] != '\n' || depth > 0 || isText); _at++)
            {
                char character = text[_at];
                if (character == '\n') _line++;
                if (character == '"') isText = !isText;
                if (isText) continue;
                if (character is '{' or '[' or '(') depth++;
                if (character is '}' or ']' or ')') depth--;
            }
            ReadOnlySpan<char> entry = text.AsSpan(start.._at).Trim();
            _at++;
            _line++;
            int equals = entry.IndexOf('=');
            if (equals <= 0 || entry[0] == '[') continue;
            (key, value) = (entry[..equals].Trim().ToString(), entry[(equals + 1)..].Trim().ToString());
            return true;
        }
        return false;
    }

    private double Number(string value, int line, string what, double least, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most
            ? number
            : throw GodotTresIssues.BadEntry(At(line), what);

    private string At(int line) => FormattableString.Invariant($"{fileName}:{line}");
}
