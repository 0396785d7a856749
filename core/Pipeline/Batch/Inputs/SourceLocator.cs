using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Looks up what one name stands for: a file, a folder, an archive, something in an archive, or a pattern.</summary>
/// <param name="baseFolder">
/// Full path of the folder that names are relative to and recordings are called below; null: the current folder, and recordings are
/// called below the folder, archive or pattern that was named.
/// </param>
/// <param name="outputFolder">Folder that is never searched, or null.</param>
/// <param name="cancellation">Stops a search.</param>
internal sealed class SourceLocator(string? baseFolder, string? outputFolder, CancellationToken cancellation)
{
    private readonly FolderSearch _search = new(outputFolder, cancellation);
    private readonly Dictionary<string, VoiceArchive> _archives = new(StringComparer.Ordinal);

    /// <summary>Finds what a name stands for.</summary>
    /// <exception cref="ModkitException">INP04: there are too many.</exception>
    public LocatedSources Find(string named)
    {
        if (named.Length == 0 || named.Contains('\0', StringComparison.Ordinal)) return Nothing(InputIssues.NotThere(named));
        string path = Path.GetFullPath(baseFolder is null ? named : Path.Combine(baseFolder, named));
        if (Directory.Exists(path)) return FindIn(path, null, named);
        if (Path.Exists(path))
        {
            if (VoiceArchive.IsArchiveName(path)) return InArchive(path, "", named);
            return new LocatedSources([new BatchSource { Path = path, Name = NameOf(path) is { Length: > 0 } name ? name : Path.GetFileName(path) }], IsOne: true);
        }
        if (ArchiveOf(path) is { } archive) return InArchive(archive, path[(archive.Length + 1)..].Replace('\\', '/'), named);
        if (!GlobPattern.IsPattern(named)) return Nothing(InputIssues.NotThere(named));
        (string root, GlobPattern pattern) = GlobPattern.Split(path);
        return Directory.Exists(root) ? FindIn(root, pattern, named) : Nothing(InputIssues.NotThere(named));
    }

    private LocatedSources FindIn(string root, GlobPattern? pattern, string named)
    {
        string rootName = NameOf(root);
        List<BatchSource> sources = [];
        foreach (FoundFile file in _search.Find(root, pattern))
        {
            BatchSource source = new() { Path = file.Path, Name = Joined(rootName, file.Name) };
            if (file.IsUnreadableFolder) sources.Add(source with { Obstacle = InputIssues.FolderUnreadable(file.Name) });
            else if (VoiceArchive.IsArchiveName(file.Name)) AddEntries(source, sources);
            else sources.Add(source);
            if (sources.Count > Limits.BatchItems) throw new ModkitException(InputIssues.TooMany(named));
        }
        return sources.Count == 0 ? Nothing(InputIssues.NoRecordings(named)) : new LocatedSources(sources, IsOne: false);
    }

    /// <summary>Every recording of an archive that a search came upon, as if it were unpacked to a folder of its name.</summary>
    private void AddEntries(BatchSource archive, List<BatchSource> sources)
    {
        if (Open(archive.Path, out Issue? problem) is not { } opened) sources.Add(archive with { Obstacle = problem });
        else sources.AddRange(opened.Entries.Select(entry => SourceOf(archive.Path, entry, archive.Name[..^VoiceArchive.Extension.Length], entry.Name)));
    }

    /// <param name="path">Full path of the archive.</param>
    /// <param name="inside">A recording, a folder or a pattern in it; empty: everything.</param>
    /// <param name="named">What the user wrote.</param>
    private LocatedSources InArchive(string path, string inside, string named)
    {
        string archiveName = NameOf(path);
        if (Open(path, out Issue? problem) is not { } archive)
            return new LocatedSources([new BatchSource { Path = path, Name = archiveName.Length > 0 ? archiveName : Path.GetFileName(path), Obstacle = problem }], IsOne: false);
        if (archiveName.Length > 0) archiveName = archiveName[..^VoiceArchive.Extension.Length];
        if (inside.Length > 0 && archive.Find(inside) is { } one)
            return new LocatedSources([SourceOf(path, one, archiveName, baseFolder is null ? Path.GetFileName(one.Name) : one.Name)], IsOne: true);

        string root = inside;
        GlobPattern? pattern = null;
        if (GlobPattern.IsPattern(inside)) (root, pattern) = GlobPattern.Split(inside);
        string below = root is "" or "." ? "" : root.TrimEnd('/') + "/";
        List<BatchSource> sources = [];
        foreach (ArchiveEntry entry in archive.Entries)
        {
            if (!entry.Name.StartsWith(below, StringComparison.Ordinal) || pattern?.Matches(entry.Name[below.Length..]) == false) continue;
            sources.Add(SourceOf(path, entry, archiveName, baseFolder is null ? entry.Name[below.Length..] : entry.Name));
        }
        if (sources.Count > 0) return new LocatedSources(sources, IsOne: false);
        return Nothing(inside.Length > 0 && pattern is null ? InputIssues.NotThere(named) : InputIssues.NoRecordings(named));
    }

    private static BatchSource SourceOf(string archivePath, ArchiveEntry entry, string rootName, string name) => new()
    {
        Path = archivePath,
        Entry = entry.Name,
        Name = Joined(rootName, entry.Obstacle is null ? name : RelativeName.Harmless(name)),
        Obstacle = entry.Obstacle,
    };

    private VoiceArchive? Open(string path, out Issue? problem)
    {
        problem = null;
        if (_archives.TryGetValue(path, out VoiceArchive? known)) return known;
        try
        {
            return _archives[path] = VoiceArchive.Read(path, Path.GetFileName(path));
        }
        catch (ModkitException exception)
        {
            problem = exception.Issues[0];
            return null;
        }
    }

    /// <summary>The archive that a path leads into, or null.</summary>
    private static string? ArchiveOf(string path)
    {
        for (int at = 0; (at = path.IndexOf(VoiceArchive.Extension, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += VoiceArchive.Extension.Length;
            if (at < path.Length && path[at] == Path.DirectorySeparatorChar && File.Exists(path[..at])) return path[..at];
        }
        return null;
    }

    /// <summary>What a path is called below the base folder, without the ways up that lead out of it; empty when there is no base folder.</summary>
    private string NameOf(string path)
    {
        if (baseFolder is null) return "";
        string relative = Path.GetRelativePath(baseFolder, path);
        return Path.IsPathRooted(relative) ? Path.GetFileName(path)
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Where(part => part is not (".." or ".")));
    }

    private static string Joined(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    private static LocatedSources Nothing(Issue problem) => new([], IsOne: false, problem);
}
