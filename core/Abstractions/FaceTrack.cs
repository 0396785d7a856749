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

    /// <summary>
    /// What carries the lower jaw from rest to its place, one a frame on the same frames, for points as rows (p' = p M) in centimetres; or null when
    /// the model gives none or nobody asked (<see cref="FaceDetail.Bones"/>).
    /// </summary>
    public IReadOnlyList<Matrix4x4>? JawTransforms { get; init; }

    /// <summary>
    /// Eye rotation per frame in degrees: the right eye's about x (above 0: down) and about y (above 0: to the character's left), then the left eye's; or
    /// null as above.
    /// </summary>
    public IReadOnlyList<Vector4>? EyeRotationsDegrees { get; init; }

    /// <summary>Skin and tongue on the same frames; empty when the model has no mesh or nobody asked (<see cref="FaceDetail.Mesh"/>).</summary>
    public IReadOnlyList<VertexTrack> Meshes { get; init; } = [];
}
