using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Mmd;

/// <summary>Reads the morphs of a motion; bones, cameras and all that follows are passed over. Keys may come in any order.</summary>
internal sealed class VmdReader(string fileName)
{
    /// <summary>Two hours; a song is minutes long.</summary>
    private const int MostFrames = 7_200 * VmdFormat.FrameRateFps;

    private const int MostMorphs = 1_024, MostValues = 8 << 20;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<List<CurveKey>> _keys = [];
    private int _frameCount;

    /// <exception cref="ModkitException">MMD05 to MMD08: what is wrong and at which byte.</exception>
    public RigTrack Read(Stream stream)
    {
        if (stream.Length > Limits.AnimationFileMebibytes * 1024L * 1024) throw VmdIssues.TooLarge(fileName, stream.Length);
        byte[] file = new byte[stream.Length];
        int length = stream.ReadAtLeast(file, file.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> bytes = file.AsSpan(0, length);
        if (!bytes.StartsWith("Vocaloid Motion Data 0002"u8)) throw VmdIssues.WrongStart(fileName);

        int at = VmdFormat.SignatureBytes + VmdFormat.ModelNameBytes;
        int boneCount = Count(bytes, ref at, VmdFormat.BoneBytes, "bones");
        at += boneCount * VmdFormat.BoneBytes;
        int keyCount = Count(bytes, ref at, VmdFormat.MorphBytes, "morph keys");
        for (int i = 0; i < keyCount; i++, at += VmdFormat.MorphBytes) ReadKey(bytes.Slice(at, VmdFormat.MorphBytes), at);
        // Motions of the first versions end here or after any of these counts; what they count does not matter.
        return ToTrack();
    }

    private int Count(ReadOnlySpan<byte> bytes, ref int at, int recordBytes, string what)
    {
        if (bytes.Length - at < sizeof(uint)) throw VmdIssues.Damaged(fileName, at, $"it ends before the number of {what}");
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        at += sizeof(uint);
        int room = (bytes.Length - at) / recordBytes;
        return count <= room ? (int)count : throw VmdIssues.Damaged(fileName, at - sizeof(uint), FormattableString.Invariant($"it says {count} {what}, but has room for {room}"));
    }

    private void ReadKey(ReadOnlySpan<byte> record, int at)
    {
        ReadOnlySpan<byte> name = record[..VmdFormat.MorphNameBytes];
        int end = name.IndexOf((byte)0);
        if (end >= 0) name = name[..end];
        // MikuMikuDance marks a name that it could not tell by a zero.
        if (name.IsEmpty) return;
        uint frame = BinaryPrimitives.ReadUInt32LittleEndian(record[VmdFormat.MorphNameBytes..]);
        float weight = BinaryPrimitives.ReadSingleLittleEndian(record[(VmdFormat.MorphNameBytes + sizeof(uint))..]);
        if (!float.IsFinite(weight)) throw VmdIssues.Damaged(fileName, at, "a weight is not a number");
        if (frame >= MostFrames) throw VmdIssues.TooLong(fileName, at, FormattableString.Invariant($"a key lies at frame {frame}"));
        _keys[Column(VmdFormat.Names.GetString(name), at)].Add(new CurveKey((double)frame / VmdFormat.FrameRateFps, weight));
        _frameCount = Math.Max(_frameCount, (int)frame + 1);
    }

    private int Column(string name, int at)
    {
        // Half of a character that was cut at 15 bytes.
        if (name.EndsWith('\uFFFD')) name = name[..^1];
        if (_columns.TryGetValue(name, out int column)) return column;
        if (_keys.Count == MostMorphs) throw VmdIssues.TooLong(fileName, at, FormattableString.Invariant($"it has more than {MostMorphs} morphs"));
        _columns.Add(name, _keys.Count);
        _keys.Add([]);
        return _keys.Count - 1;
    }

    private RigTrack ToTrack()
    {
        if ((long)_frameCount * _keys.Count > MostValues) throw VmdIssues.TooLong(fileName, 0, "it has too many morphs over too long a time");
        RigChannel[] channels = [.. _columns.OrderBy(column => column.Value).Select(column => Channel(column.Key, _keys[column.Value]))];
        // Of keys for one frame the later in the file counts; sorting keeps their order.
        CurveKey[][] curves = [.. _keys.Select(keys => keys.OrderBy(key => key.TimeSeconds).GroupBy(key => key.TimeSeconds, (_, same) => same.Last()).ToArray())];
        return RigTrack.FromCurveKeys(channels, curves, VmdFormat.FrameRateFps, (double)_frameCount / VmdFormat.FrameRateFps);
    }

    /// <summary>0..1, widened where weights go beyond.</summary>
    private static RigChannel Channel(string name, List<CurveKey> keys) =>
        new(name, Math.Min(0, keys.Min(key => key.Value)), Math.Max(1, keys.Max(key => key.Value)));
}
