using System.Buffers.Binary;

namespace Audio2Face.Modkit.Media;

/// <summary>
/// Guesses from a file's first bytes how many channels it has, as FFmpeg wants to be told how to mix them before it has looked. Only a guess: what
/// FFmpeg finds decides (see <see cref="FfmpegGroup"/>).
/// </summary>
/// <remarks>
/// Layouts: RFC 3533 (Ogg pages), Vorbis I section 4.2.2, RFC 7845 (Opus), RFC 9639 (FLAC), ISO 11172-3 section 2.4.1.3 (MPEG audio), id3.org
/// (ID3v2), mmreg.h (RIFF).
/// </remarks>
internal static class ChannelHint
{
    private const int HeadBytes = 4096, OggPayload = 28, Mono = 3;

    /// <summary>The channels at the stream's start, or 1 when that is not plain to see.</summary>
    /// <param name="sound">A seekable stream; its position is lost.</param>
    public static int Read(Stream sound)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        sound.Position = 0;
        head = head[..sound.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length < 64) return 1;
        if (head.StartsWith("ID3"u8))
        {
            // The length has seven bits a byte; a picture may make it long.
            sound.Position = 10 + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]);
            head = head[..sound.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        int channels = Channels(head);
        return channels is 1 or 2 ? channels : 1;
    }

    private static int Channels(ReadOnlySpan<byte> head)
    {
        if (head.Length < 64) return 1;
        if (head.StartsWith("OggS"u8))
        {
            ReadOnlySpan<byte> packet = head[OggPayload..];
            return packet.StartsWith("\x01vorbis"u8) ? packet[11] : packet.StartsWith("OpusHead"u8) ? packet[9] : 1;
        }
        if (head.StartsWith("fLaC"u8)) return ((head[20] >> 1) & 7) + 1;
        if (head.StartsWith("RIFF"u8))
        {
            int format = head.IndexOf("fmt "u8);
            return format >= 0 && format + 12 <= head.Length ? BinaryPrimitives.ReadUInt16LittleEndian(head[(format + 10)..]) : 1;
        }
        return head[0] == 0xFF && head[1] >= 0xE0 && head[3] >> 6 != Mono ? 2 : 1;
    }
}
