using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What was packed.</summary>
public sealed record PackResult
{
    /// <summary>Full path of the archive or folder.</summary>
    public required string Path { get; init; }

    /// <summary>The mod's files, without those that the packing adds.</summary>
    public required int FileCount { get; init; }

    /// <summary>Size of the archive, or of all files of the folder, in bytes.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>SHA-256 of the archive; null for a folder.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Lines the joined provenance tells of.</summary>
    public required int LineCount { get; init; }

    /// <summary>Files left out: the program's own, backups, hand edits, hidden ones.</summary>
    public required int LeftOutCount { get; init; }

    /// <summary>Whether it is new.</summary>
    public required OutputChange Change { get; init; }

    /// <summary>Warnings.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }
}
