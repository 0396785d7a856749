using Audio2Face.Modkit.Inference.Numerics;

namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>
/// Two one-pole filters in a row with one half-life: model contract, section 5.2. The first frame after a reset passes unsmoothed; so does every
/// frame while the half-life is 0.
/// </summary>
/// <param name="length">Numbers per frame.</param>
internal sealed class HalfLifeSmoother(int length)
{
    private readonly float[] _first = new float[length];
    private readonly float[] _second = new float[length];
    private bool _isStarted;

    /// <summary>The smoothed frame.</summary>
    public ReadOnlySpan<float> Values => _second;

    /// <summary>Takes one frame; <see cref="Values"/> then holds it smoothed.</summary>
    /// <param name="raw">One number per component.</param>
    /// <param name="halfLifeSeconds">Time in which each stage covers half of a step; 0 or more.</param>
    /// <param name="deltaSeconds">Time since the frame before.</param>
    public void Push(ReadOnlySpan<float> raw, float halfLifeSeconds, float deltaSeconds)
    {
        Span<float> first = _first, second = _second;
        raw = raw[..first.Length];
        if (!_isStarted || halfLifeSeconds <= 0)
        {
            raw.CopyTo(first);
            raw.CopyTo(second);
            _isStarted = true;
            return;
        }
        float share = 1 - MathF.Pow(0.5f, deltaSeconds / halfLifeSeconds);
        FloatVectors.Follow(raw, share, first);
        FloatVectors.Follow(first, share, second);
    }

    /// <summary>The next frame passes unsmoothed.</summary>
    public void Reset() => _isStarted = false;
}
