namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// Moves the brows where the voice is higher and louder than this speaker's running average: up, or down where it is hardly higher but
/// louder. Times in frames of 10 ms.
/// </summary>
internal sealed class AccentRule
{
    private const int RiseFrames = 20;
    private const int HoldFrames = 8;
    private const int FallFrames = 35;
    private const int ShortestGapFrames = 70;
    private const int WarmUpFrames = 30;
    private const float Threshold = 0.8f;
    private const float Smoothing = 1 / 8f;

    /// <summary>Part of the prominence that pitch must have for the brows to rise; ours.</summary>
    private const float RaisingPitchShare = 0.3f;

    private RunningStatistics _pitchOctaves = new(300);
    private RunningStatistics _levelDb = new(300);
    private float _prominence = -2, _before = -2, _pitchProminence;
    private int _framesSince = ShortestGapFrames;
    private Envelope _brows;

    /// <summary>Whether the accent under way lowers the brows.</summary>
    public bool IsLowered { get; private set; }

    /// <summary>The next frame's accent, 0..1.</summary>
    public float Next(Prosody prosody, bool isSpeech)
    {
        float now = -2, pitchNow = 0;
        if (isSpeech && prosody.PitchHz > 0)
        {
            float octaves = MathF.Log2(prosody.PitchHz);
            if (_pitchOctaves.Count >= WarmUpFrames)
            {
                pitchNow = _pitchOctaves.Score(octaves, 0.05f);
                now = pitchNow + _levelDb.Score(prosody.LevelDb, 1);
            }
            _pitchOctaves.Add(octaves);
            _levelDb.Add(prosody.LevelDb);
        }
        float latest = _prominence + (Smoothing * (now - _prominence));
        bool isPeak = _prominence > Threshold && _prominence >= _before && latest < _prominence;
        if (isPeak && _framesSince >= ShortestGapFrames)
        {
            _brows = Envelope.Begin(RiseFrames, HoldFrames, FallFrames, MathF.Min(1, 0.2f + (0.35f * _prominence)));
            IsLowered = _pitchProminence < RaisingPitchShare * _prominence;
            _framesSince = 0;
        }
        _before = _prominence;
        _prominence = latest;
        _pitchProminence += Smoothing * (pitchNow - _pitchProminence);
        _framesSince++;
        return _brows.Next();
    }
}
