namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// The skin of one stream: scales the network's offsets, adds lid and lip poses, smooths lower and upper face apart and puts them onto the neutral
/// pose. Formulas: model contract, section 5.2.
/// </summary>
internal sealed class SkinAnimator
{
    private readonly float[] _neutral;
    private readonly float[] _lipOpen;
    private readonly float[] _eyeClose;
    private readonly float[] _height;
    private readonly float[] _lowerShare;
    private readonly float[] _raw;
    private readonly HalfLifeSmoother _lower;
    private readonly HalfLifeSmoother _upper;
    private float _maskLevel = float.NaN;
    private float _maskSoftness = float.NaN;

    /// <param name="neutral">[vertices, 3], the whole mesh; y is up.</param>
    /// <param name="lipOpen">[vertices, 3], offsets of opened lips.</param>
    /// <param name="eyeClose">[vertices, 3], offsets of closed eyes.</param>
    /// <param name="vertices">The only vertices to animate, in this order, or null for all. The face's height is that of the whole mesh either way.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the arrays differ in length, a vertex is not there, or the mesh has no height.</exception>
    public SkinAnimator(float[] neutral, float[] lipOpen, float[] eyeClose, int[]? vertices = null)
    {
        if (neutral.Length == 0 || neutral.Length % 3 != 0 || lipOpen.Length != neutral.Length || eyeClose.Length != neutral.Length)
        {
            throw InferenceIssues.BadData("neutral_skin", FormattableString.Invariant(
                $"the neutral face has {neutral.Length} numbers, lip_open_pose_delta {lipOpen.Length} and eye_close_pose_delta {eyeClose.Length}"));
        }
        int vertexCount = neutral.Length / 3;
        (float lowest, float highest) = HeightRange(neutral);
        if (!(highest > lowest)) throw InferenceIssues.BadData("neutral_skin", "the face has no height");
        _neutral = VertexSubset.Take(neutral, vertexCount, vertices);
        _lipOpen = VertexSubset.Take(lipOpen, vertexCount, vertices);
        _eyeClose = VertexSubset.Take(eyeClose, vertexCount, vertices);
        _height = new float[_neutral.Length / 3];
        for (int v = 0; v < _height.Length; v++) _height[v] = (_neutral[(3 * v) + 1] - lowest) / (highest - lowest);
        _lowerShare = new float[_height.Length];
        _raw = new float[_neutral.Length];
        _lower = new HalfLifeSmoother(_neutral.Length);
        _upper = new HalfLifeSmoother(_neutral.Length);
    }

    /// <summary>See <see cref="SkinParameters"/>; a change takes effect with the next frame.</summary>
    public ParameterSet Parameters { get; } = new(SkinParameters.All);

    /// <summary>Numbers of a frame: three for each vertex.</summary>
    public int Length => _neutral.Length;

    /// <summary>Animates one frame.</summary>
    /// <param name="offsets"><see cref="Length"/> numbers: what the network moves each vertex by.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    /// <param name="positions">Receives <see cref="Length"/> numbers: where each vertex is.</param>
    public void Animate(ReadOnlySpan<float> offsets, float deltaSeconds, Span<float> positions)
    {
        UpdateMask();
        offsets = offsets[.._raw.Length];
        float skin = Parameters[SkinParameters.SkinStrength], lip = Parameters[SkinParameters.LipOpenOffset];
        float eye = (Parameters[SkinParameters.BlinkOffset] * Parameters[SkinParameters.BlinkStrength]) - Parameters[SkinParameters.EyelidOpenOffset];
        for (int i = 0; i < offsets.Length; i++) _raw[i] = (skin * offsets[i]) + (_eyeClose[i] * eye) + (_lipOpen[i] * lip);

        _lower.Push(_raw, Parameters[SkinParameters.LowerFaceSmoothing], deltaSeconds);
        _upper.Push(_raw, Parameters[SkinParameters.UpperFaceSmoothing], deltaSeconds);

        float lowerStrength = Parameters[SkinParameters.LowerFaceStrength], upperStrength = Parameters[SkinParameters.UpperFaceStrength];
        ReadOnlySpan<float> lower = _lower.Values, upper = _upper.Values;
        for (int v = 0; v < _lowerShare.Length; v++)
        {
            float lowerGain = lowerStrength * _lowerShare[v], upperGain = upperStrength * (1 - _lowerShare[v]);
            for (int i = 3 * v; i < (3 * v) + 3; i++) positions[i] = _neutral[i] + (upper[i] * upperGain) + (lower[i] * lowerGain);
        }
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _lower.Reset();
        _upper.Reset();
    }

    /// <summary>How much of each vertex belongs to the lower face; again only when a parameter of it has changed.</summary>
    private void UpdateMask()
    {
        float level = Parameters[SkinParameters.FaceMaskLevel], softness = Parameters[SkinParameters.FaceMaskSoftness];
        if (level == _maskLevel && softness == _maskSoftness) return;
        _maskLevel = level;
        _maskSoftness = softness;
        // Far above the level the exponential is infinite and the share 0, which is right.
        for (int v = 0; v < _height.Length; v++) _lowerShare[v] = 1 / (1 + MathF.Exp(-(level - _height[v]) / softness));
    }

    private static (float Lowest, float Highest) HeightRange(float[] neutral)
    {
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        for (int i = 1; i < neutral.Length; i += 3)
        {
            lowest = MathF.Min(lowest, neutral[i]);
            highest = MathF.Max(highest, neutral[i]);
        }
        return (lowest, highest);
    }
}
