using System.Buffers.Binary;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A line made up for a format: two seconds in which every channel moves, the same on every run.</summary>
internal static class CheckTrack
{
    private const double LengthSeconds = 2;
    private const int KeyEvery = 5;

    /// <summary>A track as the host would hand it to the format.</summary>
    public static RigTrack Create(FormatDescription description, IReadOnlyList<RigChannel>? rig)
    {
        IReadOnlyList<RigChannel> channels = description.FixedChannels ?? rig ?? [.. ArkitChannels.Face.Select(name => new RigChannel(name))];
        double rate = description.DefaultFrameRateFps;
        if (description.Shapes is { } shapes) return OfShapes([.. channels.Select(channel => channel.Name)], shapes, rate);
        int frameCount = CurveTable.FramesIn(LengthSeconds, rate);
        List<int> keys = [.. Enumerable.Range(0, frameCount).Where(frame => frame % KeyEvery == 0 || frame == frameCount - 1)];
        float[] values = new float[frameCount * channels.Count];
        for (int channel = 0; channel < channels.Count; channel++)
        {
            for (int i = 0; i + 1 < keys.Count; i++)
            {
                float from = ValueAt(channels[channel], channel, i), to = ValueAt(channels[channel], channel, i + 1);
                // Straight between keys, so that a format that stores keys can tell all of it.
                for (int frame = keys[i]; frame <= keys[i + 1]; frame++)
                    values[(frame * channels.Count) + channel] = from + ((to - from) * (frame - keys[i]) / (keys[i + 1] - keys[i]));
            }
        }
        return new RigTrack
        {
            Curves = new CurveTable(rate, 0, [.. channels.Select(channel => channel.Name)], values),
            Channels = channels,
            KeyFrames = description.KeyTolerance is null ? null : [.. channels.Select(_ => keys)],
        };
    }

    /// <summary>What the host would say about it.</summary>
    public static LineInfo LineFor(FormatDescription description) => new()
    {
        Name = "line",
        DurationSeconds = LengthSeconds,
        VoiceWave = description.VoiceSampleRatesHz.Count > 0 ? Wave(description.VoiceSampleRatesHz[0]) : null,
        Options = description.Options.ToDictionary(option => option.Name, option => option.Default),
    };

    /// <summary>A value inside the channel's range, scattered so that no two neighbours look alike.</summary>
    private static float ValueAt(RigChannel channel, int column, int key)
    {
        int step = ((key * 37) + (column * 61)) % 101;
        return channel.Minimum + ((channel.Maximum - channel.Minimum) * step / 100);
    }

    private static RigTrack OfShapes(string[] names, DiscreteShapes shapes, double rate)
    {
        int rest = Array.IndexOf(names, shapes.RestShape);
        List<ShapeKey> keys = [];
        double hold = Math.Max(0.2, shapes.MinimumHoldSeconds);
        double time = 0;
        for (int shape = 0; time < LengthSeconds - hold; shape = (shape + 1) % names.Length, time += hold)
        {
            if (keys.Count == 0 || keys[^1].Shape != shape) keys.Add(new ShapeKey(Math.Round(time * rate) / rate, shape));
        }
        if (keys[^1].Shape != rest) keys.Add(new ShapeKey(Math.Round(time * rate) / rate, rest));
        return RigTrack.FromShapeKeys(names, keys, rate, LengthSeconds);
    }

    /// <summary>A quiet tone as 16-bit mono RIFF/WAVE.</summary>
    private static byte[] Wave(int sampleRateHz)
    {
        int samples = (int)(LengthSeconds * sampleRateHz);
        byte[] file = new byte[44 + (2 * samples)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 2 * sampleRateHz);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * samples);
        for (int i = 0; i < samples; i++) BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), (short)(3_000 * Math.Sin(i * 0.1)));
        return file;
    }
}
