using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Reads KotOR lip files as strictly as the game, which maps them into memory as they are.</summary>
internal static class KotorLipReader
{
    private const int MostKeys = 1_000_000;

    /// <exception cref="ModkitException">BIO02 to BIO04: what is wrong and at which offset.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        if (stream.Length > KotorLipFormat.HeaderBytes + ((long)MostKeys * KotorLipFormat.KeyBytes))
            throw BiowareIssues.TooLong(fileName, "it has more than a million keys");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        if (!file.AsSpan().StartsWith(KotorLipFormat.Magic)) throw BiowareIssues.OtherFormat(fileName, "it does not begin with 'LIP V1.0'");
        if (file.Length < KotorLipFormat.HeaderBytes) throw BiowareIssues.Damaged(fileName, $"it ends inside its header of 16 bytes");

        float length = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8));
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(12));
        if (!(length >= 0) || !float.IsFinite(length)) throw BiowareIssues.Damaged(fileName, $"the length at offset 8 is {length} s");
        if (length > KotorLipFormat.LongestSeconds) throw BiowareIssues.TooLong(fileName, "the length at offset 8 is more than an hour");
        long bytes = KotorLipFormat.HeaderBytes + ((long)count * KotorLipFormat.KeyBytes);
        if (file.Length != bytes) throw BiowareIssues.Damaged(fileName, $"{count} keys at offset 12 make {bytes} bytes, but it has {file.Length}");
        return RigTrack.FromShapeKeys(KotorLipFormat.Shapes, ReadKeys(file, length, fileName), KotorLipFormat.FrameRateFps, length);
    }

    /// <summary>The keys at which the shape changes; those that only hold it are left out.</summary>
    private static List<ShapeKey> ReadKeys(ReadOnlySpan<byte> file, float length, string fileName)
    {
        List<ShapeKey> keys = [];
        float before = -1;
        for (int at = KotorLipFormat.HeaderBytes; at < file.Length; at += KotorLipFormat.KeyBytes)
        {
            float time = BinaryPrimitives.ReadSingleLittleEndian(file[at..]);
            byte shape = file[at + 4];
            if (!(time > before) || time < 0 || time > length)
                throw BiowareIssues.Damaged(fileName, $"the key at offset {at} has the time {time} s: times grow from 0 to the length, {length} s");
            if (shape >= KotorLipFormat.Shapes.Length) throw BiowareIssues.Damaged(fileName, $"the shape at offset {at + 4} is {shape}; the last is 15");
            before = time;
            if (keys.Count == 0 || keys[^1].Shape != shape) keys.Add(new ShapeKey(time, shape));
        }
        return keys;
    }
}
