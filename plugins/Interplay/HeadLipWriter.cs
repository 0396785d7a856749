using System.Buffers.Binary;
using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Interplay;

/// <summary>Writes lip files of talking heads.</summary>
internal static class HeadLipWriter
{
    /// <exception cref="ModkitException">ITP01 the track has no shape keys, ITP02 the name, ITP03 or ITP04 the length does not do.</exception>
    public static byte[] Write(RigTrack track, LineInfo line)
    {
        if (line.Name.Length is 0 or > HeadLipFormat.NameBytes || !line.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            throw InterplayIssues.BadName(line.Name);
        if (!(line.DurationSeconds <= HeadLipFormat.LongestSeconds)) throw InterplayIssues.TooLong(line.Name);
        int audioBytes = 2 * (int)Math.Round(line.DurationSeconds * HeadLipFormat.BytesPerSecond / 2);
        if (audioBytes < 2 * HeadLipFormat.FewestMarkers) throw InterplayIssues.TooShort(line.Name, line.DurationSeconds);
        List<(int Position, int Shape)> steps = Steps(Keys(track, line), audioBytes);
        Pad(steps, audioBytes);
        return Encode(line.Name, steps, audioBytes);
    }

    private static IReadOnlyList<ShapeKey> Keys(RigTrack track, LineInfo line)
    {
        if (!track.Channels.Select(channel => channel.Name).SequenceEqual(HeadLipFormat.Shapes, StringComparer.Ordinal))
            throw InterplayIssues.WrongTrack(line.Name, "its channels are others");
        IReadOnlyList<ShapeKey> keys = track.ShapeKeys ?? throw InterplayIssues.WrongTrack(line.Name, "it has no shape keys");
        double before = double.NegativeInfinity;
        foreach (ShapeKey key in keys)
        {
            if (!(key.TimeSeconds >= 0) || key.TimeSeconds <= before || key.Shape < 0 || key.Shape >= HeadLipFormat.Shapes.Length)
                throw InterplayIssues.WrongTrack(line.Name, "its shape keys are not in order");
            before = key.TimeSeconds;
        }
        return keys;
    }

    /// <summary>
    /// The shapes on the grid of steps, the first at 0. Of two on the same step the later counts, but pressed lips always: what follows
    /// them waits for the next step.
    /// </summary>
    private static List<(int Position, int Shape)> Steps(IReadOnlyList<ShapeKey> keys, int audioBytes)
    {
        List<(int Position, int Shape)> steps = [(0, 0)];
        foreach (ShapeKey key in keys)
        {
            double step = Math.Round(key.TimeSeconds * HeadLipFormat.BytesPerSecond / HeadLipFormat.StepBytes, MidpointRounding.AwayFromZero);
            (int lastPosition, int lastShape) = steps[^1];
            double position = Math.Max(step * HeadLipFormat.StepBytes, lastPosition);
            bool isTaken = position == lastPosition;
            if (isTaken && lastShape == HeadLipFormat.LipsPressed) position += HeadLipFormat.StepBytes;
            if (position >= audioBytes) break;
            if (isTaken && lastShape != HeadLipFormat.LipsPressed) steps[^1] = (lastPosition, key.Shape);
            else steps.Add(((int)position, key.Shape));
        }
        return steps;
    }

    /// <summary>Divides the longest steps of a short line until the game has as many markers as it asks for.</summary>
    private static void Pad(List<(int Position, int Shape)> steps, int audioBytes)
    {
        while (steps.Count + 1 < HeadLipFormat.FewestMarkers)
        {
            int longest = 0, longestBytes = 0;
            for (int i = 0; i < steps.Count; i++)
            {
                int bytes = (i + 1 < steps.Count ? steps[i + 1].Position : audioBytes) - steps[i].Position;
                if (bytes <= longestBytes) continue;
                (longest, longestBytes) = (i, bytes);
            }
            int middle = steps[longest].Position + (longestBytes / 4 * 2);
            int onGrid = middle / HeadLipFormat.StepBytes * HeadLipFormat.StepBytes;
            steps.Insert(longest + 1, (onGrid > steps[longest].Position ? onGrid : middle, steps[longest].Shape));
        }
    }

    private static byte[] Encode(string name, List<(int Position, int Shape)> steps, int audioBytes)
    {
        int codes = steps.Count, markers = codes + 1;
        byte[] file = new byte[HeadLipFormat.HeaderBytes + codes + (markers * HeadLipFormat.MarkerBytes)];
        ReadOnlySpan<int> fields = [HeadLipFormat.Version, HeadLipFormat.UnknownValue, 0, 0, audioBytes, codes, 0, markers];
        for (int i = 0; i < fields.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(i * sizeof(int)), fields[i]);
        Encoding.ASCII.GetBytes(name, file.AsSpan(32));
        "VOC"u8.CopyTo(file.AsSpan(40));
        for (int i = 0; i < codes; i++) file[HeadLipFormat.HeaderBytes + i] = HeadLipFormat.CodeOfShape[steps[i].Shape];
        Span<byte> rest = file.AsSpan(HeadLipFormat.HeaderBytes + codes);
        for (int i = 0; i < markers; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(rest, i == 0 ? 1 : 0);
            BinaryPrimitives.WriteInt32BigEndian(rest[sizeof(int)..], i < codes ? steps[i].Position : audioBytes);
            rest = rest[HeadLipFormat.MarkerBytes..];
        }
        return file;
    }
}
