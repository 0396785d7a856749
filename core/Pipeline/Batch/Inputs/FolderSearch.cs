using System.IO.Enumeration;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Searches folders to the bottom, without hidden files and folders.</summary>
/// <remarks>
/// Links to folders are followed after everything else, in the order of their names, and only where they lead out of what has been
/// searched: so no recording is found at two places, no search runs in a circle, and every system finds the same.
/// </remarks>
/// <param name="outputFolder">Folder that is not searched when a search comes upon it, or null.</param>
/// <param name="cancellation">Stops a search.</param>
internal sealed class FolderSearch(string? outputFolder, CancellationToken cancellation)
{
    private static readonly EnumerationOptions _everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private static readonly StringComparison _pathComparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    private readonly string? _outputFolder = outputFolder is null ? null : Trimmed(Path.GetFullPath(outputFolder));

    /// <summary>The recordings and archives below a folder, in no order.</summary>
    /// <param name="root">The folder; searched even when it is the output folder or hidden, for the user named it.</param>
    /// <param name="pattern">What the names below <paramref name="root"/> have to match, or null.</param>
    /// <exception cref="ModkitException">INP04: there are too many.</exception>
    public List<FoundFile> Find(string root, GlobPattern? pattern)
    {
        List<FoundFile> found = [];
        SortedDictionary<string, string> links = new(StringComparer.Ordinal);
        // Where links lead is compared with where things are; a recording's path is the user's own way to it.
        string top = Trimmed(Path.GetFullPath(root)), physical = LinkTarget(top) ?? top;
        List<string> searched = [physical];
        Search(top, physical, "", pattern, found, links);
        while (links.Count > 0)
        {
            (string name, string path) = links.First();
            links.Remove(name);
            if (LinkTarget(path) is not { } target) found.Add(new FoundFile(path, name, IsUnreadableFolder: true));
            else if (!searched.Exists(tree => IsWithin(target, tree) || IsWithin(tree, target)) && !IsOutput(target))
            {
                searched.Add(target);
                Search(top, target, name + "/", pattern, found, links);
            }
        }
        return found;
    }

    private void Search(string top, string start, string startName, GlobPattern? pattern, List<FoundFile> found, SortedDictionary<string, string> links)
    {
        Stack<(string Path, string Name)> folders = new([(start, startName)]);
        while (folders.TryPop(out (string Path, string Name) folder))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                foreach ((string file, bool isFolder, bool isLink) in Entries(folder.Path))
                {
                    string path = Path.Join(folder.Path, file), name = folder.Name + file;
                    if (!isFolder)
                    {
                        if (pattern is null ? IsSource(file) : pattern.Takes(name)) found.Add(new FoundFile(PathOf(top, name), name));
                    }
                    else if (IsOutput(path) || IsOutput(PathOf(top, name)) || pattern?.CanMatchBelow(name) == false) continue;
                    else if (isLink) links.Add(name, path);
                    else folders.Push((path, name + "/"));
                }
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                found.Add(new FoundFile(folder.Path, folder.Name.Length == 0 ? Path.GetFileName(folder.Path) : folder.Name.TrimEnd('/'), IsUnreadableFolder: true));
            }
            if (found.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(Path.GetFileName(top)));
        }
    }

    private static FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)> Entries(string folder) =>
        new(folder, static (ref FileSystemEntry entry) =>
            (entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory && (entry.Attributes & FileAttributes.ReparsePoint) != 0), _everything)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !entry.IsHidden,
        };

    /// <summary>Whether a file is a recording, or holds some, by its name.</summary>
    public static bool IsSource(string name) => RecordingFinder.IsRecordingName(name) || VoiceArchive.IsArchiveName(name);

    private static string PathOf(string top, string name) => Path.Join(top, Path.DirectorySeparatorChar == '/' ? name : name.Replace('/', Path.DirectorySeparatorChar));

    private bool IsOutput(string path) => string.Equals(path, _outputFolder, _pathComparison);

    private static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, _pathComparison) && (path.Length == folder.Length || path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));

    /// <summary>Where a link leads in the end; the folder itself when it is none; null when that cannot be told.</summary>
    private static string? LinkTarget(string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target ? Trimmed(target.FullName) : folder;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            return null;
        }
    }

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path);
}
