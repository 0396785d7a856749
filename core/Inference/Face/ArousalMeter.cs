namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// How stirred a voice sounds, 0 at rest to 1: what loudness, pitch and tempo say about arousal, which is not which emotion it is.
/// Follows the speaker with about half a second of delay. Frames of 10 ms.
/// </summary>
/// <remarks>
/// <para>
/// target = lively x (sqrt(range x tempo) + 0.15 x (height + loudness)), clamped to 0..1, where
/// range is the spread of the pitch over the last 2 s of voice, 0 at 0.05 octaves (a drone) to 1 at 0.6 octaves;
/// tempo is <see cref="TempoMeter.SyllablesPerSecond"/>, 0 at 1.5 to 1 at 5.5 per second;
/// height and loudness are how many spreads pitch and level lie above this speaker's own mean of the last 10 s of voice, over 0.5 s;
/// lively is 0 for a sound whose level hardly varies (spread of 2 dB; 1 from 4 dB on) or that has next to no pitch (5 % of its frames; 1 from 25 % on).
/// A pause over 0.25 s has target 0. Arousal approaches the target with a time constant of 0.5 s.
/// </para>
/// <para>
/// Every term is a ratio of pitches, a difference of levels or a count per second, so gain changes nothing, nor does how high a speaker's voice is.
/// The direction (louder, higher, livelier and faster is more stirred) is common knowledge of speech research; the numbers are ours, set so that
/// people reading aloud lie at 0.3 to 0.5. A whisper has no pitch to measure and counts as calm, whatever it says.
/// </para>
/// </remarks>
internal sealed class ArousalMeter
{
    private const int WarmUpFrames = 30;
    private const int LongestHoldFrames = 25;
    private const int SpeakerFrames = 1000;
    private const int RecentFrames = 200;
    private const float Smoothing = 1 / 50f;
    private const float VoicedSmoothing = 1 / 100f;
    private const float StillArousal = 1e-3f;

    private readonly TempoMeter _tempo = new();
    private RunningStatistics _pitchOctaves = new(SpeakerFrames), _levelDb = new(SpeakerFrames);
    private RunningStatistics _recentPitchOctaves = new(RecentFrames), _recentLevelDb = new(RecentFrames);
    private float _voicedShare = 0.5f;
    private float _height, _loudness;
    private float _octavesBefore, _octavesTwoBefore;
    private int _pauseFrames;

    /// <summary>Arousal of the frame last given, 0..1.</summary>
    public float Arousal { get; private set; }

    /// <summary>Whether the voice is stirred more by its pitch (1) or by its loudness (0); 0.5 when both or neither.</summary>
    public float PitchShare => Math.Clamp(0.5f + _height - _loudness, 0, 1);

    /// <summary>Goes on to the next frame.</summary>
    public void Advance(Prosody prosody, bool isSpeech)
    {
        _pauseFrames = isSpeech ? 0 : _pauseFrames + 1;
        if (isSpeech) Hear(prosody);
        float target = _pauseFrames > LongestHoldFrames ? 0 : Target();
        Arousal += Smoothing * (target - Arousal);
        if (target == 0 && Arousal < StillArousal) Arousal = 0;
    }

    private void Hear(Prosody prosody)
    {
        bool isVoiced = prosody.PitchHz > 0;
        _tempo.Add(prosody);
        _recentLevelDb.Add(prosody.LevelDb);
        _voicedShare += VoicedSmoothing * ((isVoiced ? 1 : 0) - _voicedShare);
        if (!isVoiced) return;

        // The median of three: a single frame heard an octave off is no leap of the voice.
        float latest = MathF.Log2(prosody.PitchHz);
        float octaves = MathF.Max(MathF.Min(_octavesBefore, _octavesTwoBefore), MathF.Min(MathF.Max(_octavesBefore, _octavesTwoBefore), latest));
        (_octavesBefore, _octavesTwoBefore) = (latest, _octavesBefore);
        if (octaves == 0) return;
        _pitchOctaves.Add(octaves);
        _recentPitchOctaves.Add(octaves);
        _levelDb.Add(prosody.LevelDb);
        if (_pitchOctaves.Count < WarmUpFrames) return;
        _height += Smoothing * (_pitchOctaves.Score(octaves, 0.1f) - _height);
        _loudness += Smoothing * (_levelDb.Score(prosody.LevelDb, 3) - _loudness);
    }

    private float Target()
    {
        if (_pitchOctaves.Count < WarmUpFrames) return 0;
        float range = Ramp(_recentPitchOctaves.Spread, 0.05f, 0.6f);
        float tempo = Ramp(_tempo.SyllablesPerSecond, 1.5f, 5.5f);
        float lively = Ramp(_recentLevelDb.Spread, 2, 4) * Ramp(_voicedShare, 0.05f, 0.25f);
        return Math.Clamp(lively * (MathF.Sqrt(range * tempo) + (0.15f * (_height + _loudness))), 0, 1);
    }

    private static float Ramp(float value, float zeroAt, float oneAt) => Math.Clamp((value - zeroAt) / (oneAt - zeroAt), 0, 1);
}
