using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting.Tests;

/// <summary>Small face tracks for tests.</summary>
internal static class Faces
{
    /// <summary>A track in which only the named channels are not 0; each gets one value for every frame.</summary>
    public static FaceTrack Of(double frameRateFps, params (string Channel, float[] Values)[] curves)
    {
        int frameCount = curves.Length == 0 ? 1 : curves[0].Values.Length;
        int channelCount = ArkitChannels.All.Count;
        float[] values = new float[frameCount * channelCount];
        foreach ((string channel, float[] curve) in curves)
        {
            Assert.Equal(frameCount, curve.Length);
            for (int frame = 0; frame < frameCount; frame++) values[(frame * channelCount) + ArkitChannels.IndexOf(channel)] = curve[frame];
        }
        return new FaceTrack { Weights = new CurveTable(frameRateFps, 0, ArkitChannels.All, values) };
    }

    /// <summary>One frame with the named weights.</summary>
    public static FaceTrack Pose(params (string Channel, float Weight)[] weights) =>
        Of(30, [.. weights.Select(weight => (weight.Channel, new[] { weight.Weight }))]);

    /// <summary>Maps a track at its own rate and gives the curve of one rig channel.</summary>
    public static float[] Map(Profile profile, FaceTrack face, string channel, double? frameRateFps = null)
    {
        CurveTable curves = new RigMapper(profile, new MappingOptions { FrameRateFps = frameRateFps ?? face.Weights.FrameRateFps }).Map(face).Track.Curves;
        int column = curves.IndexOf(channel);
        return [.. Enumerable.Range(0, curves.FrameCount).Select(frame => curves[frame, column])];
    }
}
