namespace Audio2Face.Modkit.Media;

/// <summary>What a media file says it holds.</summary>
public sealed record MediaInfo
{
    /// <summary>FFmpeg's name of the container, such as <c>wav</c> or <c>matroska,webm</c>.</summary>
    public required string Container { get; init; }

    /// <summary>Length of the file in seconds, or null when it does not tell.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The audio streams in file order; at least one.</summary>
    public required IReadOnlyList<AudioStreamInfo> AudioStreams { get; init; }

    /// <summary>The index of the stream that is read.</summary>
    public required int SelectedAudioStream { get; init; }

    /// <summary>Whether the first packets stand before time 0, as codecs with a delay have it in WebM.</summary>
    internal bool StartsBeforeZero { get; init; }
}
