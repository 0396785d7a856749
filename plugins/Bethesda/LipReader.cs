using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>Reads <c>.lip</c> files of all games, whichever it is.</summary>
internal static class LipReader
{
    /// <summary>No sound file is longer: its body in the worst coding.</summary>
    public const int MostFileBytes = LipFile.HeaderBytes + (LipFile.MostBodyBytes * ZeroRuns.MostGrowth) - 1;

    /// <exception cref="ModkitException">BET02 to BET04: what is wrong and at which offset.</exception>
    public static LipFile Read(ReadOnlySpan<byte> file, string fileName)
    {
        if (file.Length > MostFileBytes) throw BethesdaIssues.TooLarge(fileName, file.Length);
        LipHeader header = LipHeader.TryRead(file, out string fault) ?? throw BethesdaIssues.NotLip(fileName, fault);
        byte[] body = ExpandBody(file[LipFile.HeaderBytes..], header, fileName);
        float[] values = new float[header.RowCount * header.Layout.Channels.Count];
        ReadOnlySpan<byte> rows = body.AsSpan(header.Layout.BodyHeadBytes);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(rows[(i * sizeof(float))..]);
            if (!float.IsFinite(values[i])) throw BethesdaIssues.Damaged(fileName, $"row {i / header.Layout.Channels.Count} holds a value that is not a number");
        }
        return new LipFile(header.Layout, header.StartFrame, values);
    }

    /// <summary>The track of a file: 30 frames per second from the file's first frame on, ranges widened where the file goes beyond.</summary>
    public static RigTrack ToTrack(LipFile file)
    {
        RigChannel[] channels = [.. file.Layout.Channels];
        for (int i = 0; i < file.Values.Length; i++)
        {
            ref RigChannel channel = ref channels[i % channels.Length];
            float value = file.Values[i];
            if (value < channel.Minimum) channel = channel with { Minimum = value };
            if (value > channel.Maximum) channel = channel with { Maximum = value };
        }
        CurveTable curves = new(LipFile.FrameRateFps, file.StartFrame / (double)LipFile.FrameRateFps, [.. channels.Select(channel => channel.Name)], file.Values);
        return new RigTrack { Curves = curves, Channels = channels };
    }

    private static byte[] ExpandBody(ReadOnlySpan<byte> coded, LipHeader header, string fileName)
    {
        int faultOffset = -1;
        long length = header.IsCoded ? ZeroRuns.Measure(coded, out faultOffset) : coded.Length;
        if (faultOffset >= 0)
            throw BethesdaIssues.Damaged(fileName, $"the run of zeros at offset {faultOffset + LipFile.HeaderBytes} has no length");
        if (length != header.BodyBytes)
            throw BethesdaIssues.Damaged(fileName, $"after offset 12 follow {length} bytes once expanded, but {header.RowCount} rows need {header.BodyBytes}");
        if (!header.IsCoded) return coded.ToArray();
        byte[] body = new byte[header.BodyBytes];
        ZeroRuns.Expand(coded, body);
        return body;
    }
}
