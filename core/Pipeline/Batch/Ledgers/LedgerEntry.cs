using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>One row of a ledger: what was made of one line, and from what. The last row of a line counts.</summary>
public sealed record LedgerEntry
{
    /// <summary>The line: path of its main file below the batch's folder, with '/'. No two lines of a run share one.</summary>
    public required string Line { get; init; }

    /// <summary>What became of it.</summary>
    public required LedgerState State { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTime TimeUtc { get; init; }

    /// <summary>What the recording is called: <see cref="BatchSource.Name"/>.</summary>
    public required string Input { get; init; }

    /// <summary>Size of the recording's file (or archive entry) in bytes.</summary>
    public long InputBytes { get; init; }

    /// <summary>When that file was last changed, in ticks of UTC.</summary>
    public long InputModifiedTicks { get; init; }

    /// <summary>SHA-256 of the recording, lower-case hexadecimal; empty when it could not be read.</summary>
    public string InputSha256 { get; init; } = "";

    /// <summary>SHA-256 over everything else the files depend on: tool, model, profile, plugin, format and all settings.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The profile's id.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The format's id.</summary>
    public string Format { get; init; } = "";

    /// <summary>Who speaks, or null.</summary>
    public string? Speaker { get; init; }

    /// <summary>The language spoken, or null.</summary>
    public string? Language { get; init; }

    /// <summary>What is said, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Length of the recording in seconds.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>The files, main file first; empty when the line failed.</summary>
    public IReadOnlyList<LedgerFile> Files { get; init; } = [];

    /// <summary>Everything found wrong.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>What the report shows of the face; null when the line failed.</summary>
    public LineFigures? Figures { get; init; }
}
