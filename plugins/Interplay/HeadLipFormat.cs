using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interplay;

/// <summary>The <c>.lip</c> files of Fallout's talking heads: which of a head's nine mouth pictures is shown from which byte of the sound on.</summary>
internal sealed class HeadLipFormat : IReadableFormat
{
    /// <summary>The version written and read.</summary>
    public const int Version = 2;

    /// <summary>Value of a field of unknown meaning in every file seen.</summary>
    public const int UnknownValue = 0x5800;

    /// <summary>Bytes of the sound's name.</summary>
    public const int NameBytes = 8;

    /// <summary>Bytes in front of the phoneme codes.</summary>
    public const int HeaderBytes = 44;

    /// <summary>Bytes of a marker: type and position.</summary>
    public const int MarkerBytes = 8;

    /// <summary>Bytes of sound in a second: 16-bit mono at 22050 Hz.</summary>
    public const int BytesPerSecond = 2 * 22_050;

    /// <summary>Markers stand at multiples of this, 90.7 ms apart at least.</summary>
    public const int StepBytes = 4_000;

    /// <summary>With fewer markers the game complains at the end of the line.</summary>
    public const int FewestMarkers = 6;

    /// <summary>Longest line written or read, in seconds.</summary>
    public const int LongestSeconds = 3_600;

    /// <summary>Rate at which curves are made of what is read; the file has none.</summary>
    public const double FrameRateFps = 30;

    /// <summary>Place of the shape with pressed lips, which is never lost.</summary>
    public const int LipsPressed = 5;

    /// <summary>The mouth pictures of a head by frame number, named by what they seem to show.</summary>
    public static readonly string[] Shapes = ["Rest", "HalfOpen", "Teeth", "Wide", "LipToTeeth", "LipsPressed", "Tongue", "Open", "Round"];

    /// <summary>The one code of each picture that the game's modders use.</summary>
    public static readonly byte[] CodeOfShape = [0, 2, 19, 1, 23, 25, 17, 8, 9];

    /// <summary>The picture of each code, from the engine's table.</summary>
    public static readonly byte[] ShapeOfCode =
        [0, 3, 1, 1, 3, 1, 1, 1, 7, 8, 7, 3, 1, 8, 1, 7, 7, 6, 6, 2, 2, 2, 2, 4, 4, 5, 5, 2, 2, 2, 2, 2, 6, 2, 2, 5, 8, 2, 2, 2, 2, 8];

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "fallout-lip",
        Name = "Fallout 1 and 2 talking head",
        Summary = "Lip file of a talking head in Fallout 1 and 2; its .acm voice has the same name of at most 8 letters.",
        Extension = ".lip",
        FixedChannels = [.. Shapes.Select(name => new RigChannel(name))],
        DefaultFrameRateFps = FrameRateFps,
        Shapes = new DiscreteShapes(Shapes[0], (double)StepBytes / BytesPerSecond),
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        byte[] file = HeadLipWriter.Write(track, line);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        stream.Write(file);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => HeadLipReader.IsHeadLip(head);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return HeadLipReader.Read(stream, fileName);
    }
}
