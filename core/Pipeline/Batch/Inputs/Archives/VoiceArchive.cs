using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The recordings in a zip archive, by their names. Holds no file open; may be used from several threads.</summary>
internal sealed class VoiceArchive
{
    private readonly Dictionary<string, ArchiveEntry> _byName = new(StringComparer.Ordinal);

    private VoiceArchive(string path, string place)
    {
        Path = path;
        List<ArchiveEntry> entries = [];
        foreach (ArchiveEntry entry in ArchiveDirectory.Read(path, place))
        {
            // Which of two is meant nobody can tell; the first keeps the name, the second is told of.
            entries.Add(_byName.TryAdd(entry.Name, entry) ? entry : entry with { Obstacle = InputIssues.EntryUnusable(place, entry.Name, "another entry has the same name") });
        }
        Entries = entries;
    }

    /// <summary>How the name of an archive ends.</summary>
    public const string Extension = ".zip";

    /// <summary>Full path of the archive.</summary>
    public string Path { get; }

    /// <summary>Every recording, in the order of the archive.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>Whether a file is an archive by its name.</summary>
    public static bool IsArchiveName(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads an archive's directory.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="place">What it is called in messages.</param>
    /// <exception cref="ModkitException">INP05: it cannot be read, or is not sound.</exception>
    public static VoiceArchive Read(string path, string place) => new(path, place);

    /// <summary>The recording of that name, or null.</summary>
    public ArchiveEntry? Find(string name) => _byName.GetValueOrDefault(name);
}
