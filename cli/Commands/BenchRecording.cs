using System.Buffers.Binary;

namespace Audio2Face.Modkit.Cli.Commands;

/// <summary>Makes a recording for measuring: a buzzing tone in syllables, 48 kHz mono 16-bit, the same every time.</summary>
internal static class BenchRecording
{
    private const int SampleRateHz = 48_000;
    private const int HeaderBytes = 44;
    private const double PitchHz = 120;
    private const double SyllablesPerSecond = 4;
    private const int Harmonics = 12;

    /// <summary>Writes the WAV file and returns its path.</summary>
    public static string Write(string path, int seconds)
    {
        int count = seconds * SampleRateHz;
        byte[] file = new byte[HeaderBytes + (2 * count)];
        WriteHeader(file, count);
        for (int i = 0; i < count; i++)
        {
            double time = (double)i / SampleRateHz;
            double voice = 0;
            for (int harmonic = 1; harmonic <= Harmonics; harmonic++) voice += Math.Sin(2 * Math.PI * PitchHz * harmonic * time) / harmonic;
            double loudness = Math.Max(0, Math.Sin(2 * Math.PI * SyllablesPerSecond * time));
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderBytes + (2 * i)), (short)(6000 * voice * loudness));
        }
        using FileStream stream = new(path, FileMode.CreateNew);
        stream.Write(file);
        return path;
    }

    private static void WriteHeader(Span<byte> file, int sampleCount)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], SampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * SampleRateHz);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], 2 * sampleCount);
    }
}
