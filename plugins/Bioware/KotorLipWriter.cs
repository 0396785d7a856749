using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Writes KotOR lip files.</summary>
/// <remarks>
/// The game moves on a straight line from key to key, so a shape that is shown for a while needs a second key where the way to the
/// next one begins: 40 ms before pressed lips part, 100 ms before the end of any other shape that lasts.
/// </remarks>
internal static class KotorLipWriter
{
    private const double PartingSeconds = 0.04, PassingSeconds = 0.1;

    /// <summary>Keys closer than this are one.</summary>
    private const double NearestKeysSeconds = 0.015;

    /// <exception cref="ModkitException">BIO01 the track has no shape keys, BIO02 the line is too long.</exception>
    public static byte[] Write(RigTrack track, LineInfo line)
    {
        if (!(line.DurationSeconds <= KotorLipFormat.LongestSeconds)) throw BiowareIssues.TooLong(line.Name, "a lip file holds an hour at most");
        List<ShapeKey> keys = Keys(track, line);
        byte[] file = new byte[KotorLipFormat.HeaderBytes + (keys.Count * KotorLipFormat.KeyBytes)];
        KotorLipFormat.Magic.CopyTo(file);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8), (float)line.DurationSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), keys.Count);
        Span<byte> rest = file.AsSpan(KotorLipFormat.HeaderBytes);
        foreach (ShapeKey key in keys)
        {
            BinaryPrimitives.WriteSingleLittleEndian(rest, (float)key.TimeSeconds);
            rest[4] = (byte)key.Shape;
            rest = rest[KotorLipFormat.KeyBytes..];
        }
        return file;
    }

    private static List<ShapeKey> Keys(RigTrack track, LineInfo line)
    {
        if (!track.Channels.Select(channel => channel.Name).SequenceEqual(KotorLipFormat.Shapes, StringComparer.Ordinal))
            throw BiowareIssues.WrongTrack(line.Name, "its channels are others");
        IReadOnlyList<ShapeKey> shapes = track.ShapeKeys ?? throw BiowareIssues.WrongTrack(line.Name, "it has no shape keys");
        double end = line.DurationSeconds;
        List<ShapeKey> keys = new((shapes.Count * 2) + 1);
        double before = double.NegativeInfinity;
        for (int i = 0; i < shapes.Count; i++)
        {
            ShapeKey key = shapes[i];
            if (!(key.TimeSeconds >= 0) || key.TimeSeconds <= before || key.Shape < 0 || key.Shape >= KotorLipFormat.Shapes.Length)
                throw BiowareIssues.WrongTrack(line.Name, "its shape keys are not in order");
            before = key.TimeSeconds;
            if (key.TimeSeconds > end - NearestKeysSeconds) break;
            keys.Add(key);
            bool isLast = i + 1 == shapes.Count || shapes[i + 1].TimeSeconds > end - NearestKeysSeconds;
            ShapeKey next = isLast ? new ShapeKey(end, KotorLipFormat.Neutral) : shapes[i + 1];
            if (next.Shape != key.Shape && HoldSeconds(key, next.TimeSeconds) is { } hold) keys.Add(key with { TimeSeconds = hold });
        }
        keys.Add(new ShapeKey(end, KotorLipFormat.Neutral));
        return keys;
    }

    /// <summary>When a shape begins to give way to the next, or null when it does so from its own key on.</summary>
    private static double? HoldSeconds(ShapeKey key, double nextSeconds)
    {
        bool isPressed = key.Shape == KotorLipFormat.LipsPressed;
        double hold = nextSeconds - (isPressed ? PartingSeconds : PassingSeconds);
        return hold - key.TimeSeconds > (isPressed ? NearestKeysSeconds : PassingSeconds) ? hold : null;
    }
}
