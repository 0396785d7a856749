namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// When the eyes blink: every 3.6 s on average (gamma-distributed with shape 4, at least 0.9 s apart), mostly drawn to the next end of
/// a phrase. Times are counted in frames of 10 ms.
/// </summary>
internal sealed class BlinkRule(SeededRandom random)
{
    private const int CloseFrames = 7;
    private const int HoldFrames = 3;
    private const int ShortestGapFrames = 90;
    private const int SnapFrames = 100;
    private const double MeanGapFrames = 360;
    private const double SnapShare = 0.7;

    private int _framesToNext = (int)random.NextBetween(40, 200);
    private int _framesInto = int.MaxValue;
    private int _openFrames = 15;
    private float _depth;

    /// <summary>The next frame's lid closure, 0 open to 1 shut.</summary>
    /// <param name="isPhraseEnd">Whether a phrase has just ended.</param>
    public float Next(bool isPhraseEnd)
    {
        _framesToNext--;
        if (_framesToNext <= 0 || (isPhraseEnd && _framesToNext < SnapFrames && random.NextUnit() < SnapShare)) Begin();
        if (_framesInto == int.MaxValue) return 0;
        int i = _framesInto++;
        if (i < CloseFrames) return _depth * Ease((i + 1f) / CloseFrames);
        if (i < CloseFrames + HoldFrames) return _depth;
        int opening = i - CloseFrames - HoldFrames;
        if (opening < _openFrames) return _depth * (1 - Ease((opening + 1f) / _openFrames));
        _framesInto = int.MaxValue;
        return 0;
    }

    private void Begin()
    {
        _framesInto = 0;
        _depth = (float)random.NextBetween(0.88, 1);
        _openFrames = (int)random.NextBetween(12, 18);
        double product = 1;
        for (int i = 0; i < 4; i++) product *= 1 - random.NextUnit();
        _framesToNext = (int)Math.Max(ShortestGapFrames, -Math.Log(product) * MeanGapFrames / 4);
    }

    private static float Ease(float t) => 0.5f - (0.5f * MathF.Cos(MathF.PI * t));
}
