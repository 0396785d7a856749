using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.Plugins.Source;

/// <summary>Writes a WAV file again, chunk by chunk, with a sentence as its last chunk.</summary>
internal static class SourceWavWriter
{
    public static void Write(RiffWave wave, string sentence, Stream stream)
    {
        // A player finds the first sentence, so one that is there already has to go.
        (string Id, ReadOnlyMemory<byte> Data)[] chunks =
            [.. wave.Chunks.Where(chunk => chunk.Id != SourceWavFormat.SentenceChunk), (SourceWavFormat.SentenceChunk, Encoding.UTF8.GetBytes(sentence))];
        long size = 4 + chunks.Sum(chunk => RiffWave.ChunkHeaderBytes + Padded(chunk.Data.Length));
        Span<byte> header = stackalloc byte[RiffWave.HeaderBytes];
        WriteHeader(header, "RIFF", checked((uint)size));
        "WAVE"u8.CopyTo(header[RiffWave.ChunkHeaderBytes..]);
        stream.Write(header);
        foreach ((string id, ReadOnlyMemory<byte> data) in chunks)
        {
            WriteHeader(header, id, (uint)data.Length);
            stream.Write(header[..RiffWave.ChunkHeaderBytes]);
            stream.Write(data.Span);
            if (Padded(data.Length) > data.Length) stream.WriteByte(0);
        }
    }

    private static void WriteHeader(Span<byte> header, string id, uint size)
    {
        Encoding.Latin1.GetBytes(id, header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], size);
    }

    private static long Padded(long length) => length + (length & 1);
}
