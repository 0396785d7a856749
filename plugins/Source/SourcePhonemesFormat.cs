using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>The text of a sentence in a file of its own: what Source 2 compiles into a sound, and what a WAV file carries in Source 1.</summary>
public sealed class SourcePhonemesFormat : IReadableFormat
{
    internal static readonly DiscreteShapes Shapes = new(Phonemes.Silence);

    /// <inheritdoc/>
    public FormatDescription Description { get; } = new()
    {
        Id = "source-phonemes",
        Name = "Source phonemes",
        Summary = "Phonemes of a voice line as text, put beside the sound: compiled into it by Source 2 (Half-Life: Alyx, Dota 2, Counter-Strike 2).",
        Extension = ".txt",
        FixedChannels = Phonemes.Channels,
        Shapes = Shapes,
    };

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        cancellation.ThrowIfCancellationRequested();
        byte[] text = Encoding.UTF8.GetBytes(SentenceWriter.Write(track, line));
        using Stream stream = output.Create(Description.Extension);
        stream.Write(text);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        SourceTokens tokens = new(SourceTokens.Decode(head), "", isScript: false);
        return tokens.TryNext(out string first) && first == "VERSION" && tokens.TryNext(out _)
            && tokens.TryNext(out string section) && section is "PLAINTEXT" or "WORDS";
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        string text = SourceTokens.Decode(SourceTokens.ReadBytes(stream, fileName));
        return new SentenceReader(new SourceTokens(text, fileName, isScript: false)).Read(0);
    }
}
