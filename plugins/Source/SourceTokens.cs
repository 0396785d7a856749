using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Splits a text into words as the engine's parsers do: at blanks, with texts in quotes, and comments from // to the line's end.</summary>
/// <param name="text">The whole text.</param>
/// <param name="fileName">For messages.</param>
/// <param name="isScript">Whether there are quotes, comments and braces without blanks around them; a sentence has none of these.</param>
internal sealed class SourceTokens(string text, string fileName, bool isScript)
{
    /// <summary>The engine's buffer for a word.</summary>
    private const int LongestToken = 4_095;

    private int _at;
    private int _line = 1;

    /// <summary>File and line of the word given last.</summary>
    public string Place => FormattableString.Invariant($"{fileName}:{_line}");

    /// <summary>Whether the word given last was in quotes, so that a brace in it is only a text.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="ModkitException">SRC01 it is too large.</exception>
    public static byte[] ReadBytes(Stream stream, string fileName)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw SourceIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    /// <summary>Bytes as text, without a byte-order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimEnd('\0');

    /// <summary>The next word, or false at the end of the text.</summary>
    /// <exception cref="ModkitException">SRC03 a word is too long, or a quote does not end.</exception>
    public bool TryNext(out string token)
    {
        SkipBlanks();
        IsQuoted = false;
        token = "";
        if (_at >= text.Length) return false;
        int start = _at;
        if (isScript && text[_at] == '"')
        {
            int end = text.IndexOf('"', _at + 1);
            if (end < 0) throw SourceIssues.BadEntry(Place, "a text that ends with a quote");
            token = text[(start + 1)..end];
            IsQuoted = true;
            foreach (char character in token) _line += character == '\n' ? 1 : 0;
            _at = end + 1;
        }
        else if (isScript && IsBrace(text[_at])) token = text[_at++].ToString();
        else
        {
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !(isScript && (IsBrace(text[_at]) || text[_at] == '"'))) _at++;
            token = text[start.._at];
        }
        return token.Length <= LongestToken ? true : throw SourceIssues.BadEntry(Place, FormattableString.Invariant($"a word of at most {LongestToken} characters"));
    }

    /// <summary>The next word without taking it.</summary>
    public string? Peek()
    {
        (int at, int line, bool isQuoted) = (_at, _line, IsQuoted);
        string? token = TryNext(out string next) ? next : null;
        (_at, _line, IsQuoted) = (at, line, isQuoted);
        return token;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] == '\n') _line++;
            if (char.IsWhiteSpace(text[_at])) _at++;
            else if (isScript && text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] == '/')
            {
                int end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else return;
        }
    }

    private static bool IsBrace(char character) => character is '{' or '}';
}
