using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation.Alignments;

/// <summary>Praat's TextGrid, long or short: in both, only quoted texts and numbers that stand by themselves count.</summary>
/// <remarks>Layout after Praat's manual, "TextGrid file formats".</remarks>
internal sealed class TextGrid
{
    private const string IntervalTier = "IntervalTier", PointTier = "TextTier";

    private static readonly string[] _phoneTiers = ["phones", "phone", "phonemes", "MAU"];

    private readonly string _text;
    private readonly string _fileName;
    private int _at, _line = 1;

    private TextGrid(string text, string fileName) => (_text, _fileName) = (text, fileName);

    public static bool IsTextGrid(string text) => text.AsSpan(0, Math.Min(text.Length, 200)).Contains("ooTextFile", StringComparison.Ordinal);

    /// <summary>Adds the intervals of the tier with the phones.</summary>
    /// <exception cref="ModkitException">EVA07: the file breaks off or has no such tier.</exception>
    public static void Read(string text, string fileName, AlignmentRows rows)
    {
        List<Tier> tiers = new TextGrid(text, fileName).ReadTiers();
        Tier[] usable = [.. tiers.Where(tier => _phoneTiers.Any(name => tier.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase)))];
        if (usable.Length == 0) usable = [.. tiers];
        if (usable.Length != 1)
            throw new ModkitException(EvaluationIssues.NotReadable(fileName, $"Which interval tier has the phones is not told: {string.Join(", ", usable.Select(tier => $"'{tier.Name}'").DefaultIfEmpty("there is none"))}."));
        foreach ((int line, string start, string end, string label) in usable[0].Intervals) rows.Add(line, start, end, label);
    }

    private List<Tier> ReadTiers()
    {
        Take(isText: true); // file type
        Take(isText: true); // object class
        Take(isText: false); // start
        Take(isText: false); // end
        List<Tier> tiers = [];
        int tierCount = TakeCount();
        for (int i = 0; i < tierCount; i++)
        {
            string kind = Take(isText: true);
            string name = Take(isText: true);
            Take(isText: false);
            Take(isText: false);
            int count = TakeCount();
            if (kind is not (IntervalTier or PointTier)) throw Broken($"A tier is of an unknown kind '{kind}'.");
            List<(int, string, string, string)> intervals = [];
            for (int j = 0; j < count; j++)
            {
                string start = Take(isText: false);
                string end = kind == PointTier ? start : Take(isText: false);
                string label = Take(isText: true);
                intervals.Add((_line, start, end, label));
            }
            if (kind == IntervalTier) tiers.Add(new Tier(name, intervals));
        }
        return tiers;
    }

    private int TakeCount() => AlignmentRows.TryParse(Take(isText: false), out double count) && count >= 0 && count <= _text.Length ? (int)count : throw Broken("A number of tiers or intervals is none.");

    /// <summary>The next text or number.</summary>
    private string Take(bool isText)
    {
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == '"')
            {
                string text = TakeText();
                return isText ? text : throw Broken("There is a text where a number belongs.");
            }
            if (char.IsWhiteSpace(c))
            {
                if (c == '\n') _line++;
                _at++;
                continue;
            }
            int end = _at;
            while (end < _text.Length && !char.IsWhiteSpace(_text[end])) end++;
            string word = _text[_at..end];
            // The rest of a line behind '!' is a remark.
            if (c == '!') end = _text.IndexOf('\n', _at) is >= 0 and int lineEnd ? lineEnd : _text.Length;
            _at = end;
            if (AlignmentRows.TryParse(word, out _)) return isText ? throw Broken("There is a number where a text belongs.") : word;
        }
        throw Broken("The file breaks off.");
    }

    private string TakeText()
    {
        StringBuilder text = new();
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '\n') _line++;
            if (c != '"') { text.Append(c); continue; }
            // A quotation mark in a text is doubled.
            if (_at + 1 < _text.Length && _text[_at + 1] == '"') { text.Append(c); _at++; continue; }
            _at++;
            return text.ToString();
        }
        throw Broken("A text has no end.");
    }

    private ModkitException Broken(string reason) => new(EvaluationIssues.NotReadable(FormattableString.Invariant($"{_fileName}:{_line}"), reason));

    private sealed record Tier(string Name, List<(int Line, string Start, string End, string Label)> Intervals);
}
