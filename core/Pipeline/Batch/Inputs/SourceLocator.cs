using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Looks up what one name stands for: a file, a folder or a pattern.</summary>
/// <param name="outputFolder">Folder that is never searched, or null.</param>
/// <param name="cancellation">Stops a search.</param>
internal sealed class SourceLocator(string? outputFolder, CancellationToken cancellation)
{
    private readonly FolderSearch _search = new(outputFolder, cancellation);

    /// <summary>Finds what a name stands for.</summary>
    /// <exception cref="ModkitException">INP04: there are too many.</exception>
    public LocatedSources Find(string named)
    {
        if (named.Length == 0 || named.Contains('\0', StringComparison.Ordinal)) return Nothing(InputIssues.NotThere(named));
        if (Directory.Exists(named)) return FindIn(named, null, named);
        if (Path.Exists(named)) return new LocatedSources([new BatchSource { Path = Path.GetFullPath(named), Name = Path.GetFileName(named) }], IsOne: true);
        if (!GlobPattern.IsPattern(named)) return Nothing(InputIssues.NotThere(named));
        (string root, GlobPattern pattern) = GlobPattern.Split(named);
        return Directory.Exists(root) ? FindIn(root, pattern, named) : Nothing(InputIssues.NotThere(named));
    }

    private LocatedSources FindIn(string root, GlobPattern? pattern, string named)
    {
        List<BatchSource> sources = [];
        foreach (FoundFile file in _search.Find(root, pattern))
        {
            BatchSource source = new() { Path = file.Path, Name = file.Name };
            sources.Add(file.IsUnreadableFolder ? source with { Obstacle = InputIssues.FolderUnreadable(file.Name) } : source);
        }
        return sources.Count == 0 ? Nothing(InputIssues.NoRecordings(named)) : new LocatedSources(sources, IsOne: false);
    }

    private static LocatedSources Nothing(Issue problem) => new([], IsOne: false, problem);
}
