using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Tracks to write in tests; the same on every run.</summary>
internal static class TestTracks
{
    /// <summary>Seeded weights with four decimals for every channel, inside its range.</summary>
    public static RigTrack Random(IReadOnlyList<RigChannel> channels, double frameRateFps, int frameCount, int seed = 1)
    {
        Random random = new(seed);
        float[] values = new float[channels.Count * frameCount];
        for (int i = 0; i < values.Length; i++)
        {
            RigChannel channel = channels[i % channels.Count];
            double value = channel.Minimum + (random.NextDouble() * (channel.Maximum - channel.Minimum));
            values[i] = (float)Math.Round(value, 4);
        }
        return new RigTrack { Curves = new CurveTable(frameRateFps, 0, [.. channels.Select(channel => channel.Name)], values), Channels = channels };
    }

    /// <summary>The 52 ARKit channels, 0..1.</summary>
    public static RigTrack Arkit(double frameRateFps, int frameCount, int seed = 1) =>
        Random([.. ArkitChannels.Face.Select(name => new RigChannel(name))], frameRateFps, frameCount, seed);
}
