using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>What a picture shows.</summary>
internal sealed record PlotContent
{
    /// <summary>First line.</summary>
    public required string Title { get; init; }

    /// <summary>Second line, smaller.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Length of the time axis in seconds, above 0.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Frames per second of the curves.</summary>
    public required double FrameRateFps { get; init; }

    /// <summary>Lanes from top to bottom.</summary>
    public required IReadOnlyList<PlotLane> Lanes { get; init; }

    /// <summary>The recording, or null when only curves are known.</summary>
    public AudioClip? Audio { get; init; }
}
