using System.Numerics;

namespace Audio2Face.Modkit.Abstractions;

/// <summary>The face of one clip over time, in ARKit channels: what Inference gives and Retargeting takes.</summary>
public sealed class FaceTrack
{
    /// <summary>Weights 0..1, frames x channels; channels are names of <see cref="ArkitChannels.All"/>.</summary>
    public required CurveTable Weights { get; init; }

    /// <summary>Strengths 0..1 of the emotions that shaped the face, on the same frames, or null when none did.</summary>
    public CurveTable? Emotions { get; init; }

    /// <summary>How stirred the voice sounds, 0 at rest to 1, one value a frame on the same frames; empty when it was not measured.</summary>
    public IReadOnlyList<float> Arousal { get; init; } = [];

    /// <summary>Rigid lower-jaw transform per frame in centimetres, or null when the model gives none.</summary>
    public IReadOnlyList<Matrix4x4>? JawTransforms { get; init; }

    /// <summary>Eye rotation per frame in degrees (x: right eye's pitch and yaw, then the left's), or null when the model gives none.</summary>
    public IReadOnlyList<Vector4>? EyeRotationsDegrees { get; init; }
}
