using System.Globalization;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>Reads the first SkelAnimation with blend shapes of a layer of text, wherever in the scene it stands.</summary>
/// <remarks>References, payloads, sublayers and variants are not followed: one layer is read as it stands.</remarks>
internal sealed class UsdAnimReader(string file)
{
    private const long MostBytes = Limits.AnimationFileMebibytes * 1024L * 1024;
    private const int LongestName = 256;

    private UsdTokens _tokens = new("", file);
    private double _timeCodesPerSecond = UsdAnimFormat.UsualTimeCodesPerSecond;
    private double? _startTimeCode;

    /// <exception cref="ModkitException">USD01 to USD04: what is wrong and in which line.</exception>
    public RigTrack Read(Stream stream)
    {
        if (stream.Length > MostBytes) throw UsdIssues.TooLarge(file, FormattableString.Invariant($"{stream.Length} bytes"));
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (!bytes.AsSpan(0, length).StartsWith(UsdAnimFormat.Magic)) throw UsdIssues.NotUsda(file, "it does not start with '#usda'");
        _tokens = new UsdTokens(Encoding.UTF8.GetString(bytes, 0, length), file);
        UsdToken token = _tokens.Next();
        if (token.IsSign('('))
        {
            ReadLayer();
            token = _tokens.Next();
        }
        for (; token.Kind != UsdTokenKind.End; token = _tokens.Next())
        {
            if (token.IsWord(UsdAnimFormat.AnimationType) && ReadAnimation() is { } track) return track;
        }
        throw UsdIssues.NoAnimation(file);
    }

    private void ReadLayer()
    {
        for (UsdToken token = _tokens.Next(); !token.IsSign(')'); token = _tokens.Next())
        {
            if (token.Kind == UsdTokenKind.End) throw UsdIssues.Broken(file, token.Line, "The layer's metadata are never closed.");
            if (IsOpening(token)) _tokens.SkipToClosing();
            else if (token.IsWord(UsdAnimFormat.TimeCodes)) _timeCodesPerSecond = ReadAssigned();
            else if (token.IsWord(UsdAnimFormat.Start)) _startTimeCode = ReadAssigned();
        }
        if (_timeCodesPerSecond is not (> 0 and <= 100_000)) throw UsdIssues.Broken(file, _tokens.Line, $"'{UsdAnimFormat.TimeCodes}' is not above 0 and at most 100000.");
    }

    /// <summary>Reads a prim whose type has been taken; null when it has no blend shapes, or is something else of that name.</summary>
    private RigTrack? ReadAnimation()
    {
        if (_tokens.Next().Kind != UsdTokenKind.Text) return null;
        UsdToken token = _tokens.Next();
        if (token.IsSign('('))
        {
            _tokens.SkipToClosing();
            token = _tokens.Next();
        }
        if (!token.IsSign('{')) return null;
        string[]? names = null;
        List<(double TimeCode, float[] Weights)>? samples = null;
        for (token = _tokens.Next(); !token.IsSign('}'); token = _tokens.Next())
        {
            if (token.Kind == UsdTokenKind.End) throw UsdIssues.Broken(file, token.Line, "The animation is never closed.");
            if (IsOpening(token)) _tokens.SkipToClosing();
            else if (token.IsWord(UsdAnimFormat.Shapes)) names = ReadNames();
            else if (token.IsWord($"{UsdAnimFormat.Weights}.{UsdAnimFormat.Samples}")) samples = ReadSamples();
            else if (token.IsWord(UsdAnimFormat.Weights) && samples is null && ReadStatic() is { } weights) samples = [(_startTimeCode ?? 0, weights)];
        }
        return names is { Length: > 0 } && samples is { Count: > 0 } ? ToTrack(names, samples, token.Line) : null;
    }

    private static bool IsOpening(UsdToken token) => token.Kind == UsdTokenKind.Sign && token.Text[0] is '(' or '[' or '{';

    private string[]? ReadNames()
    {
        Expect('=');
        // 'None' blocks an attribute.
        if (!_tokens.Next().IsSign('[')) return null;
        List<string> names = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        for (UsdToken token = _tokens.Next(); !token.IsSign(']'); token = _tokens.Next())
        {
            if (token.IsSign(',')) continue;
            if (token.Kind != UsdTokenKind.Text || token.Text.Length is 0 or > LongestName) throw UsdIssues.Broken(file, token.Line, $"'{UsdAnimFormat.Shapes}' is not a list of names.");
            if (!known.Add(token.Text)) throw UsdIssues.Broken(file, token.Line, $"The shape '{token.Text}' is there twice.");
            if (names.Count == Limits.ProfileChannels) throw UsdIssues.TooLarge(file, $"more than {Limits.ProfileChannels} shapes");
            names.Add(token.Text);
        }
        return [.. names];
    }

