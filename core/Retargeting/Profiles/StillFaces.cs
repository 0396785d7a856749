using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Sends single still faces through a profile, its timing left out.</summary>
internal sealed class StillFaces(Profile profile)
{
    private const double FrameRateFps = 30;

    private readonly RigMapper _mapper = new(profile with { Timing = new ProfileTiming() }, new MappingOptions { FrameRateFps = FrameRateFps });

    /// <summary>Where the profile's channels come to stand, in their order.</summary>
    /// <param name="weights">ARKit channels and their weights; all others are 0.</param>
    public RigTrack Map(params ReadOnlySpan<(string Channel, float Weight)> weights)
    {
        float[] face = new float[ArkitChannels.All.Count];
        foreach ((string channel, float weight) in weights) face[ArkitChannels.IndexOf(channel)] = weight;
        return _mapper.Map(new FaceTrack { Weights = new CurveTable(FrameRateFps, 0, ArkitChannels.All, face) }).Track;
    }
}
