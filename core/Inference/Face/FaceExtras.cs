namespace Audio2Face.Modkit.Inference.Face;

/// <summary>What a voice does not determine but a face needs: blinks, gaze, brow accents. Touches eyes and brows alone, never the mouth.</summary>
/// <remarks>Works on frames of 10 ms. Prosody is looked at <c>lead</c> frames early, so that the brows rise with the accent and not after it.</remarks>
internal sealed class FaceExtras
{
    private readonly BlinkRule _blink;
    private readonly GazeRule _gaze;
    private readonly AccentRule _accent = new();
    private readonly SpeechActivity _activity = new();
    private readonly int _blinkLeft, _blinkRight, _wideLeft, _wideRight, _squintLeft, _squintRight, _smileLeft, _smileRight;
    private readonly int _outLeft, _inLeft, _upLeft, _downLeft, _outRight, _inRight, _upRight, _downRight;
    private readonly int _browInner, _browOuterLeft, _browOuterRight;

    public FaceExtras(int seed, IReadOnlyList<string> channels)
    {
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
    }

    /// <summary>Adds the extras to one frame.</summary>
    /// <param name="frame">Weights of all channels; changed in place, kept in 0..1.</param>
    /// <param name="ahead">The prosody some frames ahead of this one.</param>
    public void Apply(Span<float> frame, Prosody ahead)
    {
        _activity.Advance(ahead.LevelDb);
        float accent = _accent.Next(ahead, _activity.IsSpeech);
        Raise(frame, _browInner, 0.32f * accent);
        Raise(frame, _browOuterLeft, 0.20f * accent);
        Raise(frame, _browOuterRight, 0.20f * accent);
        Raise(frame, _wideLeft, 0.08f * accent);
        Raise(frame, _wideRight, 0.08f * accent);

        // The cheeks of a smile narrow the eyes.
        if (_smileLeft >= 0) Raise(frame, _squintLeft, 0.25f * frame[_smileLeft]);
        if (_smileRight >= 0) Raise(frame, _squintRight, 0.25f * frame[_smileRight]);

        float lids = _blink.Next(_activity.IsPhraseEnd);
        Raise(frame, _blinkLeft, lids);
        Raise(frame, _blinkRight, lids);

        _gaze.Advance();
        float left = MathF.Max(0, _gaze.Left), right = MathF.Max(0, -_gaze.Left);
        float up = MathF.Max(0, _gaze.Up), down = MathF.Max(0, -_gaze.Up);
        Raise(frame, _outLeft, left);
        Raise(frame, _inRight, left);
        Raise(frame, _inLeft, right);
        Raise(frame, _outRight, right);
        Raise(frame, _upLeft, up);
        Raise(frame, _upRight, up);
        Raise(frame, _downLeft, down);
        Raise(frame, _downRight, down);
    }

    private static void Raise(Span<float> frame, int channel, float value)
    {
        if (channel >= 0) frame[channel] = MathF.Min(1, MathF.Max(frame[channel], value));
    }
}