    private float[]? ReadStatic()
    {
        UsdToken token = _tokens.Next();
        return token.IsSign('=') && _tokens.Next().IsSign('[') ? ReadWeights() : null;
    }

    private List<(double TimeCode, float[] Weights)> ReadSamples()
    {
        List<(double TimeCode, float[] Weights)> samples = [];
        Expect('=');
        Expect('{');
        for (UsdToken token = _tokens.Next(); !token.IsSign('}'); token = _tokens.Next())
        {
            if (token.IsSign(',')) continue;
            double timeCode = Number(token);
            if (samples.Count > 0 && timeCode <= samples[^1].TimeCode) throw UsdIssues.Broken(file, token.Line, "The time code is not above the one before it.");
            Expect(':');
            if (_tokens.Next() is var value && value.IsSign('[')) samples.Add((timeCode, ReadWeights()));
            else if (!value.IsWord("None")) throw UsdIssues.Broken(file, value.Line, "This is not a list of weights.");
        }
        return samples;
    }

    /// <summary>Numbers up to the closing bracket; the opening one has been taken.</summary>
    private float[] ReadWeights()
    {
        List<float> weights = [];
        for (UsdToken token = _tokens.Next(); !token.IsSign(']'); token = _tokens.Next())
        {
            if (token.IsSign(',')) continue;
            if (weights.Count == Limits.ProfileChannels) throw UsdIssues.TooLarge(FormattableString.Invariant($"{file}:{token.Line}"), $"more than {Limits.ProfileChannels} weights");
            weights.Add((float)Number(token));
        }
        return [.. weights];
    }

    private double ReadAssigned()
    {
        Expect('=');
        return Number(_tokens.Next());
    }

    private void Expect(char sign)
    {
        UsdToken token = _tokens.Next();
        if (!token.IsSign(sign)) throw UsdIssues.Broken(file, token.Line, $"There is no '{sign}' where one belongs.");
    }

    private double Number(UsdToken token)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return token.Kind == UsdTokenKind.Number && double.TryParse(token.Text, style, CultureInfo.InvariantCulture, out double value) && float.IsFinite((float)value)
            ? value
            : throw UsdIssues.Broken(file, token.Line, "This is not a finite number.");
    }

    private RigTrack ToTrack(string[] names, List<(double TimeCode, float[] Weights)> samples, int line)
    {
        double start = Math.Min(_startTimeCode ?? samples[0].TimeCode, samples[0].TimeCode);
        double[] seconds = [.. samples.Select(sample => (sample.TimeCode - start) / _timeCodesPerSecond)];
        // Whole time codes are frames; others have to tell their rate themselves.
        bool areFrames = _timeCodesPerSecond is >= 1 and <= 1000 && samples.TrueForAll(sample => double.IsInteger(sample.TimeCode - start));
        double rateFps = areFrames ? _timeCodesPerSecond : KeyTimes.FrameRateFps(seconds);
        double lengthSeconds = seconds[^1] + (1 / rateFps);
        if (lengthSeconds > (Limits.ClipMinutes * 60) + 1) throw UsdIssues.TooLarge(file, $"more than {Limits.ClipMinutes} minutes");
        if (lengthSeconds * rateFps * names.Length > MostBytes / sizeof(float)) throw UsdIssues.TooLarge(file, "too many frames and shapes");
        CurveKey[][] keys = [.. names.Select(_ => new CurveKey[samples.Count])];
        float[] low = new float[names.Length], high = [.. Enumerable.Repeat(1f, names.Length)];
        for (int i = 0; i < samples.Count; i++)
        {
            float[] weights = samples[i].Weights;
            if (weights.Length != names.Length) throw UsdIssues.Broken(file, line, FormattableString.Invariant($"Sample {i} has {weights.Length} weights for {names.Length} shapes."));
            for (int c = 0; c < weights.Length; c++)
            {
                keys[c][i] = new CurveKey(seconds[i], weights[c]);
                low[c] = Math.Min(low[c], weights[c]);
                high[c] = Math.Max(high[c], weights[c]);
            }
        }
        return RigTrack.FromCurveKeys([.. names.Select((name, c) => new RigChannel(name, low[c], high[c]))], keys, rateFps, lengthSeconds);
    }
}
