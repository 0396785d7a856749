namespace Audio2Face.Modkit.Abstractions;

/// <summary>What a format may know about the line it writes, besides its curves.</summary>
public sealed record LineInfo
{
    /// <summary>The line's name: that of its files without folder and extension, usually the recording's.</summary>
    public required string Name { get; init; }

    /// <summary>Length of the recording in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>
    /// The voice as a whole RIFF/WAVE file of 16-bit or 8-bit PCM at one of the format's <see cref="FormatDescription.VoiceSampleRatesHz"/>,
    /// or null when the format names no rate. The recording's own bytes when it is such a file.
    /// </summary>
    public ReadOnlyMemory<byte>? VoiceWave { get; init; }

    /// <summary>The character file to animate, with one of the format's <see cref="FormatDescription.MeshExtensions"/>, or null when the user gave none.</summary>
    public NamedFile? Mesh { get; init; }

    /// <summary>The face before it became the rig, with as much detail as the format asked for and the model has; or null.</summary>
    public FaceTrack? Face { get; init; }

    /// <summary>A value for every one of the format's <see cref="FormatDescription.Options"/>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>Program name and version, for formats with a generator field.</summary>
    public string Generator { get; init; } = "Audio2Face Modkit";
}
