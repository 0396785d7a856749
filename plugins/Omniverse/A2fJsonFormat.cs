using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Omniverse;

/// <summary>Blendshape JSON as Audio2Face exports it: one object with a list of names and a row of weights for every frame.</summary>
public sealed class A2fJsonFormat : IReadableFormat
{
    internal const string ExportFps = "exportFps";
    internal const string TrackPath = "trackPath";
    internal const string NumPoses = "numPoses";
    internal const string NumFrames = "numFrames";
    internal const string FacsNames = "facsNames";
    internal const string WeightMat = "weightMat";
    internal const string Joints = "joints";
    internal const string Rotations = "rotations";
    internal const string Translations = "translations";

    /// <summary>Digits after the decimal point of a weight.</summary>
    internal const int WeightDigits = 6;

    /// <summary>Most frames per second read or written.</summary>
    internal const int HighestFrameRateFps = 1_000;

    /// <summary>Most poses read, far above any rig.</summary>
    internal const int MostPoses = 4_096;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "a2f-json",
        Name = "Audio2Face blendshape JSON",
        Summary = "What Omniverse Audio2Face exports: loaded by its importers for Unreal, Blender (Faceit), Maya and Unity.",
        Extension = ".a2f.json",
        DefaultFrameRateFps = 30,
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        int rateFps = A2fJsonWriter.RequireWholeRate(track, line);
        using Stream stream = output.Create(Description.Extension);
        A2fJsonWriter.Write(track.Curves, rateFps, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] == '{'
            && (fileName.EndsWith(Description.Extension, StringComparison.OrdinalIgnoreCase)
                || text.IndexOf("\"facsNames\""u8) >= 0 || text.IndexOf("\"weightMat\""u8) >= 0);
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return A2fJsonReader.Read(stream, fileName);
    }
}
