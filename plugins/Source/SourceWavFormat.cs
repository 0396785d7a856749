using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>A voice with its phonemes inside: a WAV file with a chunk <c>VDAT</c> that holds the text of a sentence.</summary>
public sealed class SourceWavFormat : IReadableFormat
{
    internal const string SentenceChunk = "VDAT";

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "source-wav",
        Name = "Source voice with phonemes",
        Summary = "The voice itself with its phonemes inside, for games of the Source engine: Half-Life 2, Garry's Mod, Portal, Left 4 Dead, Black Mesa.",
        Extension = ".wav",
        FixedChannels = Phonemes.Channels,
        Shapes = SourcePhonemesFormat.Shapes,
        VoiceSampleRatesHz = [44_100, 22_050, 11_025],
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        ReadOnlyMemory<byte> voice = line.VoiceWave
            ?? throw new ArgumentException("The line has no voice; a host gives it to formats that name sample rates.", nameof(line));
        cancellation.ThrowIfCancellationRequested();
        string sentence = SentenceWriter.Write(track, line);
        RiffWave wave = RiffWave.Parse(voice, line.Name, isWhole: false);
        using Stream stream = output.Create(Description.Extension);
        SourceWavWriter.Write(wave, sentence, stream);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => RiffWave.IsWave(head);

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        return SourceWavReader.Read(stream, fileName);
    }
}
