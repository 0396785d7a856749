using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.MassEffect;

/// <summary>A section of a FaceFX line as Legendary Explorer imports and exports it: curves of Hermite keys by name.</summary>
public sealed class LexJsonFormat : IReadableFormat
{
    internal const string Span = "span", Channels = "animSecs", Time = "time", Weight = "weight", InTangent = "inTangent", LeaveTangent = "leaveTangent";

    /// <summary>What the tool adds to the length of a section.</summary>
    internal const double SpanMarginSeconds = 0.01;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "lex-json",
        Name = "Legendary Explorer FaceFX section",
        Summary = "Curves for a FaceFX line of Mass Effect 1 to 3 and Legendary Edition, imported in Legendary Explorer's FaceFX editor.",
        Extension = ".lex.json",
        DefaultFrameRateFps = 30,
        KeyTolerance = 0.01,
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        _ = track.KeyFrames ?? throw new ArgumentException("The track has no key frames; a host gives them to formats with a key tolerance.", nameof(track));
        using Stream stream = output.Create(Description.Extension);
        LexJsonWriter.Write(track, line, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ReadOnlySpan<byte> text = head.TrimStart("\uFEFF \t\r\n"u8);
        return text.StartsWith("{"u8) && text.IndexOf("\"animSecs\""u8) > 0;
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return LexJsonReader.Read(stream, fileName);
    }
}
