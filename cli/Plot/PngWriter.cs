using System.Buffers.Binary;
using System.IO.Compression;

namespace Audio2Face.Modkit.Cli.Plot;

/// <summary>Writes 8-bit RGB pixels as PNG (ISO/IEC 15948): signature, IHDR, one IDAT, IEND.</summary>
internal static class PngWriter
{
    private const byte ColourTypeRgb = 2;
    private const byte FilterSub = 1;
    private const int PixelBytes = 3;

    public static void Write(Stream stream, ReadOnlySpan<byte> pixels, int width, int height)
    {
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = ColourTypeRgb;
        WriteChunk(stream, "IHDR"u8, header);

        using MemoryStream data = new();
        using (ZLibStream zlib = new(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            int stride = PixelBytes * width;
            byte[] filtered = new byte[1 + stride];
            filtered[0] = FilterSub;
            for (int row = 0; row < height; row++)
            {
                ReadOnlySpan<byte> line = pixels.Slice(row * stride, stride);
                for (int i = 0; i < stride; i++) filtered[1 + i] = unchecked((byte)(line[i] - (i < PixelBytes ? 0 : line[i - PixelBytes])));
                zlib.Write(filtered);
            }
        }
        WriteChunk(stream, "IDAT"u8, data.GetBuffer().AsSpan(0, (int)data.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), content));
        stream.Write(number);
    }

    /// <summary>CRC-32 with the polynomial 0xEDB88320, as the PNG standard asks for.</summary>
    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return crc;
    }
}
