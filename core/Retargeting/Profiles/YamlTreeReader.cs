using Audio2Face.Modkit.Abstractions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads YAML events into a small tree, stopping hard at the limits before anything is built on them.</summary>
/// <remarks>
/// Works from the event stream because YamlDotNet's own object readers recurse without a limit and accept anchors and duplicate
/// keys. Recursion here ends at <see cref="Limits.ProfileDepth"/>.
/// </remarks>
internal sealed class YamlTreeReader
{
    /// <summary>YAML reads keys back only up to 1,024 characters, escapes counted.</summary>
    private const int LongestKey = 128;

    private readonly Parser _parser;
    private readonly ProfileIssueList _issues;
    private int _eventCount;
    private Mark _last = new(0, 1, 1);

    private YamlTreeReader(string text, ProfileIssueList issues)
    {
        _parser = new Parser(new StringReader(text));
        _issues = issues;
    }

    /// <summary>The document's root map, or null after adding the reason to <paramref name="issues"/>.</summary>
    public static YamlMap? Read(string text, ProfileIssueList issues)
    {
        YamlNode? root = ReadAny(text, issues);
        if (root is null or YamlMap) return root as YamlMap;
        issues.Add(root, place => ProfileIssues.NotOneMap(place, root is YamlList ? "this is a list" : "this is a text"));
        return null;
    }

    /// <summary>The document's root, or null after adding the reason to <paramref name="issues"/>.</summary>
    public static YamlNode? ReadAny(string text, ProfileIssueList issues)
    {
        if (HasForbiddenCharacters(text, issues)) return null;
        YamlTreeReader reader = new(text, issues);
        try
        {
            return reader.ReadDocument();
        }
        catch (StopException)
        {
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet's scanner meets some malformed texts with these instead of its own kind.
            issues.Add((int)reader._last.Line, (int)reader._last.Column, place => ProfileIssues.NotYaml(place, "the text makes no sense from here on"));
            return null;
        }
        catch (YamlException exception)
        {
            Mark at = exception.Start.Index > 0 ? exception.Start : reader._last;
            issues.Add((int)at.Line, (int)at.Column,
                place => ProfileIssues.NotYaml(place, PrintableText.Show(exception.Message.TrimEnd('.'))));
            return null;
        }
    }

    private static bool HasForbiddenCharacters(string text, ProfileIssueList issues)
    {
        int line = 0;
        foreach (ReadOnlySpan<char> content in text.AsSpan().EnumerateLines())
        {
            line++;
            // YamlDotNet takes NUL for the end of the text and would silently drop what follows.
            string? what = content.Contains('\0') ? "there is a NUL character"
                : content[..^content.TrimStart().Length].Contains('\t') ? "the line is indented with a tab instead of spaces"
                : HasHalfCharacter(content) ? "half of a character stands alone (UTF-16 surrogate)"
                : null;
            if (what is null) continue;
            issues.Add(line, 1, place => ProfileIssues.NotYaml(place, what));
            return true;
        }
        return false;
    }

    private static bool HasHalfCharacter(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }
        return false;
    }

    private YamlNode? ReadDocument()
    {
        ParsingEvent current = Next();
        while (current is StreamStart) current = Next();
        if (current is not DocumentStart)
        {
            _issues.Add(1, 1, place => ProfileIssues.NotOneMap(place, "the file is empty"));
            return null;
        }
        YamlNode root = ReadNode(Next(), depth: 1);
        if (Next() is not DocumentEnd || Next() is not StreamEnd)
            throw Stop(_parser.Current!, place => ProfileIssues.NotOneMap(place, "here a second document starts"));
        return root;
    }

    private YamlNode ReadNode(ParsingEvent current, int depth)
    {
        if (depth > Limits.ProfileDepth) throw Stop(current, place => ProfileIssues.TooComplex(place, "is nested too deeply"));
        if (current is AnchorAlias) throw Stop(current, place => ProfileIssues.Forbidden(place, "aliases (*name)"));
        if (current is NodeEvent { Anchor.IsEmpty: false }) throw Stop(current, place => ProfileIssues.Forbidden(place, "anchors (&name)"));
        if (current is NodeEvent { Tag.IsEmpty: false }) throw Stop(current, place => ProfileIssues.Forbidden(place, "tags (!name)"));
        (int line, int column) = ((int)current.Start.Line, (int)current.Start.Column);
        switch (current)
        {
            case Scalar scalar:
                return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column) { File = _issues.SourceName };
            case SequenceStart:
                List<YamlNode> items = [];
                for (ParsingEvent item = Next(); item is not SequenceEnd; item = Next()) items.Add(ReadNode(item, depth + 1));
                return new YamlList(items, line, column) { File = _issues.SourceName };
            case MappingStart:
                return ReadMap(line, column, depth);
            default:
                throw Stop(current, place => ProfileIssues.NotYaml(place, "a value is missing"));
        }
    }

    private YamlMap ReadMap(int line, int column, int depth)
    {
        List<YamlEntry> entries = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        for (ParsingEvent next = Next(); next is not MappingEnd; next = Next())
        {
            if (ReadNode(next, depth + 1) is not YamlScalar key)
                throw Stop(next, place => ProfileIssues.NotYaml(place, "a key is not a text"));
            if (key.Text.Length > LongestKey) throw Stop(next, place => ProfileIssues.NotYaml(place, "a key is longer than 128 characters"));
            YamlNode value = ReadNode(Next(), depth + 1);
            if (keys.Add(key.Text)) entries.Add(new YamlEntry(key, value));
            else _issues.Add(key, place => ProfileIssues.DuplicateKey(place, key.Text));
        }
        return new YamlMap(entries, line, column) { File = _issues.SourceName };
    }

    private ParsingEvent Next()
    {
        do
        {
            if (!_parser.MoveNext()) throw new StopException();
            if (++_eventCount > Limits.ProfileEvents)
                throw Stop(_parser.Current!, place => ProfileIssues.TooComplex(place, "has too many elements"));
        }
        while (_parser.Current is Comment);
        _last = _parser.Current!.End;
        return _parser.Current!;
    }

    private StopException Stop(ParsingEvent at, Func<string, Issue> issue)
    {
        _issues.Add((int)at.Start.Line, (int)at.Start.Column, issue);
        return new StopException();
    }

    /// <summary>Leaves the recursion once an issue says why; never seen outside.</summary>
    private sealed class StopException : Exception;
}
