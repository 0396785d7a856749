using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Vrm;

/// <summary>VRM animation 1.0: expressions and gaze of any VRM 1.0 avatar in a binary glTF without meshes.</summary>
public sealed class VrmaFormat : IReadableFormat
{
    /// <summary>Gaze to the character's own left, in degrees.</summary>
    internal const string YawChannel = "lookAt.yaw";

    /// <summary>Gaze downwards, in degrees.</summary>
    internal const string PitchChannel = "lookAt.pitch";

    /// <summary>The glTF extension, and its version.</summary>
    internal const string Extension = "VRMC_vrm_animation", SpecVersion = "1.0";

    /// <summary>Container: header and chunk header lengths, version, chunk types.</summary>
    internal const int HeaderBytes = 12, ChunkHeaderBytes = 8, ContainerVersion = 2, JsonChunk = 0x4E4F534A, BinaryChunk = 0x004E4942;

    /// <summary>Component type of floats.</summary>
    internal const int FloatComponent = 5126;

    /// <summary>Expressions every avatar may have; all other names are custom ones of an avatar.</summary>
    internal static readonly string[] Presets =
        ["happy", "angry", "sad", "relaxed", "surprised", "aa", "ih", "ou", "ee", "oh", "blink", "blinkLeft", "blinkRight", "neutral"];

    /// <summary>Presets that the specification forbids in an animation: gaze is a rotation.</summary>
    internal static readonly string[] LookPresets = ["lookUp", "lookDown", "lookLeft", "lookRight"];

    internal static ReadOnlySpan<byte> Magic => "glTF"u8;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "vrma",
        Name = "VRM animation",
        Summary = "Expressions and gaze for any VRM 1.0 avatar: VRM viewers, Unity (UniVRM), three-vrm, Blender add-on.",
        Extension = ".vrma",
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        VrmaWriter.RequireWritable(track.Curves, line);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        VrmaWriter.Write(stream, track.Curves, line);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return head.StartsWith(Magic) && fileName.EndsWith(Description.Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        using VrmaDocument document = VrmaDocument.Open(stream, fileName);
        return new VrmaReader(document, fileName).Read();
    }
}
