namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The parameters of <see cref="SkinAnimator"/>: model contract, section 5.1.</summary>
internal static class SkinParameters
{
    /// <summary>Half-life of each smoothing stage of the lower face, seconds.</summary>
    public const int LowerFaceSmoothing = 0;

    /// <summary>Half-life of each smoothing stage of the upper face, seconds.</summary>
    public const int UpperFaceSmoothing = 1;

    public const int LowerFaceStrength = 2;
    public const int UpperFaceStrength = 3;

    /// <summary>Where the lower face ends, as a part of the face's height.</summary>
    public const int FaceMaskLevel = 4;

    /// <summary>How gradually it ends, as a part of the face's height.</summary>
    public const int FaceMaskSoftness = 5;

    public const int SkinStrength = 6;

    /// <summary>Scales <see cref="BlinkOffset"/> only, not the network's own blinks.</summary>
    public const int BlinkStrength = 7;

    public const int EyelidOpenOffset = 8;
    public const int LipOpenOffset = 9;
    public const int BlinkOffset = 10;

    /// <summary>How much of the closed eyes' pose is added to every frame.</summary>
    public static float EyeClosing(ParameterSet parameters) => (parameters[BlinkOffset] * parameters[BlinkStrength]) - parameters[EyelidOpenOffset];

    /// <summary>All of them, in this order.</summary>
    public static IReadOnlyList<ParameterRange> All { get; } = ParameterRange.Of(
        "lowerFaceSmoothing", "upperFaceSmoothing", "lowerFaceStrength", "upperFaceStrength", "faceMaskLevel", "faceMaskSoftness", "skinStrength",
        "blinkStrength", "eyelidOpenOffset", "lipOpenOffset", "blinkOffset");
}
