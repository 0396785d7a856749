using System.Buffers.Binary;

namespace Audio2Face.Modkit.Media;

/// <summary>
/// Looks at a file's first bytes before FFmpeg does: whether it may be a sound of a kind that is decoded in groups, and how many channels it seems to
/// have, as FFmpeg wants to be told beforehand how to mix them. Only a guess: what FFmpeg finds decides (see <see cref="FfmpegGroup"/>).
/// </summary>
/// <remarks>
/// Layouts: RFC 3533 (Ogg pages), Vorbis I section 4.2.2, RFC 7845 (Opus), RFC 9639 (FLAC), ISO 11172-3 section 2.4.1.3 (MPEG audio), id3.org
/// (ID3v2), mmreg.h (RIFF), ISO 14496-12 (ftyp), Microsoft's ASF specification section 10.
/// </remarks>
internal static class SoundHead
{
    private const int HeadBytes = 4096, LeastBytes = 64, OggPayload = 28, MpegMono = 3;

    private static ReadOnlySpan<byte> AsfHead => [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11];

    /// <summary>The channels at the stream's start, 1 when they are not plain to see; 0 when the file looks like none of these kinds.</summary>
    /// <param name="sound">A seekable stream; its position is lost.</param>
    public static int Read(Stream sound)
    {
        Span<byte> buffer = stackalloc byte[HeadBytes];
        sound.Position = 0;
        ReadOnlySpan<byte> head = buffer[..sound.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        if (head.Length < LeastBytes) return 0;
        if (head.StartsWith("ID3"u8))
        {
            // The length has seven bits a byte; a picture may make it long.
            sound.Position = 10 + ((head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9]);
            head = buffer[..sound.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
            if (head.Length < LeastBytes) return 0;
        }
        int channels = Channels(head);
        return channels is 0 or 1 or 2 ? channels : 1;
    }

    private static int Channels(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8))
        {
            ReadOnlySpan<byte> packet = head[OggPayload..];
            return packet.StartsWith("\x01vorbis"u8) ? Math.Max((int)packet[11], 1) : packet.StartsWith("OpusHead"u8) ? Math.Max((int)packet[9], 1) : 1;
        }
        if (head.StartsWith("fLaC"u8)) return ((head[20] >> 1) & 7) + 1;
        if (head.StartsWith("RIFF"u8))
        {
            int format = head.IndexOf("fmt "u8);
            return format >= 0 && format + 12 <= head.Length ? Math.Max((int)BinaryPrimitives.ReadUInt16LittleEndian(head[(format + 10)..]), 1) : 1;
        }
        // Sync, and neither the version nor the layer nor the rate that the standard reserves.
        if (head[0] == 0xFF && head[1] >= 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[2] & 0x0C) != 0x0C) return head[3] >> 6 == MpegMono ? 1 : 2;
        bool isOther = head[4..].StartsWith("ftyp"u8) || head.StartsWith(AsfHead) || head.StartsWith("FORM"u8) || head.StartsWith("caff"u8) || head.StartsWith(".snd"u8)
            || head.StartsWith("wvpk"u8) || head.StartsWith("TTA"u8) || head.StartsWith("riff"u8);
        return isOther ? 1 : 0;
    }
}
