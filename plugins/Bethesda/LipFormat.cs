using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>The <c>.lip</c> files of one game: a row of weights for every 30th of a second.</summary>
internal sealed class LipFormat(LipLayout layout) : IReadableFormat
{
    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = layout.IdPrefix + "-lip",
        Name = $"Lip animation ({layout.Games})",
        Summary = $"Lip file that {layout.Games} loads beside a line's voice file.",
        Extension = ".lip",
        FixedChannels = layout.Channels,
        FrameRatesFps = [LipFile.FrameRateFps],
        DefaultFrameRateFps = LipFile.FrameRateFps,
        Options = OptionsOf(layout),
    };

    /// <summary>The settings of a game's lip animation, alone or in a fuz.</summary>
    public static IReadOnlyList<FormatOption> OptionsOf(LipLayout layout) => layout != LipLayout.Fallout4 ? [] :
    [
        new(VisemeSlots.OptionName, "What the targets are: 'phonemes', or 'visemes' for heads that use Skyrim's 16 shapes", VisemeSlots.Phonemes),
    ];

    /// <summary>A line's lip file.</summary>
    /// <exception cref="ModkitException">BET01, BET02 or BET08.</exception>
    public static byte[] Compose(RigTrack track, LineInfo line, LipLayout layout)
    {
        LipFile file = LipWriter.Compose(track, line, layout);
        string slots = line.Options.GetValueOrDefault(VisemeSlots.OptionName, VisemeSlots.Phonemes);
        if (layout == LipLayout.Fallout4 && slots != VisemeSlots.Phonemes)
        {
            if (slots != VisemeSlots.Visemes) throw BethesdaIssues.UnknownOption(line.Name, VisemeSlots.OptionName, slots, VisemeSlots.Choices);
            file = VisemeSlots.FromPhonemes(file);
        }
        return LipWriter.Encode(file);
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        byte[] file = Compose(track, line, layout);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        stream.Write(file);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => LipHeader.TryRead(head, out _)?.Layout == layout;

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (stream.Length > LipReader.MostFileBytes) throw BethesdaIssues.TooLarge(fileName, stream.Length);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return LipReader.ToTrack(LipReader.Read(file, fileName));
    }
}
