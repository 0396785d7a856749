using System.Collections.Frozen;
using System.IO.Enumeration;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Turns what a user names (files, folders, patterns) into recordings.</summary>
public static class RecordingFinder
{
    private static readonly FrozenSet<string> _extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
    [
        ".wav", ".wave", ".mp3", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac", ".wma", ".aif", ".aiff", ".aifc", ".au", ".ac3", ".amr",
        ".caf", ".w64", ".xwm", ".fuz",
    ]);

    private static readonly FrozenSet<string> _videoExtensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        [".mp4", ".m4v", ".mov", ".mkv", ".mka", ".webm", ".avi", ".wmv", ".mpg", ".mpeg", ".ogv", ".3gp", ".flv", ".bik", ".bk2"]);

    /// <summary>Whether a file name ends like a recording's.</summary>
    public static bool IsRecordingName(string path) => _extensions.Contains(Path.GetExtension(path)) || IsVideoName(path);

    /// <summary>Whether a file name ends like that of a video, or of another file that may hold several sounds.</summary>
    public static bool IsVideoName(string path) => _videoExtensions.Contains(Path.GetExtension(path));

    /// <summary>The recordings a name stands for, in order of their names.</summary>
    /// <param name="name">
    /// A file (taken whatever it is called), a folder (the recordings that lie directly in it), or a pattern with <c>*</c> or
    /// <c>?</c> in its last part, which some shells leave to the program.
    /// </param>
    /// <returns>Paths; a file that does not exist is returned too, to fail where it is opened. Empty: the folder or pattern has none.</returns>
    public static IReadOnlyList<string> Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Directory.Exists(name)) return Sorted(Directory.EnumerateFiles(name).Where(IsRecordingName));
        string pattern = Path.GetFileName(name);
        if (Path.Exists(name) || pattern.AsSpan().IndexOfAny('*', '?') < 0) return [name];
        string folder = Path.GetDirectoryName(name) is { Length: > 0 } given ? given : ".";
        if (!Directory.Exists(folder)) return [];
        return Sorted(Directory.EnumerateFiles(folder)
            .Where(path => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path), ignoreCase: OperatingSystem.IsWindows())));
    }

    /// <summary>The same order on every system.</summary>
    private static List<string> Sorted(IEnumerable<string> paths)
    {
        // Staging files and other hidden files are nobody's recordings.
        List<string> sorted = [.. paths.Where(path => Path.GetFileName(path)[0] != '.')];
        sorted.Sort(StringComparer.Ordinal);
        return sorted;
    }
}
