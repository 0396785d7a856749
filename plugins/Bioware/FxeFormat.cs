using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>The <c>.fxe</c> files of Neverwinter Nights 2: a FaceFX animation of 15 visemes and 10 gestures, each with keys of its own.</summary>
internal sealed class FxeFormat : IReadableFormat
{
    /// <summary>Version number after the magic.</summary>
    public const int Version = 1500;

    /// <summary>Where the skeleton's name stands; readers seek to it.</summary>
    public const int SkeletonOffset = 85;

    /// <summary>Bytes between the skeleton's name and the label; readers skip them.</summary>
    public const int BeforeLabelBytes = 34;

    /// <summary>Bytes of a key: time, weight and 10 that are 0.</summary>
    public const int KeyBytes = 18, KeyTailBytes = 10;

    /// <summary>Longest name of a resource in the game.</summary>
    public const int LongestNameLetters = 32;

    /// <summary>Rate of the curves; the file itself has only keys.</summary>
    public const double FrameRateFps = 30;

    /// <summary>Names of the settings.</summary>
    public const string SkeletonOption = "head", LabelOption = "label";

    private const string DefaultSkeleton = "P_HHM";

    /// <summary>The channels in file order. The units of the head's and the eyes' angles are not known.</summary>
    public static readonly RigChannel[] Channels =
    [
        new("Eat"), new("If"), new("Ox"), new("Oat"), new("Earth"), new("Size"), new("Church"), new("Fave"), new("Though"), new("Bump"),
        new("New"), new("Told"), new("Roar"), new("Wet"), new("Cage"),
        new("Orientation Head Pitch", -1), new("Orientation Head Roll", -1), new("Orientation Head Yaw", -1),
        new("Gaze Eye Pitch", -1), new("Gaze Eye Yaw", -1),
        new("Emphasis Head Pitch", -1), new("Emphasis Head Roll", -1), new("Emphasis Head Yaw", -1),
        new("Eyebrow Raise"), new("Blink"),
    ];

    public static ReadOnlySpan<byte> Magic => "FACE"u8;

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "nwn2-fxe",
        Name = "Neverwinter Nights 2 FaceFX",
        Summary = "FaceFX animation of Neverwinter Nights 2, found by the voice's name.",
        Extension = ".fxe",
        FixedChannels = Channels,
        DefaultFrameRateFps = FrameRateFps,
        FrameRatesFps = [FrameRateFps],
        KeyTolerance = 0.02,
        Options =
        [
            new(SkeletonOption, "Head skeleton of the speaker, such as P_HHM (human man) or P_HHF (human woman)", DefaultSkeleton),
            new(LabelOption, "Name of the voice file without extension; empty: the recording's own name", ""),
        ],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        string label = line.Options.GetValueOrDefault(LabelOption, "");
        byte[] file = FxeWriter.Write(track, line, line.Options.GetValueOrDefault(SkeletonOption, DefaultSkeleton),
            label.Length > 0 ? label : line.Name.ToLowerInvariant());
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        stream.Write(file);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => FxeReader.IsFxe(head);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return FxeReader.Read(stream, fileName);
    }
}
