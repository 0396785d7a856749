using System.Globalization;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Usd;

/// <summary>Cuts USD text into tokens. Comments and blanks are passed over. It only walks forward, so no nesting can exhaust it.</summary>
internal sealed class UsdTokens(string text, string file)
{
    private int _at;
    private int _line = 1;

    public int Line => _line;

    public UsdToken Next()
    {
        SkipBlanks();
        if (_at >= text.Length) return new UsdToken(UsdTokenKind.End, "", _line);
        char first = text[_at];
        if (first is '"' or '\'') return new UsdToken(UsdTokenKind.Text, ReadText(first), _line);
        if (first is '<' or '@') return new UsdToken(UsdTokenKind.Reference, ReadReference(first), _line);
        if (char.IsLetter(first) || first == '_') return Run(UsdTokenKind.Word, letter => char.IsLetterOrDigit(letter) || letter is '_' or ':' or '.');
        if (char.IsAsciiDigit(first) || first is '-' or '+' or '.') return Run(UsdTokenKind.Number, letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '+' or '.');
        _at++;
        return new UsdToken(UsdTokenKind.Sign, first.ToString(), _line);
    }

    /// <summary>Passes over everything up to the sign that closes one already taken.</summary>
    public void SkipToClosing()
    {
        for (long depth = 1; depth > 0;)
        {
            UsdToken token = Next();
            if (token.Kind == UsdTokenKind.End) throw UsdIssues.Broken(file, token.Line, "A bracket is never closed.");
            if (token.Kind != UsdTokenKind.Sign) continue;
            if (token.Text[0] is '(' or '[' or '{') depth++;
            else if (token.Text[0] is ')' or ']' or '}') depth--;
        }
    }

    private void SkipBlanks()
    {
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '#')
            {
                while (_at + 1 < text.Length && text[_at + 1] != '\n') _at++;
            }
            else if (text[_at] == '\n') _line++;
            else if (!char.IsWhiteSpace(text[_at]) && text[_at] != '\uFEFF') return;
        }
    }

    private UsdToken Run(UsdTokenKind kind, Predicate<char> belongs)
    {
        int start = _at++;
        while (_at < text.Length && belongs(text[_at])) _at++;
        return new UsdToken(kind, text[start.._at], _line);
    }

    private string ReadReference(char first)
    {
        char last = first == '<' ? '>' : '@';
        int end = text.IndexOf(last, _at + 1);
        int lineEnd = text.IndexOf('\n', _at);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end)) throw UsdIssues.Broken(file, _line, $"A '{first}' is never closed.");
        string reference = text[(_at + 1)..end];
        _at = end + 1;
        return reference;
    }

    /// <summary>A text in one or three quotes; only one in three may go over several lines.</summary>
    private string ReadText(char quote)
    {
        int startLine = _line;
        bool isLong = text.AsSpan(_at).StartsWith([quote, quote, quote]);
        int quotes = isLong ? 3 : 1;
        StringBuilder content = new();
        for (_at += quotes; _at < text.Length; _at++)
        {
            char letter = text[_at];
            if (letter == quote && (!isLong || text.AsSpan(_at).StartsWith([quote, quote, quote])))
            {
                _at += quotes;
                return content.ToString();
            }
            if (letter == '\n')
            {
                if (!isLong) break;
                _line++;
            }
            if (letter == '\\' && _at + 1 < text.Length) content.Append(Escaped());
            else content.Append(letter);
        }
        throw UsdIssues.Broken(file, startLine, "A text is never closed.");
    }

    /// <summary>The letter that an escape stands for; the position is left on the escape's last letter.</summary>
    private char Escaped()
    {
        char letter = text[++_at];
        if (letter == 'x' && _at + 2 < text.Length && int.TryParse(text.AsSpan(_at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            _at += 2;
            return (char)code;
        }
        return letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => letter };
    }
}
