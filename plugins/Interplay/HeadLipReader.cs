using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interplay;

/// <summary>Reads lip files of talking heads: what the game's loader takes, and no less sound.</summary>
internal static class HeadLipReader
{
    private const int MostBytes = 16 << 20;

    public static bool IsHeadLip(ReadOnlySpan<byte> head) => head.Length >= HeadLipFormat.HeaderBytes
        && Field(head, 0) == HeadLipFormat.Version && Field(head, 1) == HeadLipFormat.UnknownValue && (head[40..].StartsWith("VOC\0"u8) || head[40..].StartsWith("ACM\0"u8));

    /// <exception cref="ModkitException">ITP03, ITP05 or ITP06: what is wrong and at which offset.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        if (stream.Length > MostBytes) throw InterplayIssues.TooLong(fileName);
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        if (file.Length < HeadLipFormat.HeaderBytes) throw InterplayIssues.OtherFormat(fileName, $"it ends inside its header of 44 bytes");
        int version = Field(file, 0);
        if (version != HeadLipFormat.Version) throw InterplayIssues.OtherFormat(fileName, $"the version at offset 0 is {version}, not 2");

        int audioBytes = Field(file, 4), codes = Field(file, 5), markers = Field(file, 7);
        if (audioBytes < 0 || codes < 0 || markers < codes)
            throw InterplayIssues.Damaged(fileName, $"the header has {audioBytes} bytes of sound, {codes} codes and {markers} markers");
        if (audioBytes > HeadLipFormat.LongestSeconds * HeadLipFormat.BytesPerSecond) throw InterplayIssues.TooLong(fileName);
        long bytes = HeadLipFormat.HeaderBytes + (long)codes + ((long)markers * HeadLipFormat.MarkerBytes);
        if (file.Length != bytes)
            throw InterplayIssues.Damaged(fileName, $"{codes} codes at offset 20 and {markers} markers at offset 28 make {bytes} bytes, but it has {file.Length}");
        List<ShapeKey> keys = ReadKeys(file, codes, markers, audioBytes, fileName);
        return RigTrack.FromShapeKeys(HeadLipFormat.Shapes, keys, HeadLipFormat.FrameRateFps, (double)audioBytes / HeadLipFormat.BytesPerSecond);
    }

    /// <summary>The keys at which the picture changes: code i is shown from marker i on.</summary>
    private static List<ShapeKey> ReadKeys(ReadOnlySpan<byte> file, int codes, int markers, int audioBytes, string fileName)
    {
        List<ShapeKey> keys = [];
        int before = 0, keyPosition = -1;
        for (int i = 0; i < markers; i++)
        {
            int at = HeadLipFormat.HeaderBytes + codes + (i * HeadLipFormat.MarkerBytes);
            int position = BinaryPrimitives.ReadInt32BigEndian(file[(at + sizeof(int))..]);
            if (position < before || position > audioBytes || (i == 0 && position != 0))
                throw InterplayIssues.Damaged(fileName, $"the marker at offset {at} stands at {position}: markers grow from 0 to the sound's {audioBytes} bytes");
            before = position;
            if (i >= codes) continue;
            byte code = file[HeadLipFormat.HeaderBytes + i];
            if (code >= HeadLipFormat.ShapeOfCode.Length)
                throw InterplayIssues.Damaged(fileName, $"the code at offset {HeadLipFormat.HeaderBytes + i} is {code}; the last is 41");
            // Two codes at one moment: only the later one is seen.
            if (position == keyPosition) keys.RemoveAt(keys.Count - 1);
            keyPosition = -1;
            int shape = HeadLipFormat.ShapeOfCode[code];
            if (keys.Count > 0 && keys[^1].Shape == shape) continue;
            keys.Add(new ShapeKey((double)position / HeadLipFormat.BytesPerSecond, shape));
            keyPosition = position;
        }
        return keys;
    }

    private static int Field(ReadOnlySpan<byte> file, int index) => BinaryPrimitives.ReadInt32BigEndian(file[(index * sizeof(int))..]);
}
