using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>The chunks of a WAV file, none of them interpreted but the sound's length.</summary>
internal sealed class RiffWave
{
    /// <summary>Bytes of the file's header, and of a chunk's.</summary>
    public const int HeaderBytes = 12, ChunkHeaderBytes = 8;

    private const int MostChunks = 1_024, FormatBytes = 16, ByteRateOffset = 8;

    private RiffWave(IReadOnlyList<(string Id, ReadOnlyMemory<byte> Data)> chunks, double durationSeconds)
    {
        (Chunks, DurationSeconds) = (chunks, durationSeconds);
    }

    /// <summary>Identities and contents, in file order.</summary>
    public IReadOnlyList<(string Id, ReadOnlyMemory<byte> Data)> Chunks { get; }

    /// <summary>Length of the sound in seconds.</summary>
    public double DurationSeconds { get; }

    /// <summary>Whether a file's first bytes are those of a WAV file.</summary>
    public static bool IsWave(ReadOnlySpan<byte> head) => head.Length >= HeaderBytes && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8);

    /// <param name="file">The whole file.</param>
    /// <param name="name">For messages.</param>
    /// <param name="isWhole">Whether a chunk that says more than is there is refused, or taken as far as it goes, as in a recording that was cut off.</param>
    /// <exception cref="ModkitException">SRC02 it is no WAV file; SRC05 it is damaged.</exception>
    public static RiffWave Parse(ReadOnlyMemory<byte> file, string name, bool isWhole)
    {
        if (!IsWave(file.Span)) throw SourceIssues.WrongStart(name + " at byte 0", "'RIFF', a size and 'WAVE'");
        List<(string, ReadOnlyMemory<byte>)> chunks = [];
        double bytesPerSecond = 0, duration = 0;
        bool hasSound = false;
        for (int at = HeaderBytes; file.Length - at >= ChunkHeaderBytes;)
        {
            if (chunks.Count == MostChunks) throw SourceIssues.BadWave(name, at, FormattableString.Invariant($"it has more than {MostChunks} chunks"));
            string id = Encoding.Latin1.GetString(file.Span.Slice(at, 4));
            long size = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + 4)..]);
            int room = file.Length - at - ChunkHeaderBytes;
            if (size > room && isWhole) throw SourceIssues.BadWave(name, at, FormattableString.Invariant($"a chunk has {size} bytes, {room} are left"));
            ReadOnlyMemory<byte> data = file.Slice(at + ChunkHeaderBytes, (int)Math.Min(size, room));
            if (id == "fmt " && data.Length < FormatBytes) throw SourceIssues.BadWave(name, at, "the chunk 'fmt ' is too short");
            if (id == "fmt ") bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(data.Span[ByteRateOffset..]);
            if (id == "data" && bytesPerSecond > 0) (hasSound, duration) = (true, data.Length / bytesPerSecond);
            chunks.Add((id, data));
            at += (int)Math.Min(room, size + (size & 1)) + ChunkHeaderBytes;
        }
        return hasSound ? new RiffWave(chunks, duration) : throw SourceIssues.BadWave(name, HeaderBytes, "there is no 'data' after a 'fmt '");
    }
}
