namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The parameters of <see cref="JawAnimator"/>: model contract, section 5.1. Offsets are in the mesh's units.</summary>
internal static class JawParameters
{
    public const int Strength = 0;
    public const int HeightOffset = 1;
    public const int DepthOffset = 2;

    /// <summary>All of them, in this order.</summary>
    public static IReadOnlyList<ParameterRange> All { get; } = ParameterRange.Of("lowerTeethStrength", "lowerTeethHeightOffset", "lowerTeethDepthOffset");
}
