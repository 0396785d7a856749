namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// Raises the brows where the voice is both higher and louder than this speaker's running average. Times in frames of 10 ms.
/// </summary>
internal sealed class AccentRule
{
    private const int RiseFrames = 20;
    private const int HoldFrames = 8;
    private const int FallFrames = 35;
    private const int ShortestGapFrames = 70;
    private const int WarmUpFrames = 30;
    private const float Threshold = 1.4f;
    private const float Smoothing = 1 / 8f;

    private RunningStatistics _pitchOctaves = new(300);
    private RunningStatistics _levelDb = new(300);
    private float _prominence = -2, _before = -2;
    private int _framesSince = ShortestGapFrames;
    private Envelope _brows;

    /// <summary>The next frame's accent, 0..1.</summary>
    public float Next(Prosody prosody, bool isSpeech)
    {
        float now = -2;
        if (isSpeech && prosody.PitchHz > 0)
        {
            float octaves = MathF.Log2(prosody.PitchHz);
            if (_pitchOctaves.Count >= WarmUpFrames)
                now = _pitchOctaves.Score(octaves, 0.05f) + _levelDb.Score(prosody.LevelDb, 1);
            _pitchOctaves.Add(octaves);
            _levelDb.Add(prosody.LevelDb);
        }
        float latest = _prominence + (Smoothing * (now - _prominence));
        bool isPeak = _prominence > Threshold && _prominence >= _before && latest < _prominence;
        if (isPeak && _framesSince >= ShortestGapFrames)
        {
            _brows = Envelope.Begin(RiseFrames, HoldFrames, FallFrames, MathF.Min(1, 0.4f + (0.25f * _prominence)));
            _framesSince = 0;
        }
        _before = _prominence;
        _prominence = latest;
        _framesSince++;
        return _brows.Next();
    }

    /// <summary>Mean and spread over about the last <paramref name="memory"/> values.</summary>
    private struct RunningStatistics(int memory)
    {
        private float _mean, _variance;

        public int Count { get; private set; }

        public void Add(float value)
        {
            Count = Math.Min(Count + 1, memory);
            float difference = value - _mean;
            _mean += difference / Count;
            _variance += ((difference * (value - _mean)) - _variance) / Count;
        }

        public readonly float Score(float value, float leastSpread) => (value - _mean) / (MathF.Sqrt(_variance) + leastSpread);
    }
}
