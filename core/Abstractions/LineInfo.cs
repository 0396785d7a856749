namespace Audio2Face.Modkit.Abstractions;

/// <summary>What a format may know about the line it writes, besides its curves.</summary>
public sealed record LineInfo
{
    /// <summary>The line's name: the recording's file name without folder and extension.</summary>
    public required string Name { get; init; }

    /// <summary>Length of the recording in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The recording itself, for formats that carry sound, or null when there is none.</summary>
    public AudioClip? Audio { get; init; }

    /// <summary>Program name and version, for formats with a generator field.</summary>
    public string Generator { get; init; } = "Audio2Face Modkit";
}
