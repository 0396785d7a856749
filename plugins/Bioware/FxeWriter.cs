using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Bioware;

/// <summary>Writes Neverwinter Nights 2 animations as the community's writer lays them out.</summary>
internal static class FxeWriter
{
    private const double MillisecondsPerSecond = 1_000;

    /// <exception cref="ModkitException">BIO01 the track has no keys, BIO02 too many of them, BIO05 a text cannot be stored.</exception>
    public static byte[] Write(RigTrack track, LineInfo line, string skeleton, string label)
    {
        RequireText(skeleton, FxeFormat.SkeletonOption, line);
        RequireText(label, FxeFormat.LabelOption, line);
        if (!track.Curves.Channels.SequenceEqual(FxeFormat.Channels.Select(channel => channel.Name), StringComparer.Ordinal))
            throw BiowareIssues.WrongTrack(line.Name, "its channels are others");
        if (track.KeyFrames is not { } keyFrames || keyFrames.Count != FxeFormat.Channels.Length)
            throw BiowareIssues.WrongTrack(line.Name, "it has no key frames");

        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        WriteHead(writer, skeleton, label);
        int lengthOffset = (int)stream.Position;
        writer.Write(0); // becomes the file's length
        writer.Write((short)0);
        writer.Write((short)FxeFormat.Channels.Length);
        writer.Write(0L);
        HashSet<int> takenMilliseconds = [];
        for (int channel = 0; channel < FxeFormat.Channels.Length; channel++)
        {
            List<CurveKey> keys = Keys(track.Curves, channel, keyFrames[channel], ref takenMilliseconds);
            if (keys.Count > short.MaxValue) throw BiowareIssues.TooLong(line.Name, $"'{FxeFormat.Channels[channel].Name}' needs more than 32767 keys");
            WriteChannel(writer, FxeFormat.Channels[channel].Name, keys);
        }
        WriteTail(writer);
        byte[] file = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(lengthOffset), file.Length);
        return file;
    }

    private static void RequireText(string text, string name, LineInfo line)
    {
        bool fits = text.Length is > 0 and <= FxeFormat.LongestNameLetters && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
        if (!fits) throw BiowareIssues.BadText(line.Name, name, text, FxeFormat.LongestNameLetters);
    }

    private static void WriteHead(BinaryWriter writer, string skeleton, string label)
    {
        writer.Write(FxeFormat.Magic);
        writer.Write(FxeFormat.Version);
        WriteText(writer, "Obsidian Entertainment");
        WriteText(writer, "evaluation only");
        writer.Write((short)1000);
        writer.Write(0L);
        WriteText(writer, "exported");
        writer.Write(0);
        WriteText(writer, skeleton);
        writer.Write((short)0);
        writer.Write(0);
        WriteText(writer, "exported");
        writer.Write(0);
        WriteText(writer, "");
        writer.Write(0);
        WriteText(writer, label);
        writer.Write((short)3);
    }

    private static void WriteChannel(BinaryWriter writer, string name, List<CurveKey> keys)
    {
        Span<byte> keyTail = stackalloc byte[FxeFormat.KeyTailBytes];
        keyTail.Clear();
        WriteText(writer, name);
        writer.Write(0L);
        writer.Write((short)keys.Count);
        writer.Write(0);
        foreach (CurveKey key in keys)
        {
            writer.Write((float)key.TimeSeconds);
            writer.Write(key.Value);
            writer.Write(keyTail);
        }
        writer.Write(0);
    }

    private static void WriteTail(BinaryWriter writer)
    {
        writer.Write(0.16f);
        writer.Write(0.22f);
        writer.Write((short)0);
        writer.Write(0);
        WriteText(writer, "");
        WriteText(writer, "");
        writer.Write(-1);
    }

    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write((short)1);
        writer.Write(text.Length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The keys of a channel in milliseconds and hundredths; none when it stays at 0.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="channel">The channel's column.</param>
    /// <param name="frames">Its key frames.</param>
    /// <param name="takenMilliseconds">Times of the channel before: no two neighbours have keys at the same time, so the later one waits 1 ms.</param>
    private static List<CurveKey> Keys(CurveTable curves, int channel, IReadOnlyList<int> frames, ref HashSet<int> takenMilliseconds)
    {
        List<CurveKey> keys = new(frames.Count);
        HashSet<int> ownMilliseconds = [];
        bool moves = false;
        foreach (int frame in frames)
        {
            int milliseconds = (int)Math.Round(curves.TimeSeconds(frame) * MillisecondsPerSecond);
            if (takenMilliseconds.Contains(milliseconds)) milliseconds++;
            float value = (float)Math.Round((double)curves[frame, channel], 2);
            moves |= value != 0;
            ownMilliseconds.Add(milliseconds);
            keys.Add(new CurveKey(milliseconds / MillisecondsPerSecond, value + 0f));
        }
        if (!moves) return [];
        takenMilliseconds = ownMilliseconds;
        return keys;
    }
}
