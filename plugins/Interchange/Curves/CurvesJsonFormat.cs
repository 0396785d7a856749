using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interchange.Curves;

/// <summary>Plain JSON: the rate, the channels with their ranges, a row of values for each frame.</summary>
internal sealed class CurvesJsonFormat : IReadableFormat
{
    /// <summary>The first key and its value, by which a file is known.</summary>
    public const string FormatKey = "format", FormatName = "modkit-curves";

    public const string VersionKey = "version", GeneratorKey = "generator", SyntheticKey = "synthetic", NameKey = "name", RateKey = "rate_fps",
        ChannelsKey = "channels", MinimumKey = "min", MaximumKey = "max", RestKey = "rest", FramesKey = "frames";

    public const int Version = 1;

    public FormatDescription Description { get; } = new()
    {
        Id = "curves-json",
        Name = "Curves as JSON",
        Summary = "Rate, channels with their ranges, frames: for scripts and importers of your own.",
        Extension = ".curves.json",
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        CurveFiles.RequireFinite(track, line);
        using Stream stream = output.Create(Description.Extension);
        CurvesJsonWriter.Write(track, line, stream, cancellation);
        return ValueTask.CompletedTask;
    }

    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        // The key by which it is known stands first.
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return text.TrimStart(" \t\r\n"u8).StartsWith("{"u8) && text[..Math.Min(text.Length, 200)].IndexOf("\"modkit-curves\""u8) > 0;
    }

    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return CurvesJsonReader.Read(stream, fileName);
    }
}
