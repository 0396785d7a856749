using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>The <c>.lip</c> files of Knights of the Old Republic 1 and 2: keys, each one of 16 mouth shapes.</summary>
internal sealed class KotorLipFormat : IReadableFormat
{
    /// <summary>Bytes in front of the keys: magic, length, number of keys.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes of a key: time and shape.</summary>
    public const int KeyBytes = 5;

    /// <summary>Places of the shapes that are treated on their own.</summary>
    public const int Neutral = 0, LipsPressed = 11;

    /// <summary>Longest animation written or read, in seconds.</summary>
    public const double LongestSeconds = 3_600;

    /// <summary>Rate at which curves are made of what is read; the file has none.</summary>
    public const double FrameRateFps = 30;

    /// <summary>The shapes by their number in the file.</summary>
    public static readonly string[] Shapes =
        ["NEUTRAL", "EE", "EH", "AH", "OH", "OOH", "Y", "STS", "FV", "NG", "TH", "MPB", "TD", "SH", "L", "KG"];

    public static ReadOnlySpan<byte> Magic => "LIP V1.0"u8;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "kotor-lip",
        Name = "KotOR lip sync",
        Summary = "Lip file of Star Wars: Knights of the Old Republic 1 and 2, found by the voice's name.",
        Extension = ".lip",
        FixedChannels = [.. Shapes.Select(name => new RigChannel(name))],
        DefaultFrameRateFps = FrameRateFps,
        Shapes = new DiscreteShapes(Shapes[Neutral]),
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        byte[] file = KotorLipWriter.Write(track, line);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        stream.Write(file);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => head.StartsWith(Magic);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return KotorLipReader.Read(stream, fileName);
    }
}
