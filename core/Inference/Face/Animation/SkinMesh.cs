namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>What the skin of all streams of a model shares: model contract, section 5.2. Not changed after it is made.</summary>
internal sealed class SkinMesh
{
    private readonly float[] _height;

    /// <param name="neutral">[vertices, 3], the whole mesh; y is up.</param>
    /// <param name="lipOpen">[vertices, 3], offsets of opened lips.</param>
    /// <param name="eyeClose">[vertices, 3], offsets of closed eyes.</param>
    /// <param name="vertices">The only vertices to keep, in this order, or null for all. The face's height is that of the whole mesh either way.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the arrays differ in length, a vertex is not there, or the mesh has no height.</exception>
    public SkinMesh(float[] neutral, float[] lipOpen, float[] eyeClose, int[]? vertices = null)
    {
        if (neutral.Length == 0 || neutral.Length % 3 != 0 || lipOpen.Length != neutral.Length || eyeClose.Length != neutral.Length)
        {
            throw InferenceIssues.BadData("neutral_skin", FormattableString.Invariant(
                $"the neutral face has {neutral.Length} numbers, lip_open_pose_delta {lipOpen.Length} and eye_close_pose_delta {eyeClose.Length}"));
        }
        int vertexCount = neutral.Length / 3;
        (float lowest, float highest) = HeightRange(neutral);
        if (!(highest > lowest)) throw InferenceIssues.BadData("neutral_skin", "the face has no height");
        Vertices = vertices;
        Neutral = VertexSubset.Take(neutral, vertexCount, vertices);
        LipOpen = VertexSubset.Take(lipOpen, vertexCount, vertices);
        EyeClose = VertexSubset.Take(eyeClose, vertexCount, vertices);
        _height = new float[Neutral.Length / 3];
        for (int v = 0; v < _height.Length; v++) _height[v] = (Neutral[(3 * v) + 1] - lowest) / (highest - lowest);
    }

    /// <summary>The only vertices kept, or null for all.</summary>
    public int[]? Vertices { get; }

    public float[] Neutral { get; }

    public float[] LipOpen { get; }

    public float[] EyeClose { get; }

    /// <summary>Vertices kept.</summary>
    public int VertexCount => _height.Length;

    /// <summary>Works out how much of each vertex belongs to the lower face.</summary>
    /// <param name="level">Where the lower face ends, as a part of the face's height.</param>
    /// <param name="softness">How gradually, as a part of the face's height; more than 0.</param>
    /// <param name="shares">Receives a number in 0..1 for each vertex.</param>
    public void LowerShares(float level, float softness, Span<float> shares)
    {
        // Far above the level the exponential is infinite and the share 0, which is right.
        for (int v = 0; v < _height.Length; v++) shares[v] = 1 / (1 + MathF.Exp(-(level - _height[v]) / softness));
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
