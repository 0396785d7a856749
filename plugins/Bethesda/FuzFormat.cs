using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>The <c>.fuz</c> files of one game: a lip file and the voice it belongs to.</summary>
internal sealed class FuzFormat(LipLayout layout) : IReadableFormat
{
    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = layout.IdPrefix + "-fuz",
        Name = $"Voice with lip animation ({layout.Games})",
        Summary = $"One file with lip animation and voice, as {layout.Games} loads.",
        Extension = ".fuz",
        FixedChannels = layout.Channels,
        FrameRatesFps = [LipFile.FrameRateFps],
        DefaultFrameRateFps = LipFile.FrameRateFps,
        VoiceSampleRatesHz = [44_100, 48_000, 32_000, 24_000, 22_050, 16_000],
        Options = LipFormat.OptionsOf(layout),
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        if (line.VoiceWave is not { Length: > 0 } voice) throw BethesdaIssues.WrongTrack(line.Name, $"a fuz needs the voice, and there is none");
        FuzFile file = new(LipFormat.Compose(track, line, layout), voice);
        cancellation.ThrowIfCancellationRequested();
        using Stream stream = output.Create(Description.Extension);
        file.Write(stream);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) =>
        head.StartsWith(FuzFile.Magic) && head.Length > FuzFile.HeaderBytes && LipHeader.TryRead(head[FuzFile.HeaderBytes..], out _)?.Layout == layout;

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        Span<byte> head = stackalloc byte[FuzFile.HeaderBytes];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        int lipBytes = FuzFile.LipLength(head, stream.Length, fileName);
        if (lipBytes == 0) throw BethesdaIssues.NoLip(fileName);
        byte[] lip = new byte[lipBytes];
        stream.ReadExactly(lip);
        return LipReader.ToTrack(LipReader.Read(lip, fileName));
    }
}
