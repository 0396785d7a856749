using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Reads Neverwinter Nights 2 animations: whatever channels they have, at 30 frames per second.</summary>
internal static class FxeReader
{
    private const int MostBytes = 64 << 20, MostChannels = 64;

    /// <summary>Earliest and latest time of a key, in seconds.</summary>
    private const double EarliestSeconds = -60, LatestSeconds = 3_600;

    public static bool IsFxe(ReadOnlySpan<byte> head) => head.Length >= 8 && head.StartsWith(FxeFormat.Magic)
        && BinaryPrimitives.ReadInt32LittleEndian(head[4..]) == FxeFormat.Version;

    /// <exception cref="ModkitException">BIO02 to BIO04: what is wrong and at which offset.</exception>
    public static RigTrack Read(Stream stream, string fileName)
    {
        if (stream.Length > MostBytes) throw BiowareIssues.TooLong(fileName, "the file is larger than 64 MiB");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        if (!IsFxe(file)) throw BiowareIssues.OtherFormat(fileName, "it does not begin with 'FACE' and 1500");

        FxeCursor cursor = new(file, fileName) { Offset = FxeFormat.SkeletonOffset };
        cursor.Text();
        cursor.Skip(FxeFormat.BeforeLabelBytes);
        cursor.Text();
        cursor.Skip(sizeof(short));
        int lengthOffset = cursor.Offset, length = cursor.Int32();
        if (length != file.Length) throw BiowareIssues.Damaged(fileName, $"the length at offset {lengthOffset} is {length}, but it has {file.Length} bytes");
        cursor.Skip(sizeof(short));
        int countOffset = cursor.Offset, count = cursor.Int16();
        if (count is < 1 or > MostChannels) throw BiowareIssues.Damaged(fileName, $"the channel count at offset {countOffset} is {count}");
        cursor.Skip(sizeof(long));
        return ReadChannels(ref cursor, count, fileName);
    }

    private static RigTrack ReadChannels(ref FxeCursor cursor, int count, string fileName)
    {
        List<RigChannel> channels = new(count);
        List<List<CurveKey>> keys = new(count);
        double last = 0;
        for (int i = 0; i < count; i++)
        {
            int at = cursor.Offset;
            string name = cursor.Text();
            if (name.Length == 0 || channels.Exists(channel => channel.Name == name))
                throw BiowareIssues.Damaged(fileName, $"the channel name at offset {at} is empty or there twice");
            List<CurveKey> own = ReadKeys(ref cursor, fileName);
            if (own.Count > 0) last = Math.Max(last, own[^1].TimeSeconds);
            channels.Add(WithRange(name, own));
            keys.Add(own);
        }
        // Every moving channel has a key on its last frame; times in milliseconds lie beside the frames.
        int frames = keys.Exists(own => own.Count > 0) ? 1 + (int)Math.Round(last * FxeFormat.FrameRateFps) : 0;
        return RigTrack.FromCurveKeys(channels, keys, FxeFormat.FrameRateFps, frames / FxeFormat.FrameRateFps);
    }

    private static List<CurveKey> ReadKeys(ref FxeCursor cursor, string fileName)
    {
        cursor.Skip(sizeof(long));
        int countOffset = cursor.Offset, count = cursor.Int16();
        if (count < 0) throw BiowareIssues.Damaged(fileName, $"the key count at offset {countOffset} is {count}");
        cursor.Skip(sizeof(int));
        cursor.Require(count * FxeFormat.KeyBytes);
        List<CurveKey> keys = new(count);
        double before = EarliestSeconds;
        for (int i = 0; i < count; i++)
        {
            int at = cursor.Offset;
            float time = cursor.Single(), value = cursor.Single();
            cursor.Skip(FxeFormat.KeyTailBytes);
            if (!(time >= before) || time > LatestSeconds) throw BiowareIssues.Damaged(fileName, $"the key at offset {at} has the time {time} s");
            if (!float.IsFinite(value)) throw BiowareIssues.Damaged(fileName, $"the weight at offset {at + 4} is not a number");
            keys.Add(new CurveKey(time, value));
            before = time;
        }
        cursor.Skip(sizeof(int));
        return keys;
    }

    /// <summary>The format's range for a name, widened where the keys go beyond.</summary>
    private static RigChannel WithRange(string name, List<CurveKey> keys)
    {
        int known = Array.FindIndex(FxeFormat.Channels, channel => channel.Name == name);
        RigChannel range = known >= 0 ? FxeFormat.Channels[known] : new RigChannel(name);
        foreach (CurveKey key in keys)
        {
            range = range with { Minimum = Math.Min(range.Minimum, key.Value), Maximum = Math.Max(range.Maximum, key.Value) };
        }
        return range;
    }
}
