namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// When the eyes blink: every 3.6 s on average (gamma-distributed with shape 4, at least 0.9 s apart), mostly drawn to the next end of
/// a phrase; sooner when time is made to pass faster. Times are counted in frames of 10 ms.
/// </summary>
internal sealed class BlinkRule(SeededRandom random)
{
    private const int CloseFrames = 7;
    private const int HoldFrames = 3;
    private const int ShortestGapFrames = 90;
    private const int SnapFrames = 100;
    private const double MeanGapFrames = 360;
    private const double SnapShare = 0.7;

    private float _framesToNext = (int)random.NextBetween(40, 200);
    private Envelope _lids;

    /// <summary>The next frame's lid closure, 0 open to 1 shut.</summary>
    /// <param name="isPhraseEnd">Whether a phrase has just ended.</param>
    /// <param name="pace">How fast the time to the next blink passes; 1 is at rest.</param>
    /// <param name="isHeld">Whether the eyes stay open for now: a blink that is due waits.</param>
    public float Next(bool isPhraseEnd, float pace = 1, bool isHeld = false)
    {
        _framesToNext -= pace;
        if ((_framesToNext <= 0 && !isHeld) || (isPhraseEnd && _framesToNext < SnapFrames && random.NextUnit() < SnapShare)) Begin();
        return _lids.Next();
    }

    private void Begin()
    {
        float depth = (float)random.NextBetween(0.88, 1);
        _lids = Envelope.Begin(CloseFrames, HoldFrames, (int)random.NextBetween(12, 18), depth);
        double product = 1;
        for (int i = 0; i < 4; i++) product *= 1 - random.NextUnit();
        _framesToNext = (int)Math.Max(ShortestGapFrames, -Math.Log(product) * MeanGapFrames / 4);
    }
}
