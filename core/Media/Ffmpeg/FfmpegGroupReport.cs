using System.Globalization;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Media;

/// <summary>What FFmpeg said about the inputs of one run, line by line, at <c>-v level+info</c>.</summary>
/// <remarks>
/// FFmpeg opens the inputs one after the other and describes each before it opens the next, so what it says in between belongs to the one being
/// opened. What a file's own texts hold stands indented behind a colon and cannot pass for a description.
/// </remarks>
internal sealed partial class FfmpegGroupReport
{
    private readonly Dictionary<string, int> _inputOfContext = new(StringComparer.Ordinal);
    private readonly Input[] _inputs;
    private bool _isRunning;
    private string? _pending;

    private FfmpegGroupReport(int inputCount)
    {
        _inputs = new Input[inputCount];
        for (int i = 0; i < inputCount; i++) _inputs[i] = new Input();
    }

    /// <summary>How many inputs were opened; when FFmpeg ended before <see cref="HasStarted"/>, the one of this index is why.</summary>
    public int OpenedCount { get; private set; }

    /// <summary>Whether it came to decoding.</summary>
    public bool HasStarted => _isRunning;

    /// <summary>Whether an error was told that may belong to any input.</summary>
    public bool HasStrayError { get; private set; }

    /// <summary>Reads all of FFmpeg's messages.</summary>
    public static FfmpegGroupReport Read(string messages, int inputCount)
    {
        FfmpegGroupReport report = new(inputCount);
        foreach (string line in messages.Split('\n')) report.Take(line.TrimEnd('\r'));
        if (report._pending is not null) report.HasStrayError = true;
        return report;
    }

    /// <summary>The description of an input that holds one audio stream and nothing else, at whose opening and reading no error was met; else null.</summary>
    public MediaInfo? Describe(int input)
    {
        Input found = _inputs[input];
        if (input >= OpenedCount || found.IsOdd || found.StreamCount != 1 || found.Audio is not { } audio || found.Seconds is not { } seconds) return null;
        return new MediaInfo { Container = found.Container, DurationSeconds = seconds, AudioStreams = [audio with { DurationSeconds = seconds }], SelectedAudioStream = 0 };
    }

    /// <summary>What the decoder of a described input met but went on from, in FFmpeg's words for a lone input; or null.</summary>
    public string? DamageOf(int input) => _inputs[input].Damage;

    private void Take(string line)
    {
        Match match = Error().Match(line);
        if (match.Success)
        {
            TakeError(match);
            return;
        }
        if (!line.StartsWith("[info] ", StringComparison.Ordinal))
        {
            if (!_isRunning && OpenedCount < _inputs.Length && Context().Match(line) is { Success: true } context) _inputOfContext[context.Value] = OpenedCount;
            return;
        }
        if (_isRunning) return;
        if (line == "[info] Stream mapping:") _isRunning = true;
        else if (InputLine().Match(line) is { Success: true } opened && opened.Groups[1].ValueSpan.SequenceEqual(OpenedCount.ToString(CultureInfo.InvariantCulture)))
        {
            Open(opened.Groups[2].Value);
        }
        else if (OpenedCount > 0) TakeDescription(_inputs[OpenedCount - 1], line);
    }

    /// <summary>An input is described: what its demuxer said while it was opened, and only that, was said under its own address.</summary>
    private void Open(string container)
    {
        int input = OpenedCount++;
        _inputs[input].Container = container;
        foreach ((string context, int owner) in _inputOfContext.ToArray())
        {
            if (owner == input && !context.StartsWith("[" + container + " @", StringComparison.Ordinal)) _inputOfContext.Remove(context);
        }
    }

    private static void TakeDescription(Input input, string line)
    {
        if (Duration().Match(line) is { Success: true } duration)
        {
            // A file whose first packets stand before time 0 is decoded with an option for all inputs.
            if (duration.Groups["sign"].Length > 0) input.IsOdd = true;
            if (duration.Groups["h"].Success)
                input.Seconds = (3600 * Number(duration.Groups["h"])) + (60 * Number(duration.Groups["m"])) + Number(duration.Groups["s"]);
        }
        else if (Stream().Match(line) is { Success: true } stream)
        {
            input.StreamCount++;
            if (Audio().Match(stream.Groups["what"].Value) is not { Success: true } audio) return;
            int channels = audio.Groups["layout"].Value switch { "mono" or "1 channels" => 1, "stereo" or "2 channels" => 2, _ => 0 };
            string language = stream.Groups["language"].Value;
            input.Audio = new AudioStreamInfo(0, audio.Groups["codec"].Value, (int)Math.Min(Number(audio.Groups["rate"]), int.MaxValue), channels, null,
                language is "" or "und" ? null : DisplayText.Clean(language), null, line.Contains("(default)", StringComparison.Ordinal));
        }
    }

    private void TakeError(Match error)
    {
        string context = error.Groups["context"].Value.TrimEnd(), text = error.Groups["text"].Value;
        Match index = InputIndex().Match(context + " " + text);
        if (!_isRunning)
        {
            if (OpenedCount < _inputs.Length) _inputs[OpenedCount].IsOdd = true;
            if (Context().Match(context) is { Success: true } own) _inputOfContext[own.Value] = OpenedCount;
        }
        else if (index.Success && int.Parse(index.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var named && named < _inputs.Length)
        {
            // A decoder does not say whose it is; the line that follows it at once does.
            Match decoding = context.Length == 0 ? DecodingError().Match(text) : Match.Empty;
            if (decoding.Success) _inputs[named].Damage = text[..decoding.Groups[1].Index] + "0" + text[(decoding.Groups[1].Index + decoding.Groups[1].Length)..];
            else _inputs[named].IsOdd = true;
            _pending = null;
        }
        else if (_inputOfContext.TryGetValue(context, out int owner))
        {
            _inputs[owner].IsOdd = true;
        }
        else
        {
            if (_pending is not null && _pending != context) HasStrayError = true;
            _pending = context;
        }
    }

    private static double Number(Group group) => double.Parse(group.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<context>(\[[^\]]+\] )*)\[(error|fatal|panic)\] (?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Error();

    [GeneratedRegex(@"^\[[^\] ]+ @ [^\] ]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Context();

    [GeneratedRegex(@"#([0-9]{1,4})[:/ \]]", RegexOptions.CultureInvariant)]
    private static partial Regex InputIndex();

    [GeneratedRegex(@"^Error while decoding stream #([0-9]{1,4}):", RegexOptions.CultureInvariant)]
    private static partial Regex DecodingError();

    [GeneratedRegex(@"^\[info\] Input #([0-9]{1,4}), ([^ ]+), from '", RegexOptions.CultureInvariant)]
    private static partial Regex InputLine();

    [GeneratedRegex(@"^\[info\]   Duration: (N/A|(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2}\.[0-9]{2})), (start: (?<sign>-?)[0-9]|bitrate:)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\[info\]   Stream #[0-9]+:[0-9]+(\[0x[0-9a-f]+\])?(\((?<language>[^)]*)\))?: (?<what>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Stream();

    [GeneratedRegex(@"^Audio: (?<codec>[a-z0-9_]+)[^,]*, (?<rate>[0-9]{1,9}) Hz, (?<layout>[^,]+),", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Audio();

    private sealed class Input
    {
        public string Container { get; set; } = "";

        public double? Seconds { get; set; }

        public int StreamCount { get; set; }

        public AudioStreamInfo? Audio { get; set; }

        /// <summary>Whether anything about it asks for the way for one file.</summary>
        public bool IsOdd { get; set; }

        public string? Damage { get; set; }
    }
}
