namespace Audio2Face.Modkit.Inference.Face;

/// <summary>A movement that rises, holds and falls once, along half cosines. Frames of 10 ms.</summary>
internal struct Envelope
{
    private int _riseFrames, _holdFrames, _fallFrames;
    private int _framesInto;
    private float _height;

    /// <summary>Starts the movement anew; the first <see cref="Next"/> gives its first frame.</summary>
    public static Envelope Begin(int riseFrames, int holdFrames, int fallFrames, float height) =>
        new() { _riseFrames = riseFrames, _holdFrames = holdFrames, _fallFrames = fallFrames, _height = height };

    /// <summary>The next frame's height; 0 once the movement is over, and before one was begun.</summary>
    public float Next()
    {
        int i = _framesInto;
        if (i >= _riseFrames + _holdFrames + _fallFrames) return 0;
        _framesInto++;
        if (i < _riseFrames) return _height * Ease((i + 1f) / _riseFrames);
        int falling = i - _riseFrames - _holdFrames;
        return falling < 0 ? _height : _height * (1 - Ease((falling + 1f) / _fallFrames));
    }

    private static float Ease(float t) => 0.5f - (0.5f * MathF.Cos(MathF.PI * t));
}
