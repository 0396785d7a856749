using System.Collections.Frozen;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Measures;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Faces of programs that show one of nine mouths at a time (Rhubarb's A to H and X, after Hanna-Barbera), as ARKit curves.</summary>
/// <remarks>Each shape's weights are the project's own reading of its drawing, those of the reference scorer; a change takes some 60 ms.</remarks>
public static class MouthShapes
{
    private const double GlideSeconds = 0.03;

    private static readonly FrozenDictionary<string, (string Channel, double Weight)[]> _weights = new Dictionary<string, (string, double)[]>
    {
        ["A"] = [("mouthPressLeft", 0.3), ("mouthPressRight", 0.3), ("mouthRollUpper", 0.1), ("mouthRollLower", 0.1)],
        ["B"] = [("jawOpen", 0.08), .. Lips(0.25, 0.15), ("mouthStretchLeft", 0.25), ("mouthStretchRight", 0.25)],
        ["C"] = [("jawOpen", 0.28), .. Lips(0.25, 0.15), ("mouthStretchLeft", 0.1), ("mouthStretchRight", 0.1)],
        ["D"] = [("jawOpen", 0.55), .. Lips(0.3, 0.2)],
        ["E"] = [("jawOpen", 0.25), ("mouthFunnel", 0.35), ("mouthPucker", 0.2)],
        ["F"] = [("jawOpen", 0.1), ("mouthPucker", 0.75), ("mouthFunnel", 0.2)],
        ["G"] = [("jawOpen", 0.04), ("mouthRollLower", 0.6), .. Lips(0, 0.2)],
        ["H"] = [("jawOpen", 0.3), .. Lips(0.2, 0)],
        ["X"] = [],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The curves of a track of such shapes at 100 frames a second, or null for any other track.</summary>
    /// <param name="track">The track.</param>
    /// <param name="durationSeconds">The recording's length: the last shape is held to its end.</param>
    public static CurveTable? ToCurves(RigTrack track, double durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(track);
        if (track.ShapeKeys is not { Count: > 0 } keys || !track.Channels.All(shape => _weights.ContainsKey(shape.Name))) return null;
        int frameCount = CurveTable.FramesIn(durationSeconds, MouthCurves.RateHz);
        string[] channels = [.. ArkitChannels.Face.Where(LipGeometry.IsMouth)];
        float[] values = new float[frameCount * channels.Length];
        double[] staircase = new double[frameCount];
        for (int channel = 0; channel < channels.Length; channel++)
        {
            int key = -1;
            for (int frame = 0; frame < frameCount; frame++)
            {
                while (key + 1 < keys.Count && keys[key + 1].TimeSeconds <= MouthCurves.TimeSeconds(frame) + CurveTable.TimeTolerance) key++;
                staircase[frame] = key < 0 ? 0 : WeightOf(track.Channels[keys[key].Shape].Name, channels[channel]);
            }
            double[] smooth = Statistics.Smooth(staircase, GlideSeconds);
            for (int frame = 0; frame < frameCount; frame++) values[(frame * channels.Length) + channel] = (float)smooth[frame];
        }
        return new CurveTable(MouthCurves.RateHz, 0, channels, values);
    }

    private static double WeightOf(string shape, string channel) => _weights[shape].FirstOrDefault(weight => weight.Channel == channel).Weight;

    private static (string, double)[] Lips(double lower, double upper) =>
        [("mouthLowerDownLeft", lower), ("mouthLowerDownRight", lower), ("mouthUpperUpLeft", upper), ("mouthUpperUpRight", upper)];
}
