using System.Globalization;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Reads the text of a sentence as the engine does: words between blanks, line ends free, sections it does not know refused.</summary>
/// <param name="tokens">The text's words.</param>
internal sealed class SentenceReader(SourceTokens tokens)
{
    /// <summary>Rate of the curves a reader gives; the times are finer and stay so in the keys.</summary>
    private const double FrameRateFps = 30;

    private const double LongestSeconds = 7_200;

    /// <summary>Times have three decimals: gaps below this are none.</summary>
    private const double SmallestGapSeconds = 0.0015;

    private readonly List<SpokenPhoneme> _phonemes = [];

    /// <param name="durationSeconds">Length of the sound, or 0 when only the text is there.</param>
    /// <exception cref="ModkitException">SRC02 to SRC06: what is wrong and in which line.</exception>
    public RigTrack Read(double durationSeconds)
    {
        if (!tokens.TryNext(out string first) || first != "VERSION" || Seconds("a version") != 1) throw SourceIssues.WrongStart(tokens.Place, "'VERSION 1.0'");
        while (tokens.TryNext(out string section))
        {
            switch (section)
            {
                case "PLAINTEXT" or "CLOSECAPTION" or "EMPHASIS" or "OPTIONS": SkipBlock(); break;
                case "WORDS": ReadWords(); break;
                default: throw SourceIssues.BadEntry(tokens.Place, "a section PLAINTEXT, WORDS, EMPHASIS or OPTIONS");
            }
        }
        return ToTrack(durationSeconds);
    }

    private void ReadWords()
    {
        Require("{");
        while (Next("a word") is not "}" and string keyword)
        {
            if (keyword != "WORD") throw SourceIssues.BadEntry(tokens.Place, "WORD");
            Next("the word");
            Seconds("the word's start");
            Seconds("the word's end");
            Require("{");
            while (Next("a phoneme") is not "}" and string code) ReadPhoneme(code);
        }
    }

    private void ReadPhoneme(string code)
    {
        int index = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? Phonemes.IndexOf(value) : -1;
        if (index < 0) throw SourceIssues.UnknownPhoneme(tokens.Place, code);
        Next("the phoneme's name");
        double start = Seconds("the phoneme's start");
        double end = Seconds("the phoneme's end");
        Seconds("the phoneme's volume");
        if (end < start) throw SourceIssues.BadEntry(tokens.Place, "a time after the phoneme's start");
        _phonemes.Add(new SpokenPhoneme(index, start, end));
    }

    private RigTrack ToTrack(double durationSeconds)
    {
        List<ShapeKey> keys = [];
        double end = 0;
        foreach (SpokenPhoneme phoneme in _phonemes.OrderBy(phoneme => phoneme.StartSeconds))
        {
            if (phoneme.StartSeconds - end > SmallestGapSeconds) Add(keys, end, Phonemes.Rest);
            Add(keys, keys.Count == 0 && phoneme.StartSeconds <= SmallestGapSeconds ? 0 : phoneme.StartSeconds, phoneme.Index);
            end = Math.Max(end, phoneme.EndSeconds);
        }
        Add(keys, end, Phonemes.Rest);
        return RigTrack.FromShapeKeys(Phonemes.Names, keys, FrameRateFps, Math.Min(LongestSeconds, Math.Max(end, durationSeconds)));
    }

    private static void Add(List<ShapeKey> keys, double seconds, int shape)
    {
        if (keys.Count > 0 && keys[^1].TimeSeconds >= seconds) keys.RemoveAt(keys.Count - 1);
        if (keys.Count == 0 || keys[^1].Shape != shape) keys.Add(new ShapeKey(keys.Count == 0 ? 0 : seconds, shape));
    }

    private void SkipBlock()
    {
        Require("{");
        int depth = 1;
        while (depth > 0)
        {
            string token = Next("'}'");
            if (token == "{") depth++;
            else if (token == "}") depth--;
        }
    }

    private double Seconds(string what)
    {
        string token = Next(what);
        return double.TryParse(token, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && value <= LongestSeconds
            ? value
            : throw SourceIssues.BadEntry(tokens.Place, FormattableString.Invariant($"{what}, a number of 0 to {LongestSeconds}"));
    }

    private string Next(string what) => tokens.TryNext(out string token) ? token : throw SourceIssues.BadEntry(tokens.Place, what);

    private void Require(string expected)
    {
        if (Next($"'{expected}'") != expected) throw SourceIssues.BadEntry(tokens.Place, $"'{expected}'");
    }
}
