using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>What all cue files share: they are short texts, written and read as a whole.</summary>
public abstract class CueFormat : IReadableFormat
{
    /// <inheritdoc/>
    public abstract FormatDescription Description { get; }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(output);
        cancellation.ThrowIfCancellationRequested();
        byte[] text = Encoding.UTF8.GetBytes(ToText(track, line));
        using Stream stream = output.Create(Description.Extension);
        stream.Write(text);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        // A character cut in two at the end of the head becomes a replacement character, which does no harm here.
        return LooksLikeThis(Encoding.UTF8.GetString(head).TrimStart('\uFEFF'), fileName);
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw CueIssues.TooLarge(fileName, stream.Length);
        byte[] bytes = new byte[stream.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return FromText(Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF'), fileName);
    }

    private protected abstract string ToText(RigTrack track, LineInfo line);

    private protected abstract bool LooksLikeThis(string head, string fileName);

    private protected abstract RigTrack FromText(string text, string fileName);
}
