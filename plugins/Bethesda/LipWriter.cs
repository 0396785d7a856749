using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>Makes <c>.lip</c> files.</summary>
internal static class LipWriter
{
    /// <summary>Rows of zeros after the voice: the face is at rest when the game lets go of it.</summary>
    private const int RestRows = 3;

    /// <summary>The rows of a track up to the end of the voice, or of the last movement, and rows of rest.</summary>
    /// <exception cref="ModkitException">BET01 the track is not of the layout, BET02 it is too long.</exception>
    public static LipFile Compose(RigTrack track, LineInfo line, LipLayout layout)
    {
        CurveTable curves = track.Curves;
        RequireLayout(curves, line, layout);
        ReadOnlySpan<float> values = curves.Values;
        int columns = layout.Channels.Count;
        int movingRows = (values.LastIndexOfAnyExcept(0f) / columns) + (values.ContainsAnyExcept(0f) ? 1 : 0);
        int voiceRows = CurveTable.FramesIn(line.DurationSeconds - curves.StartSeconds, LipFile.FrameRateFps);
        long rows = (long)Math.Max(movingRows, voiceRows) + RestRows;
        if (layout.BodyHeadBytes + (rows * layout.RowBytes) > LipFile.MostBodyBytes) throw BethesdaIssues.TooLong(line.Name, line.DurationSeconds);

        float[] padded = new float[rows * columns];
        values[..Math.Min(values.Length, padded.Length)].CopyTo(padded);
        for (int i = 0; i < padded.Length; i++)
        {
            if (!float.IsFinite(padded[i])) throw BethesdaIssues.WrongTrack(line.Name, $"it holds a value that is not a number");
            padded[i] += 0f; // -0 becomes 0, which takes less room
        }
        return new LipFile(layout, (int)Math.Round(curves.StartSeconds * LipFile.FrameRateFps), padded);
    }

    public static byte[] Encode(LipFile file)
    {
        LipLayout layout = file.Layout;
        byte[] body = new byte[layout.BodyHeadBytes + (file.RowCount * layout.RowBytes)];
        BinaryPrimitives.WriteInt32LittleEndian(body, file.RowCount);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), file.StartFrame);
        if (layout.BodyHeadBytes > 8) BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), layout.TargetCount);
        Span<byte> rows = body.AsSpan(layout.BodyHeadBytes);
        for (int i = 0; i < file.Values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(rows[(i * sizeof(float))..], file.Values[i]);

        byte[] header = new byte[LipFile.HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LipFile.Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), body.Length + LipFile.SizeFieldExtra);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), layout.Flags);
        return [.. header, .. ZeroRuns.Encode(body)];
    }

    private static void RequireLayout(CurveTable curves, LineInfo line, LipLayout layout)
    {
        if (curves.FrameRateFps != LipFile.FrameRateFps)
            throw BethesdaIssues.WrongTrack(line.Name, $"its rate is {curves.FrameRateFps} frames per second");
        if (!curves.Channels.SequenceEqual(layout.Channels.Select(channel => channel.Name), StringComparer.Ordinal))
            throw BethesdaIssues.WrongTrack(line.Name, $"its channels are others");
    }
}
