namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Small changes of the direction of gaze every 0.8 to 2.6 s, so that the eyes are alive. Times in frames of 10 ms.</summary>
internal sealed class GazeRule(SeededRandom random)
{
    private const float SideDeviation = 0.07f;
    private const float HeightDeviation = 0.05f;
    private const float Approach = 0.35f;

    private int _framesToNext;
    private float _targetLeft, _targetUp;

    /// <summary>How far the eyes look to the character's left, about -0.2..0.2.</summary>
    public float Left { get; private set; }

    /// <summary>How far the eyes look up, about -0.2..0.2.</summary>
    public float Up { get; private set; }

    /// <summary>Goes on to the next frame.</summary>
    public void Advance()
    {
        if (--_framesToNext < 0)
        {
            _framesToNext = (int)random.NextBetween(80, 260);
            _targetLeft = (float)random.NextNormal(SideDeviation);
            _targetUp = (float)random.NextNormal(HeightDeviation);
        }
        Left += Approach * (_targetLeft - Left);
        Up += Approach * (_targetUp - Up);
    }
}
