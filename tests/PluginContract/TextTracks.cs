using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Tracks as a host gives them to formats that store shapes or keys, and lines to write them for.</summary>
internal static class TextTracks
{
    /// <summary>A track that shows one shape after another.</summary>
    public static RigTrack Shapes(IReadOnlyList<string> names, double frameRateFps, double lengthSeconds, params (double Seconds, string Shape)[] keys) =>
        RigTrack.FromShapeKeys(names, [.. keys.Select(key => new ShapeKey(key.Seconds, names.ToList().IndexOf(key.Shape)))], frameRateFps, lengthSeconds);

    /// <summary>Curves of straight lines between seeded keys, at rest at both ends, with the frames of the keys.</summary>
    public static RigTrack Keyed(IReadOnlyList<RigChannel> channels, double frameRateFps, int frameCount, int seed = 1)
    {
        Random random = new(seed);
        float[] values = new float[frameCount * channels.Count];
        int[][] frames = new int[channels.Count][];
        for (int channel = 0; channel < channels.Count; channel++)
        {
            RigChannel rig = channels[channel];
            frames[channel] = [0, .. Enumerable.Range(1, Math.Max(0, frameCount - 2)).Where(_ => random.Next(3) == 0), frameCount - 1];
            float[] at = [.. frames[channel].Select(frame => frame == 0 || frame == frameCount - 1 ? rig.Rest : rig.Minimum + ((rig.Maximum - rig.Minimum) * random.Next(1001) / 1000f))];
            for (int key = 0; key + 1 < at.Length; key++)
            {
                int from = frames[channel][key], to = frames[channel][key + 1];
                for (int frame = from; frame < to; frame++) values[(frame * channels.Count) + channel] = at[key] + ((at[key + 1] - at[key]) * (frame - from) / (to - from));
            }
        }
        return new RigTrack { Curves = new CurveTable(frameRateFps, 0, [.. channels.Select(channel => channel.Name)], values), Channels = channels, KeyFrames = frames };
    }

    public static LineInfo Line(double durationSeconds, params (string Name, string Value)[] options) => new()
    {
        Name = "line",
        DurationSeconds = durationSeconds,
        Options = options.ToDictionary(option => option.Name, option => option.Value),
    };

    /// <summary>Writes a track with a format and gives back its only file.</summary>
    public static async Task<byte[]> WriteAsync(IRigFormat format, RigTrack track, LineInfo line)
    {
        MemoryOutput output = new();
        await format.WriteAsync(track, line, output, CancellationToken.None);
        Assert.Equal([format.Description.Extension], output.Extensions);
        return output.Bytes(format.Description.Extension);
    }

    /// <summary>The keys of a track as times and names.</summary>
    public static (double Seconds, string Shape)[] Keys(RigTrack track) =>
        [.. track.ShapeKeys!.Select(key => (Math.Round(key.TimeSeconds, 4), track.Channels[key.Shape].Name))];

    /// <summary>A whole WAV file of 16-bit mono: a header as recorders write it, counting samples, and chunks behind.</summary>
    public static byte[] Wave(int sampleRateHz, int sampleCount, params (string Id, byte[] Data)[] more)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + (sampleCount * 2) + more.Sum(chunk => 8 + chunk.Data.Length + (chunk.Data.Length & 1)));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(sampleRateHz);
        writer.Write(sampleRateHz * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(sampleCount * 2);
        for (int i = 0; i < sampleCount; i++) writer.Write((short)(i * 7));
        foreach ((string id, byte[] data) in more)
        {
            writer.Write(System.Text.Encoding.ASCII.GetBytes(id));
            writer.Write(data.Length);
            writer.Write(data);
            if (data.Length % 2 == 1) writer.Write((byte)0);
        }
        return stream.ToArray();
    }
}
