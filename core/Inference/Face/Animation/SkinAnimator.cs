namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// The skin of one stream: scales the network's offsets, adds lid and lip poses, smooths lower and upper face apart and puts them onto the neutral
/// pose. Formulas: model contract, section 5.2.
/// </summary>
/// <param name="mesh">The model's skin; shared.</param>
internal sealed class SkinAnimator(SkinMesh mesh)
{
    private readonly float[] _lowerShare = new float[mesh.VertexCount];
    private readonly float[] _raw = new float[3 * mesh.VertexCount];
    private readonly HalfLifeSmoother _lower = new(3 * mesh.VertexCount);
    private readonly HalfLifeSmoother _upper = new(3 * mesh.VertexCount);
    private float _maskLevel = float.NaN;
    private float _maskSoftness = float.NaN;

    /// <summary>The model's skin.</summary>
    public SkinMesh Mesh => mesh;

    /// <summary>See <see cref="SkinParameters"/>; a change takes effect with the next frame.</summary>
    public ParameterSet Parameters { get; } = new(SkinParameters.All);

    /// <summary>Numbers of a frame: three for each vertex.</summary>
    public int Length => _raw.Length;

    /// <summary>Animates one frame.</summary>
    /// <param name="offsets"><see cref="Length"/> numbers: what the network moves each vertex by.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    /// <param name="positions">Receives <see cref="Length"/> numbers: where each vertex is.</param>
    public void Animate(ReadOnlySpan<float> offsets, float deltaSeconds, Span<float> positions)
    {
        UpdateMask();
        offsets = offsets[.._raw.Length];
        float skin = Parameters[SkinParameters.SkinStrength], lip = Parameters[SkinParameters.LipOpenOffset], eye = SkinParameters.EyeClosing(Parameters);
        float[] neutral = mesh.Neutral, eyeClose = mesh.EyeClose, lipOpen = mesh.LipOpen;
        for (int i = 0; i < offsets.Length; i++) _raw[i] = (skin * offsets[i]) + (eyeClose[i] * eye) + (lipOpen[i] * lip);

        _lower.Push(_raw, Parameters[SkinParameters.LowerFaceSmoothing], deltaSeconds);
        _upper.Push(_raw, Parameters[SkinParameters.UpperFaceSmoothing], deltaSeconds);

        float lowerStrength = Parameters[SkinParameters.LowerFaceStrength], upperStrength = Parameters[SkinParameters.UpperFaceStrength];
        ReadOnlySpan<float> lower = _lower.Values, upper = _upper.Values;
        for (int v = 0; v < _lowerShare.Length; v++)
        {
            float lowerGain = lowerStrength * _lowerShare[v], upperGain = upperStrength * (1 - _lowerShare[v]);
            for (int i = 3 * v; i < (3 * v) + 3; i++) positions[i] = neutral[i] + (upper[i] * upperGain) + (lower[i] * lowerGain);
        }
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _lower.Reset();
        _upper.Reset();
    }

    /// <summary>Works the mask out again only when a parameter of it has changed.</summary>
    private void UpdateMask()
    {
        float level = Parameters[SkinParameters.FaceMaskLevel], softness = Parameters[SkinParameters.FaceMaskSoftness];
        if (level == _maskLevel && softness == _maskSoftness) return;
        mesh.LowerShares(level, softness, _lowerShare);
        _maskLevel = level;
        _maskSoftness = softness;
    }
}
