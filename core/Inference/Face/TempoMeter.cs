namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// Counts the syllables of a voice by the humps of its level: a hump rises by at least 3 dB out of the dip before it and falls by as much after it, and is voiced.
/// Frames of 10 ms.
/// </summary>
internal sealed class TempoMeter
{
    private const float HumpDb = 3;
    private const float MemorySeconds = 1.5f;
    private const float FrameSeconds = 0.01f;

    private float _dipDb = -100, _topDb = -100;
    private bool _isRising = true, _isTopVoiced;

    // Both fade with the memory; the half second at the start keeps a first syllable from looking like a torrent.
    private float _syllables, _seconds = 0.5f;

    /// <summary>Syllables per second of speech over about the last 1.5 s of it.</summary>
    public float SyllablesPerSecond => _syllables / _seconds;

    /// <summary>Takes the next frame of speech (not of pauses).</summary>
    public void Add(Prosody prosody)
    {
        const float Keep = 1 - (FrameSeconds / MemorySeconds);
        _syllables *= Keep;
        _seconds = (_seconds * Keep) + FrameSeconds;
        if (_isRising)
        {
            if (prosody.LevelDb >= _topDb) (_topDb, _isTopVoiced) = (prosody.LevelDb, prosody.PitchHz > 0);
            if (prosody.LevelDb > _topDb - HumpDb) return;
            if (_isTopVoiced && _topDb >= _dipDb + HumpDb) _syllables++;
            (_isRising, _dipDb) = (false, prosody.LevelDb);
        }
        else
        {
            _dipDb = MathF.Min(_dipDb, prosody.LevelDb);
            if (prosody.LevelDb < _dipDb + HumpDb) return;
            (_isRising, _topDb, _isTopVoiced) = (true, prosody.LevelDb, prosody.PitchHz > 0);
        }
    }
}
