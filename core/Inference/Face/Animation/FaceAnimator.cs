namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>All animators of one stream and the face they made last. The order of a frame: model contract, section 5.6.</summary>
/// <param name="skin">The skin.</param>
/// <param name="tongue">The tongue.</param>
/// <param name="jaw">The lower teeth.</param>
/// <param name="eyes">The eyes.</param>
internal sealed class FaceAnimator(SkinAnimator skin, TongueAnimator tongue, JawAnimator jaw, EyesAnimator eyes)
{
    private readonly float[] _skinPositions = new float[skin.Length];
    private readonly float[] _tonguePositions = new float[tongue.Length];
    private readonly float[] _jawMatrix = new float[16];
    private readonly float[] _eyeRotations = new float[6];

    public SkinAnimator Skin => skin;

    public TongueAnimator Tongue => tongue;

    public JawAnimator Jaw => jaw;

    public EyesAnimator Eyes => eyes;

    /// <summary>What is animated; may change between frames.</summary>
    public FaceParts Parts { get; set; } = FaceParts.All;

    /// <summary>[vertices, 3] of the last frame.</summary>
    public ReadOnlySpan<float> SkinPositions => _skinPositions;

    /// <summary>[vertices, 3] of the last frame.</summary>
    public ReadOnlySpan<float> TonguePositions => _tonguePositions;

    /// <summary>What carries the lower teeth at rest to their place in the last frame: 16 numbers, column after column.</summary>
    public ReadOnlySpan<float> JawMatrix => _jawMatrix;

    /// <summary>Right x, y, z, left x, y, z of the last frame, in degrees.</summary>
    public ReadOnlySpan<float> EyeRotations => _eyeRotations;

    /// <summary>Animates one frame.</summary>
    /// <param name="skinOffsets">Three numbers for each vertex of the skin; may be empty when the skin is not wanted, and so on.</param>
    /// <param name="tongueOffsets">Three for each of the tongue.</param>
    /// <param name="jawOffsets">Three for each key point of the jaw.</param>
    /// <param name="eyeAngles">Right x, y, left x, y in degrees.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    public void Animate(ReadOnlySpan<float> skinOffsets, ReadOnlySpan<float> tongueOffsets, ReadOnlySpan<float> jawOffsets, ReadOnlySpan<float> eyeAngles, float deltaSeconds)
    {
        if ((Parts & FaceParts.Skin) != 0) skin.Animate(skinOffsets, deltaSeconds, _skinPositions);
        if ((Parts & FaceParts.Tongue) != 0) tongue.Animate(tongueOffsets, _tonguePositions);
        if ((Parts & FaceParts.Jaw) != 0) jaw.Animate(jawOffsets, _jawMatrix);
        if ((Parts & FaceParts.Eyes) == 0) return;
        eyes.Animate(eyeAngles, _eyeRotations);
        eyes.Advance(deltaSeconds);
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        skin.Reset();
        eyes.Reset();
    }
}
