using System.Buffers.Binary;

namespace Audio2Face.Modkit.Pipeline.Tests;

/// <summary>Recordings made for tests: 16 kHz mono 16-bit WAV.</summary>
internal static class Recordings
{
    /// <summary>Noise in syllables of half a second, from a seed.</summary>
    public static string Write(string path, double seconds, int seed)
    {
        Random random = new(seed);
        int count = (int)(seconds * 16_000);
        byte[] file = new byte[44 + (2 * count)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        new byte[] { 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0 }.CopyTo(file.AsSpan(16));
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * count);
        for (int i = 0; i < count; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), (short)((random.NextDouble() - 0.5) * 8000 * (i / 4000 % 2)));
        using FileStream stream = new(path, FileMode.Create);
        stream.Write(file);
        return path;
    }
}
