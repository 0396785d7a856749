using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Retargeting;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>What became of one line.</summary>
public sealed record LineResult
{
    /// <summary>The line.</summary>
    public required Line Line { get; init; }

    /// <summary>Everything found wrong; with an error among them nothing was written.</summary>
    public required IReadOnlyList<Issue> Issues { get; init; }

    /// <summary>The files, main file first; empty when the line failed.</summary>
    public IReadOnlyList<OutputFile> Files { get; init; } = [];

    /// <summary>SHA-256 of the recording, lower-case hexadecimal; empty when the line failed.</summary>
    public string InputSha256 { get; init; } = "";

    /// <summary>Length of the recording in seconds.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; init; }

    /// <summary>What happened to the channels, or null when the line failed.</summary>
    public MappingReport? Report { get; init; }

    /// <summary>Number of channels in the file.</summary>
    public int ChannelCount { get; init; }

    /// <summary>What a report shows of the face, where <see cref="LineOptions.MeasuresFigures"/> asks for it.</summary>
    public LineFigures? Figures { get; init; }

    /// <summary>Where the time went.</summary>
    public LineTimings Timings { get; init; }

    /// <summary>Whether the files are there.</summary>
    public bool IsDone => Report is not null;
}
