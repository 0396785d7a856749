using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The folder of a mod as it lies there: what belongs into a pack, and what is the program's own.</summary>
internal sealed class PackFolder
{
    /// <summary>How the joined provenance of an earlier pack begins.</summary>
    public const string ProvenancePrefix = "a2f-provenance";

    private const string MetaName = "meta.ini";

    private static readonly EnumerationOptions _everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly List<PackFile> _files = [], _records = [], _edits = [];

    private PackFolder(string path) => Path = path;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The mod's files, by name.</summary>
    public IReadOnlyList<PackFile> Files => _files;

    /// <summary>The provenance records, by name.</summary>
    public IReadOnlyList<PackFile> Records => _records;

    /// <summary>The files of hand edits, by name.</summary>
    public IReadOnlyList<PackFile> Edits => _edits;

    /// <summary>Files and folders that do not belong into a pack, without the records.</summary>
    public int LeftOutCount { get; private set; }

    /// <summary>Looks through a folder.</summary>
    /// <exception cref="ModkitException">PCK01 it is not there or empty, PCK02 links, PCK03 names, PCK09 something in it cannot be read.</exception>
    public static PackFolder Read(string path)
    {
        PackFolder folder = new(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        string place = System.IO.Path.GetFileName(folder.Path);
        if (!Directory.Exists(folder.Path)) throw new ModkitException(PackIssues.NothingToPack(place, "there is no such folder"));
        try
        {
            folder.Search(folder.Path, "");
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(PackIssues.Unreadable(place, "a folder in it cannot be read"), exception);
        }
        if (folder._files.Count == 0) throw new ModkitException(PackIssues.NothingToPack(place, "it holds no file of a mod"));
        foreach (List<PackFile> list in (List<PackFile>[])[folder._files, folder._records, folder._edits]) list.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        folder.RequireNames(place);
        return folder;
    }

    private void Search(string path, string prefix)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", _everything))
        {
            string name = prefix + entry.Name;
            if (IsOwn(entry, name))
            {
                LeftOutCount++;
                continue;
            }
            if (entry.LinkTarget is not null || (entry.Attributes & FileAttributes.ReparsePoint) != 0) throw new ModkitException(PackIssues.IsLink(name));
            if (entry is DirectoryInfo) Search(entry.FullName, name + "/");
            else if (EndsWith(entry, ProvenanceRecord.FileSuffix)) _records.Add(new PackFile(name, entry.FullName));
            else if (EndsWith(entry, LineEdits.FileSuffix)) _edits.Add(new PackFile(name, entry.FullName));
            else _files.Add(new PackFile(name, entry.FullName));
        }
        if (prefix.Length == 0) LeftOutCount += _edits.Count;
    }

    /// <summary>Whether something is no part of the mod: hidden or staged, a backup, or what an earlier pack or a mod manager added at the root.</summary>
    private static bool IsOwn(FileSystemInfo entry, string name) =>
        entry.Name[0] == '.' || (OperatingSystem.IsWindows() && (entry.Attributes & FileAttributes.Hidden) != 0)
        || (entry is FileInfo && (EndsWith(entry, Backup.Suffix) || string.Equals(name, MetaName, StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith(ProvenancePrefix, StringComparison.OrdinalIgnoreCase) && EndsWith(entry, ".json"))));

    private static bool EndsWith(FileSystemInfo entry, string suffix) => entry.Name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every name must be one on Windows, and none may be another's in other letters, nor a folder's.</summary>
    private void RequireNames(string place)
    {
        List<string> bad = [.. _files.Select(file => file.Name).Where(name => !name.Split('/').All(OutputTemplate.IsFileName))];
        if (bad.Count > 0) throw new ModkitException(PackIssues.BadNames(place, bad, "these cannot be names on Windows"));
        Dictionary<string, string> known = new(StringComparer.OrdinalIgnoreCase);
        List<string> twice = [];
        foreach (string path in _files.SelectMany(file => PathsOf(file.Name)))
        {
            if (!known.TryAdd(path.TrimEnd('/'), path) && known[path.TrimEnd('/')] is var other && other != path) twice.Add($"{other} and {path}");
        }
        if (twice.Count > 0) throw new ModkitException(PackIssues.BadNames(place, [.. twice.Distinct()], "these would be one file or folder on Windows"));
    }

    /// <summary>A file's folders, with '/' at their end, and its own path: 'Sound/a' and 'sound/b' would lie in one folder there, but not in every archive.</summary>
    private static IEnumerable<string> PathsOf(string name)
    {
        for (int end = name.IndexOf('/', StringComparison.Ordinal); end >= 0; end = name.IndexOf('/', end + 1)) yield return name[..(end + 1)];
        yield return name;
    }
}
