namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The parameters of <see cref="EyesAnimator"/>: model contract, section 5.1. Offsets are in degrees.</summary>
internal static class EyesParameters
{
    public const int EyeballsStrength = 0;
    public const int SaccadeStrength = 1;
    public const int RightOffsetX = 2;
    public const int RightOffsetY = 3;
    public const int LeftOffsetX = 4;
    public const int LeftOffsetY = 5;

    /// <summary>Row of the saccade table to start from.</summary>
    public const int SaccadeSeed = 6;

    /// <summary>All of them, in this order.</summary>
    public static IReadOnlyList<ParameterRange> All { get; } = ParameterRange.Of(
        "eyeballsStrength", "saccadeStrength", "rightEyeballRotationOffsetX", "rightEyeballRotationOffsetY", "leftEyeballRotationOffsetX",
        "leftEyeballRotationOffsetY", "saccadeSeed");
}
