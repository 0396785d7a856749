namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The tongue of one stream: neutral + strength x offset, raised and pushed forward. Model contract, section 5.3. Keeps no state.</summary>
internal sealed class TongueAnimator
{
    private readonly float[] _neutral;

    /// <param name="neutral">[vertices, 3], the whole mesh; y is up, z forward.</param>
    /// <param name="vertices">The only vertices to animate, in this order, or null for all.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: not three numbers per vertex, or a vertex is not there.</exception>
    public TongueAnimator(float[] neutral, int[]? vertices = null)
    {
        if (neutral.Length == 0 || neutral.Length % 3 != 0) throw InferenceIssues.BadData("neutral_tongue", "it must have 3 numbers for each vertex");
        _neutral = VertexSubset.Take(neutral, neutral.Length / 3, vertices);
    }

    /// <summary>The vertices at rest.</summary>
    public float[] Neutral => _neutral;

    /// <summary>See <see cref="TongueParameters"/>.</summary>
    public ParameterSet Parameters { get; } = new(TongueParameters.All);

    /// <summary>Numbers of a frame: three for each vertex.</summary>
    public int Length => _neutral.Length;

    /// <summary>Animates one frame.</summary>
    /// <param name="offsets"><see cref="Length"/> numbers: what the network moves each vertex by.</param>
    /// <param name="positions">Receives <see cref="Length"/> numbers: where each vertex is.</param>
    public void Animate(ReadOnlySpan<float> offsets, Span<float> positions)
    {
        Placement.Move(_neutral, offsets, Parameters[TongueParameters.Strength], Parameters[TongueParameters.HeightOffset], Parameters[TongueParameters.DepthOffset], positions);
    }
}
