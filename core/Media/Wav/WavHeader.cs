using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>Reads the header of RIFF/WAVE, RF64 and BW64 files.</summary>
/// <remarks>
/// Layout: Microsoft's "Multimedia Programming Interface and Data Specifications 1.0" and mmreg.h; ds64: EBU Tech 3306. A data size of
/// 0 or 0xFFFFFFFF means "to the end of the file": recorders write it before they know the length.
/// </remarks>
internal static class WavHeader
{
    private const int FormatPcm = 1;
    private const int FormatFloat = 3;
    private const int FormatExtensible = 0xFFFE;
    private const int MostChunks = 10_000;

    private static ReadOnlySpan<byte> WaveSubFormatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Reads the header of a seekable stream from its start.</summary>
    /// <returns>The format, or null when this is no WAV or not plain PCM or float: a matter for FFmpeg.</returns>
    /// <exception cref="ModkitException">It is a WAV, but its header is broken or outside the limits.</exception>
    public static WavFormat? Read(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[12];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[8..].SequenceEqual("WAVE"u8)) return null;
        bool is64 = head[..4].SequenceEqual("RF64"u8) || head[..4].SequenceEqual("BW64"u8);
        if (!is64 && !head[..4].SequenceEqual("RIFF"u8)) return null;

        long length = stream.Length;
        ulong declared64 = ulong.MaxValue;
        long dataOffset = -1;
        ulong dataSize = 0;
        Span<byte> chunk = stackalloc byte[8];
        Span<byte> sizes = stackalloc byte[16]; // of ds64: RIFF size, data size
        Span<byte> format = stackalloc byte[40];
        int formatLength = -1;

        for (int count = 0; formatLength < 0 || dataOffset < 0; count++)
        {
            if (count == MostChunks) throw Broken(name, "it has too many chunks.");
            if (stream.ReadAtLeast(chunk, chunk.Length, throwOnEndOfStream: false) < chunk.Length)
                throw Broken(name, formatLength < 0 ? "there is no 'fmt ' chunk." : "there is no 'data' chunk.");
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            long next = stream.Position + size + (size & 1);
            if (chunk[..4].SequenceEqual("fmt "u8) && formatLength < 0)
            {
                format.Clear();
                formatLength = stream.ReadAtLeast(format[..(int)Math.Min(size, 40)], (int)Math.Min(size, 40), throwOnEndOfStream: false);
            }
            else if (chunk[..4].SequenceEqual("ds64"u8) && is64)
            {
                if (size >= 16 && stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false) == sizes.Length)
                    declared64 = BinaryPrimitives.ReadUInt64LittleEndian(sizes[8..]);
            }
            else if (chunk[..4].SequenceEqual("data"u8) && dataOffset < 0)
            {
                dataOffset = stream.Position;
                bool isOpenEnded = size is 0 or uint.MaxValue;
                dataSize = is64 && size == uint.MaxValue ? declared64 : isOpenEnded ? ulong.MaxValue : size;
                if (isOpenEnded && formatLength < 0) throw Broken(name, "there is no 'fmt ' chunk before the sound.");
            }
            stream.Position = Math.Min(next, length);
        }
        return Interpret(format[..formatLength], dataOffset, length - dataOffset, dataSize, name);
    }

    private static WavFormat? Interpret(ReadOnlySpan<byte> format, long dataOffset, long available, ulong dataSize, string name)
    {
        if (format.Length < 14) throw Broken(name, "its 'fmt ' chunk is too short.");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        uint rateHz = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        int frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(format[12..]);
        int bits = format.Length < 16 ? 8 : BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (tag == FormatExtensible && format.Length == 40 && format[26..].SequenceEqual(WaveSubFormatTail))
            tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);

        WavEncoding? encoding = (tag, (bits + 7) / 8) switch
        {
            (FormatPcm, 1) => WavEncoding.Unsigned8,
            (FormatPcm, 2) => WavEncoding.Signed16,
            (FormatPcm, 3) => WavEncoding.Signed24,
            (FormatPcm, 4) => WavEncoding.Signed32,
            (FormatFloat, 4) => WavEncoding.Float32,
            (FormatFloat, 8) => WavEncoding.Float64,
            _ => null,
        };
        if (encoding is not { } plain) return null;
        if (rateHz is < Limits.LowestSampleRateHz or > Limits.HighestSampleRateHz) throw new ModkitException(MediaIssues.SampleRate(name, rateHz));
        if (channels is < 1 or > Limits.AudioChannels) throw new ModkitException(MediaIssues.ChannelCount(name, channels));
        int expectedFrameBytes = channels * WavFormat.SampleBytes(plain);
        if (frameBytes != 0 && frameBytes != expectedFrameBytes) return null; // contradicts itself: let FFmpeg judge

        long declared = dataSize > long.MaxValue ? available : (long)dataSize;
        return new WavFormat(plain, (int)rateHz, channels, dataOffset,
            FrameCount: Math.Min(declared, available) / expectedFrameBytes, DeclaredFrameCount: declared / expectedFrameBytes);
    }

    private static ModkitException Broken(string name, string what) => new(MediaIssues.BrokenWav(name, what));
}
