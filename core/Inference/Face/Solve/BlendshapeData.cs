namespace Audio2Face.Modkit.Inference.Face.Solve;

/// <summary>The poses of one mesh: model contract, section 1.8. Not changed after it is made; shared by all streams of a model.</summary>
internal sealed class BlendshapeData
{
    /// <param name="neutral">[vertices, 3]: the mesh at rest.</param>
    /// <param name="deltas">[poses, vertices, 3]: what each pose at weight 1 moves each vertex by.</param>
    /// <param name="fitted">The vertices that the solve looks at, in this order, or null for all.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: the arrays do not fit together.</exception>
    public BlendshapeData(float[] neutral, float[] deltas, int[]? fitted)
    {
        if (neutral.Length == 0 || neutral.Length % 3 != 0) throw InferenceIssues.BadData("neutral", "it must have 3 numbers for each vertex");
        if (deltas.Length == 0 || deltas.Length % neutral.Length != 0)
            throw InferenceIssues.BadData("poses", FormattableString.Invariant($"{deltas.Length} numbers are no whole poses of {neutral.Length}"));
        if (fitted is { Length: 0 }) throw InferenceIssues.BadData("frontalMask", "it names no vertex");
        Neutral = neutral;
        Deltas = deltas;
        Fitted = fitted;
    }

    public float[] Neutral { get; }
    public float[] Deltas { get; }
    public int[]? Fitted { get; }

    /// <summary>Number of poses, and of weights.</summary>
    public int PoseCount => Deltas.Length / Neutral.Length;

    /// <summary>The offsets of one pose, three numbers for each vertex.</summary>
    public ReadOnlySpan<float> Pose(int index) => Deltas.AsSpan(index * Neutral.Length, Neutral.Length);
}
