namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The lower teeth of one stream: the rigid movement of the jaw's key points. Model contract, section 5.4. Keeps no state.</summary>
internal sealed class JawAnimator
{
    private readonly float[] _neutral;
    private readonly float[] _target;

    /// <param name="neutral">[points, 3]: the key points at rest; y is up, z forward.</param>
    /// <exception cref="Abstractions.ModkitException">MOD16: no points, or not three numbers a point.</exception>
    public JawAnimator(float[] neutral)
    {
        if (neutral.Length == 0 || neutral.Length % 3 != 0) throw InferenceIssues.BadData("neutral_jaw", "it must have 3 numbers for each point");
        _neutral = neutral;
        _target = new float[neutral.Length];
    }

    /// <summary>See <see cref="JawParameters"/>.</summary>
    public ParameterSet Parameters { get; } = new(JawParameters.All);

    /// <summary>Numbers the network gives: three for each point.</summary>
    public int Length => _neutral.Length;

    /// <summary>Animates one frame.</summary>
    /// <param name="offsets"><see cref="Length"/> numbers: what the network moves each point by.</param>
    /// <param name="matrix">Receives 16 numbers, column after column: what carries the teeth at rest to their place.</param>
    public void Animate(ReadOnlySpan<float> offsets, Span<float> matrix)
    {
        Placement.Move(_neutral, offsets, Parameters[JawParameters.Strength], Parameters[JawParameters.HeightOffset], Parameters[JawParameters.DepthOffset], _target);
        RigidTransform.Find(_neutral, _target, matrix);
    }
}
