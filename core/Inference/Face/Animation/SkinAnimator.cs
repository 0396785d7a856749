using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// The skin of one stream: scales the network's offsets, adds lid and lip poses, smooths lower and upper face apart and puts them onto the neutral
/// pose. Formulas: model contract, section 5.2.
/// </summary>
/// <param name="mesh">The model's skin; shared.</param>
internal sealed class SkinAnimator(SkinMesh mesh)
{
    private readonly float[] _lowerShare = new float[mesh.VertexCount];
    private readonly float[] _lowerGain = new float[3 * mesh.VertexCount];
    private readonly float[] _upperGain = new float[3 * mesh.VertexCount];
    private readonly float[] _raw = new float[3 * mesh.VertexCount];
    private readonly HalfLifeSmoother _lower = new(3 * mesh.VertexCount);
    private readonly HalfLifeSmoother _upper = new(3 * mesh.VertexCount);
    private float _maskLevel = float.NaN;
    private float _maskSoftness = float.NaN;
    private float _lowerStrength = float.NaN;
    private float _upperStrength = float.NaN;

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
        UpdateGains();
        FloatVectors.Mix(offsets[.._raw.Length], Parameters[SkinParameters.SkinStrength], mesh.EyeClose, SkinParameters.EyeClosing(Parameters),
            mesh.LipOpen, Parameters[SkinParameters.LipOpenOffset], _raw);
        _lower.Push(_raw, Parameters[SkinParameters.LowerFaceSmoothing], deltaSeconds);
        _upper.Push(_raw, Parameters[SkinParameters.UpperFaceSmoothing], deltaSeconds);
        FloatVectors.AddProducts(mesh.Neutral, _upper.Values, _upperGain, _lower.Values, _lowerGain, positions[.._raw.Length]);
    }

    /// <summary>The next frame is a clip's first.</summary>
    public void Reset()
    {
        _lower.Reset();
        _upper.Reset();
    }

    /// <summary>Works out again how much of every number is lower and upper face, only when a parameter of that has changed.</summary>
    private void UpdateGains()
    {
        float level = Parameters[SkinParameters.FaceMaskLevel], softness = Parameters[SkinParameters.FaceMaskSoftness];
        float lowerStrength = Parameters[SkinParameters.LowerFaceStrength], upperStrength = Parameters[SkinParameters.UpperFaceStrength];
        bool isSameMask = level == _maskLevel && softness == _maskSoftness;
        if (isSameMask && lowerStrength == _lowerStrength && upperStrength == _upperStrength) return;
        if (!isSameMask) mesh.LowerShares(level, softness, _lowerShare);
        for (int i = 0; i < _raw.Length; i++)
        {
            _lowerGain[i] = lowerStrength * _lowerShare[i / 3];
            _upperGain[i] = upperStrength * (1 - _lowerShare[i / 3]);
        }
        (_maskLevel, _maskSoftness, _lowerStrength, _upperStrength) = (level, softness, lowerStrength, upperStrength);
    }
}
