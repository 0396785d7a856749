using System.Globalization;
using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Tests;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Three seconds of what the embedded model makes of samples/hello-en.wav, at 60 fps, rounded to thousandths.</summary>
internal static class SpokenFace
{
    public const double FrameRateFps = 60;

    public static FaceTrack Track()
    {
        string[] lines = File.ReadAllLines(Path.Combine(TestPaths.RepositoryRoot, "tests", "Retargeting", "spoken-face.csv"));
        float[] values = [.. lines.Skip(1).SelectMany(line => line.Split(',')).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
        return new FaceTrack { Weights = new CurveTable(FrameRateFps, 0, lines[0].Split(','), values) };
    }

    /// <summary>Every channel's curve.</summary>
    public static IEnumerable<float[]> Curves()
    {
        CurveTable weights = Track().Weights;
        return Enumerable.Range(0, weights.Channels.Count).Select(channel => Enumerable.Range(0, weights.FrameCount).Select(frame => weights[frame, channel]).ToArray());
    }
}
