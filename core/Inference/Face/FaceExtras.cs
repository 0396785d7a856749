namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// What a mouth does not show but a face needs: blinks, gaze, brow accents, and how stirred the voice is. Touches eyes, brows, cheeks and nose
/// alone, never jaw, mouth or tongue.
/// </summary>
/// <remarks>
/// Works on frames of 10 ms. Prosody is looked at some frames early, so that the brows rise with the accent and not after it. All that comes from the
/// voice is multiplied by the expressiveness; its weights are ours, made by eye. A voice tells arousal but not whether it is joy or anger: pitch
/// opens the eyes and raises the brows, loudness narrows and lowers them, and nothing more is claimed.
/// </remarks>
internal sealed class FaceExtras
{
    /// <summary>An emphasised word is looked at with open eyes.</summary>
    private const float AccentThatHoldsLids = 0.4f;

    private readonly BlinkRule _blink;
    private readonly GazeRule _gaze;
    private readonly AccentRule _accent = new();
    private readonly ArousalMeter _arousal = new();
    private readonly float _expressiveness;
    private readonly SpeechActivity _activity = new();
    private readonly int _blinkLeft, _blinkRight, _wideLeft, _wideRight, _squintLeft, _squintRight, _smileLeft, _smileRight;
    private readonly int _outLeft, _inLeft, _upLeft, _downLeft, _outRight, _inRight, _upRight, _downRight;
    private readonly int _browInner, _browOuterLeft, _browOuterRight, _browDownLeft, _browDownRight;
    private readonly int _cheekLeft, _cheekRight, _noseLeft, _noseRight;

    /// <param name="seed">Seed of blinks and gaze.</param>
    /// <param name="expressiveness">How much of what the voice tells is shown, 0..2; 0 leaves blinks and gaze.</param>
    /// <param name="channels">The face's channels; what is not among them is left out.</param>
    public FaceExtras(int seed, float expressiveness, IReadOnlyList<string> channels)
    {
        _expressiveness = expressiveness;
        _blink = new BlinkRule(new SeededRandom(unchecked(((ulong)seed << 1) + 1)));
        _gaze = new GazeRule(new SeededRandom(unchecked((ulong)seed << 1)));
        int Find(string name) => channels.ToList().IndexOf(name);
        (_blinkLeft, _blinkRight) = (Find("eyeBlinkLeft"), Find("eyeBlinkRight"));
        (_wideLeft, _wideRight) = (Find("eyeWideLeft"), Find("eyeWideRight"));
        (_squintLeft, _squintRight) = (Find("eyeSquintLeft"), Find("eyeSquintRight"));
        (_smileLeft, _smileRight) = (Find("mouthSmileLeft"), Find("mouthSmileRight"));
        (_outLeft, _inLeft, _upLeft, _downLeft) = (Find("eyeLookOutLeft"), Find("eyeLookInLeft"), Find("eyeLookUpLeft"), Find("eyeLookDownLeft"));
        (_outRight, _inRight, _upRight, _downRight) = (Find("eyeLookOutRight"), Find("eyeLookInRight"), Find("eyeLookUpRight"), Find("eyeLookDownRight"));
        (_browInner, _browOuterLeft, _browOuterRight) = (Find("browInnerUp"), Find("browOuterUpLeft"), Find("browOuterUpRight"));
        (_browDownLeft, _browDownRight) = (Find("browDownLeft"), Find("browDownRight"));
        (_cheekLeft, _cheekRight) = (Find("cheekSquintLeft"), Find("cheekSquintRight"));
        (_noseLeft, _noseRight) = (Find("noseSneerLeft"), Find("noseSneerRight"));
    }

    /// <summary>Arousal of the frame last given, 0..1, whatever the expressiveness.</summary>
    public float Arousal => _arousal.Arousal;

    /// <summary>Adds the extras to one frame.</summary>
    /// <param name="frame">Weights of all channels; changed in place, kept in 0..1.</param>
    /// <param name="ahead">The prosody some frames ahead of this one.</param>
    public void Apply(Span<float> frame, Prosody ahead)
    {
        _activity.Advance(ahead.LevelDb);
        _arousal.Advance(ahead, _activity.IsSpeech);
        float accent = _expressiveness * _accent.Next(ahead, _activity.IsSpeech);
        float arousal = _expressiveness * _arousal.Arousal;
        float lids = _blink.Next(_activity.IsPhraseEnd, 1 + (0.5f * arousal), accent > AccentThatHoldsLids);
        RaiseBoth(frame, _blinkLeft, _blinkRight, lids);
        Express(frame, accent, arousal, 1 - lids);

        // The cheeks of a smile narrow the eyes.
        if (_smileLeft >= 0) Raise(frame, _squintLeft, 0.25f * frame[_smileLeft]);
        if (_smileRight >= 0) Raise(frame, _squintRight, 0.25f * frame[_smileRight]);

        _gaze.Advance();
        float left = MathF.Max(0, _gaze.Left), right = MathF.Max(0, -_gaze.Left);
        float up = MathF.Max(0, _gaze.Up), down = MathF.Max(0, -_gaze.Up);
        RaiseBoth(frame, _outLeft, _inRight, left);
        RaiseBoth(frame, _inLeft, _outRight, right);
        RaiseBoth(frame, _upLeft, _upRight, up);
        RaiseBoth(frame, _downLeft, _downRight, down);
    }

    /// <summary>Shows an accent and arousal, both times the expressiveness.</summary>
    private void Express(Span<float> frame, float accent, float arousal, float lidsOpen)
    {
        // An accent is larger in a stirred face, at most by half.
        float scaled = accent * (1 + (0.5f * _arousal.Arousal));
        (float raised, float lowered) = _accent.IsLowered ? (0f, scaled) : (scaled, 0f);
        float byPitch = arousal * _arousal.PitchShare, byLoudness = arousal - byPitch;

        Raise(frame, _browInner, (0.26f * raised) + (0.05f * byPitch));
        RaiseBoth(frame, _browOuterLeft, _browOuterRight, (0.16f * raised) + (0.03f * byPitch));
        RaiseBoth(frame, _browDownLeft, _browDownRight, (0.20f * lowered) + (0.08f * byLoudness));
        RaiseBoth(frame, _noseLeft, _noseRight, 0.06f * lowered);
        RaiseBoth(frame, _wideLeft, _wideRight, lidsOpen * ((0.07f * raised) + (0.12f * byPitch)));
        RaiseBoth(frame, _squintLeft, _squintRight, (0.05f * lowered) + (0.12f * byLoudness));
        RaiseBoth(frame, _cheekLeft, _cheekRight, 0.22f * arousal * _arousal.Arousal);
    }

    private static void RaiseBoth(Span<float> frame, int left, int right, float value)
    {
        Raise(frame, left, value);
        Raise(frame, right, value);
    }

    private static void Raise(Span<float> frame, int channel, float value)
    {
        if (channel >= 0) frame[channel] = MathF.Min(1, MathF.Max(frame[channel], value));
    }
}
