using System.Text;
using System.Text.RegularExpressions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// A pattern over names with '/': <c>*</c> and <c>?</c> stay inside a part, <c>**</c> as a part stands for any number of folders. A
/// pattern that matches a folder matches everything in it. Case does not matter, so that every system finds the same.
/// </summary>
internal sealed class GlobPattern
{
    private readonly Regex _regex;
    private readonly int _deepest;
    private readonly bool _namesExtension;

    public GlobPattern(string pattern)
    {
        string[] parts = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        _deepest = parts.Contains("**") ? int.MaxValue : parts.Length;
        string extension = parts.Length == 0 ? "" : Path.GetExtension(parts[^1]);
        _namesExtension = extension.Length > 1 && !IsPattern(extension);

        StringBuilder regex = new(@"\A");
        for (int i = 0; i < parts.Length; i++)
        {
            bool isLast = i == parts.Length - 1;
            if (parts[i] == "**") regex.Append(isLast ? ".*" : "(?:[^/]+/)*");
            else regex.Append(Regex.Escape(parts[i]).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal)).Append(isLast ? "" : "/");
        }
        // Without backtracking no pattern takes longer than its length times the name's.
        _regex = new Regex(regex.Append(@"(?:/.*)?\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>Whether a text has a wildcard in it.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>Takes a path apart: the folder down to which it is plain, and the pattern below.</summary>
    public static (string Root, GlobPattern Pattern) Split(string path)
    {
        string plain = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        int end = plain.LastIndexOf('/', plain.AsSpan().IndexOfAny('*', '?'));
        string root = end < 0 ? "." : end == 0 ? "/" : plain[..end];
        return (root, new GlobPattern(plain[(end + 1)..]));
    }

    /// <summary>Whether a name, or a folder it lies in, matches.</summary>
    public bool Matches(string name) => _regex.IsMatch(name);

    /// <summary>Whether a file that a search came upon is meant: it matches, and is a recording or an archive unless the pattern itself says how files end.</summary>
    public bool Takes(string name) => (_namesExtension || FolderSearch.IsSource(name)) && Matches(name);

    /// <summary>Whether something in a folder may match; false spares the search of it.</summary>
    public bool CanMatchBelow(string folder) => _deepest == int.MaxValue || folder.AsSpan().Count('/') + 1 < _deepest || Matches(folder);
}
