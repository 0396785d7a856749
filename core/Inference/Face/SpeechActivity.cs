namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Follows a speaker's level and says when speech is on and when a phrase has ended. Frames of 10 ms.</summary>
internal sealed class SpeechActivity
{
    private const float RangeDb = 30;
    private const float FloorDb = -55;
    private const float DecayDbPerFrame = 0.03f;
    private const int PhraseFrames = 40;
    private const int PauseFrames = 20;

    private float _peakDb = FloorDb;
    private int _speechFrames, _pauseFrames;

    /// <summary>Whether the frame last given holds speech.</summary>
    public bool IsSpeech { get; private set; }

    /// <summary>True on the one frame where 200 ms of silence have followed at least 400 ms of speech.</summary>
    public bool IsPhraseEnd { get; private set; }

    /// <summary>Takes the level of the next frame.</summary>
    public void Advance(float levelDb)
    {
        _peakDb = MathF.Max(levelDb, _peakDb - DecayDbPerFrame);
        IsSpeech = levelDb > MathF.Max(FloorDb, _peakDb - RangeDb);
        _pauseFrames = IsSpeech ? 0 : _pauseFrames + 1;
        if (IsSpeech) _speechFrames++;
        IsPhraseEnd = _pauseFrames == PauseFrames && _speechFrames >= PhraseFrames;
        if (_pauseFrames >= PauseFrames) _speechFrames = 0;
    }
}
