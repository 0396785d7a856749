using System.Globalization;
using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Unity;

/// <summary>
/// Reads the blend shapes of an animation clip, line by line as Unity writes them. Tangents are not followed: values hold at the keys,
/// straight lines run between them. Of curves for one shape on several meshes the first counts.
/// </summary>
internal sealed class UnityAnimReader(string fileName)
{
    private const int MostCurves = 1_024, MostValues = 8 << 20;
    private const double UsualFrameRateFps = 60, HighestFrameRateFps = 240, LongestSeconds = 7_200;

    private readonly List<RigChannel> _channels = [];
    private readonly List<List<CurveKey>> _curves = [];
    private List<CurveKey> _keys = [];
    private double _rateFps = UsualFrameRateFps, _endSeconds, _timeSeconds = double.NaN;
    private int _line;

    /// <exception cref="ModkitException">UNY02 to UNY05: what is wrong and in which line.</exception>
    public RigTrack Read(string text)
    {
        bool isClip = false, isFloat = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            _line++;
            ReadOnlySpan<char> entry = line.Trim();
            int indent = line.Length - line.TrimStart(' ').Length;
            isClip |= entry.SequenceEqual("AnimationClip:");
            // Entries of a list stand as deep as its name.
            if (indent <= 2 && !entry.StartsWith("-")) isFloat = entry.StartsWith("m_FloatCurves:");
            if (entry.StartsWith("- ")) entry = entry[2..].TrimStart();
            int colon = entry.IndexOf(':');
            if (colon < 0) continue;
            ReadOnlySpan<char> value = entry[(colon + 1)..].Trim();
            if (isFloat) ReadCurveEntry(entry[..colon], value);
            else if (entry[..colon].SequenceEqual("m_SampleRate")) _rateFps = Number(value, "a sample rate of 1 to 240", 1, HighestFrameRateFps);
            else if (entry[..colon].SequenceEqual("m_StopTime")) _endSeconds = Math.Max(_endSeconds, Number(value, "a time in seconds", -LongestSeconds, LongestSeconds));
        }
        if (!isClip) throw UnityAnimIssues.WrongStart(At());
        if (_channels.Count == 0) throw UnityAnimIssues.NoShapes(fileName);
        // The last key is a frame of its own.
        foreach (List<CurveKey> keys in _curves) _endSeconds = Math.Max(_endSeconds, keys.Count == 0 ? 0 : (Math.Round(keys[^1].TimeSeconds * _rateFps) + 1) / _rateFps);
        if (_endSeconds * _rateFps * _channels.Count > MostValues) throw UnityAnimIssues.TooLong(fileName, "it has too many curves over too long a time");
        return RigTrack.FromCurveKeys(_channels, _curves, _rateFps, _endSeconds);
    }

    private void ReadCurveEntry(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.SequenceEqual("curve")) _keys = [];
        else if (key.SequenceEqual("time")) _timeSeconds = Number(value, "a time in seconds", 0, LongestSeconds);
        else if (key.SequenceEqual("value")) AddKey((float)Number(value, "a value", -1e6, 1e6) / UnityAnimFormat.FullWeight);
        else if (key.SequenceEqual("attribute")) EndCurve(Scalar(value));
    }

    private void AddKey(float value)
    {
        if (!(_timeSeconds >= (_keys.Count == 0 ? 0 : _keys[^1].TimeSeconds))) throw UnityAnimIssues.BadEntry(At(), "a value of a key after the one above it");
        _keys.Add(new CurveKey(_timeSeconds, value));
        _timeSeconds = double.NaN;
    }

    private void EndCurve(string attribute)
    {
        List<CurveKey> keys = _keys;
        _keys = [];
        if (!attribute.StartsWith(UnityAnimFormat.AttributePrefix, StringComparison.Ordinal)) return;
        string name = attribute[UnityAnimFormat.AttributePrefix.Length..];
        if (_channels.Exists(channel => channel.Name == name)) return;
        if (_channels.Count == MostCurves) throw UnityAnimIssues.TooLong(At(), FormattableString.Invariant($"it has more than {MostCurves} blend shapes"));
        _channels.Add(new RigChannel(name, Math.Min(0, keys.Select(key => key.Value).DefaultIfEmpty().Min()), Math.Max(1, keys.Select(key => key.Value).DefaultIfEmpty().Max())));
        _curves.Add(keys);
    }

    /// <summary>A text with or without quotes.</summary>
    private string Scalar(ReadOnlySpan<char> value)
    {
        if (value.Length >= 2 && value[0] == '\'' && value[^1] == '\'') return value[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal);
        if (!value.StartsWith("\"")) return value.ToString();
        try
        {
            using JsonDocument document = JsonDocument.Parse(value.ToString());
            return document.RootElement.GetString()!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw UnityAnimIssues.BadEntry(At(), "a text in quotes");
        }
    }

    private double Number(ReadOnlySpan<char> text, string what, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
            ? value
            : throw UnityAnimIssues.BadEntry(At(), what);

    private string At() => FormattableString.Invariant($"{fileName}:{_line}");
}
