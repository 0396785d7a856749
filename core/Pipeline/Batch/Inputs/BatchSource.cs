using System.Collections.ObjectModel;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>One recording of a batch, before it is settled what is made of it.</summary>
public sealed record BatchSource
{
    /// <summary>The file on the disk: the recording, or the archive or video it lies in.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the recording inside the zip archive at <see cref="Path"/>, with '/'; null when the file is the recording.</summary>
    public string? Entry { get; init; }

    /// <summary>Which sound of a video, counted from 0; null: the one marked as default.</summary>
    public int? AudioStream { get; init; }

    /// <summary>
    /// Path of the recording below the folder, archive or pattern the user named, with '/' and its extension. The folders of the output,
    /// the rules for profiles and the shards go by it, so it does not depend on where the user keeps the recordings.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>Where the main file goes, below the output folder, with '/' and with or without its extension; null: as the profile says.</summary>
    public string? Output { get; init; }

    /// <summary>The profile a manifest or a rule names; null: the run's.</summary>
    public string? Profile { get; init; }

    /// <summary>Emotions a manifest names, 0..1 by name.</summary>
    public IReadOnlyDictionary<string, float> Emotions { get; init; } = ReadOnlyDictionary<string, float>.Empty;

    /// <summary>The file of emotions over time a manifest names, or null.</summary>
    public string? EmotionsPath { get; init; }

    /// <summary>Who speaks, or null.</summary>
    public string? Speaker { get; init; }

    /// <summary>The language spoken, or null.</summary>
    public string? Language { get; init; }

    /// <summary>What is said, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Why no line can be made of it, known beforehand, or null.</summary>
    public Issue? Obstacle { get; init; }
}
