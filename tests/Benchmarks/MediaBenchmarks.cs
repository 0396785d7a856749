using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Media;
using BenchmarkDotNet.Attributes;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>Reading ten seconds of plain WAV, with and without resampling and cleaning.</summary>
[MemoryDiagnoser]
public class MediaBenchmarks
{
    private const double DurationSeconds = 10;

    private readonly MediaReader _reader = new();
    private string _path = "";

    /// <summary>48 kHz is divided by 3; 44.1 kHz takes the longest filter; 16 kHz only decodes.</summary>
    [Params(16_000, 44_100, 48_000)]
    public int SampleRateHz { get; set; }

    [GlobalSetup]
    public void WriteFile()
    {
        _path = Path.Combine(Path.GetTempPath(), $"modkit-benchmark-{Environment.ProcessId}-{SampleRateHz}.wav");
        using FileStream file = File.Create(_path);
        file.Write(Wav(Signals.Hum(DurationSeconds, SampleRateHz), SampleRateHz));
    }

    [GlobalCleanup]
    public void DeleteFile() => File.Delete(_path);

    [Benchmark]
    public async Task<AudioClip> Read_wav() => await _reader.ReadClipAsync(_path, new MediaOptions(), CancellationToken.None);

    [Benchmark]
    public async Task<AudioClip> Read_wav_and_clean_it() => await _reader.ReadClipAsync(_path, new MediaOptions { CleanSound = true }, CancellationToken.None);

    private static byte[] Wav(float[] samples, int sampleRateHz)
    {
        byte[] bytes = new byte[44 + (2 * samples.Length)];
        Span<byte> rest = bytes;
        "RIFF"u8.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(rest[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(rest[20..], 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(rest[22..], 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(rest[24..], sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(rest[28..], 2 * sampleRateHz);
        BinaryPrimitives.WriteInt16LittleEndian(rest[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(rest[34..], 16);
        "data"u8.CopyTo(rest[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[40..], 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(rest[(44 + (2 * i))..], (short)(samples[i] * short.MaxValue));
        return bytes;
    }
}
