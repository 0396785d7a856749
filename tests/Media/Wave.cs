using System.Buffers.Binary;
using System.Text;

namespace Audio2Face.Modkit.Media.Tests;

/// <summary>Makes WAV files byte by byte, right ones and broken ones.</summary>
internal static class Wave
{
    public static byte[] Chunk(string id, ReadOnlySpan<byte> content, uint? size = null)
    {
        byte[] chunk = new byte[8 + content.Length + (content.Length & 1)];
        Encoding.ASCII.GetBytes(id, chunk);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), size ?? (uint)content.Length);
        content.CopyTo(chunk.AsSpan(8));
        return chunk;
    }

    public static byte[] Riff(params byte[][] chunks) => File("RIFF", chunks);

    public static byte[] File(string id, params byte[][] chunks)
    {
        byte[] content = [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
        return Chunk(id, content);
    }

    public static byte[] Format(int tag, int channels, uint rateHz, int bits, int? frameBytes = null, byte[]? extra = null)
    {
        byte[] format = new byte[16 + (extra?.Length ?? 0)];
        int frame = frameBytes ?? channels * ((bits + 7) / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(format.AsSpan(4), rateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(format.AsSpan(8), (uint)(rateHz * frame));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)frame);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        extra?.CopyTo(format, 16);
        return Chunk("fmt ", format);
    }

    /// <summary>A WAVE_FORMAT_EXTENSIBLE header: 22 more bytes, sub-format at byte 24.</summary>
    public static byte[] Extensible(int subTag, int channels, uint rateHz, int bits, int validBits)
    {
        byte[] extra = [22, 0, (byte)validBits, 0, 3, 0, 0, 0, (byte)subTag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        return Format(0xFFFE, channels, rateHz, bits, extra: extra);
    }

    public static byte[] Pcm16(ReadOnlySpan<short> samples)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), samples[i]);
        return bytes;
    }

    public static byte[] Float32(ReadOnlySpan<float> samples)
    {
        byte[] bytes = new byte[4 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), samples[i]);
        return bytes;
    }

    /// <summary>A mono float WAV.</summary>
    public static byte[] Mono(ReadOnlySpan<float> samples, int rateHz) => Riff(Format(3, 1, (uint)rateHz, 32), Chunk("data", Float32(samples)));

    /// <summary>A cosine, so that its peak stands at time 0 and a delay would show.</summary>
    public static float[] Tone(double frequencyHz, int rateHz, double seconds, double amplitude = 0.5)
    {
        float[] samples = new float[(int)Math.Round(seconds * rateHz)];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)(amplitude * Math.Cos(2 * Math.PI * frequencyHz * i / rateHz));
        return samples;
    }

    /// <summary>Something like speech: noise under a slow swell, the same for the same seed.</summary>
    public static float[] Noise(int count, int seed)
    {
        Random random = new(seed);
        float[] samples = new float[count];
        double smooth = 0;
        for (int i = 0; i < count; i++)
        {
            smooth += 0.3 * ((random.NextDouble() * 2) - 1 - smooth);
            samples[i] = (float)(smooth * (0.6 + (0.4 * Math.Sin(i / 3000.0))));
        }
        return samples;
    }
}
