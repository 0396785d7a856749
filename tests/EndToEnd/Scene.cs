using System.Buffers.Binary;
using System.Text.Json;

namespace Audio2Face.Modkit.EndToEnd.Tests;

/// <summary>A folder of its own for one test, and recordings in it.</summary>
internal sealed class Scene : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("modkit-e2e-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public string[] Names => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    /// <summary>A buzz in syllables of a quarter of a second, 16 kHz mono 16-bit.</summary>
    public string Voice(string name, double seconds) =>
        Wav(name, [.. Enumerable.Range(0, (int)(seconds * 16_000)).Select(i => (i / 4000 % 2 == 0 ? 0.4f : 0) * (float)Math.Sin(i * 0.06) * (float)Math.Sin(i * 0.31))]);

    /// <summary>Samples as 16 kHz mono 16-bit.</summary>
    public string Wav(string name, float[] samples)
    {
        byte[] data = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), (short)(samples[i] * 32767));
        return WavFile(name, formatTag: 1, channels: 1, sampleRateHz: 16_000, bits: 16, data);
    }

    /// <summary>A WAV file with any header.</summary>
    public string WavFile(string name, ushort formatTag, ushort channels, uint sampleRateHz, ushort bits, byte[] data, uint? dataSize = null)
    {
        byte[] file = new byte[44 + data.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)(file.Length - 8));
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(20), formatTag);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), channels);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24), sampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(28), unchecked(sampleRateHz * channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), unchecked((ushort)(channels * bits / 8)));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(34), bits);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), dataSize ?? (uint)data.Length);
        data.CopyTo(file, 44);
        return Bytes(name, file);
    }

    public string Text(string name, string text) => Bytes(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Bytes(string name, byte[] content)
    {
        using FileStream stream = new(this[name], FileMode.Create);
        stream.Write(content);
        return this[name];
    }

    /// <summary>Frames x channels of an a2f-json file, with the channels' names.</summary>
    public (string[] Channels, float[][] Frames) ReadA2fJson(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(this[name]));
        JsonElement root = document.RootElement;
        return ([.. root.GetProperty("facsNames").EnumerateArray().Select(channel => channel.GetString()!)],
            [.. root.GetProperty("weightMat").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
