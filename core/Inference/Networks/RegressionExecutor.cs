using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// One stream through a regression network: windows of sound and emotions in, animated faces out, one after the other. Model contract, sections
/// 2.3 and 3.1. Sound and emotions are pushed into the accumulators by the caller; as many windows as are ready and fit run together.
/// </summary>
internal sealed class RegressionExecutor : IFaceExecutor
{
    private readonly IRegressionNetwork _network;
    private readonly RegressionModel _model;
    private readonly FaceAnimator _face;
    private readonly AudioAccumulator _audio;
    private readonly EmotionTimeline _emotions;
    private readonly WindowTiming _timing;
    private readonly float[] _skinOffsets;
    private readonly float[] _tongueOffsets;
    private long _nextFrame;
    private int _batchCount;
    private int _batchNext;

    /// <param name="network">Not shared with another stream while this one runs.</param>
    /// <param name="model">What is known of the network; shared.</param>
    /// <param name="face">The stream's own animators.</param>
    /// <param name="audio">The stream's sound.</param>
    /// <param name="emotions">The stream's explicit emotions.</param>
    /// <param name="rate">Frames per second.</param>
    public RegressionExecutor(IRegressionNetwork network, RegressionModel model, FaceAnimator face, AudioAccumulator audio, EmotionTimeline emotions, FrameRate rate)
    {
        _network = network;
        _model = model;
        _face = face;
        _audio = audio;
        _emotions = emotions;
        _timing = WindowTiming.Regression(model.WindowSamples, model.TargetOffset, model.SampleRateHz, rate);
        DeltaSeconds = rate.DeltaSeconds;
        _skinOffsets = new float[model.Skin.OffsetLength];
        _tongueOffsets = new float[model.Tongue.OffsetLength];
    }

    /// <summary>What sound is multiplied with before the network hears it.</summary>
    public float InputStrength { get; set; } = 1;

    /// <summary>Time from one frame to the next.</summary>
    public float DeltaSeconds { get; }

    /// <summary>The skin's coefficients of the last frame, until the next one is made.</summary>
    public ReadOnlySpan<float> SkinCoefficients => _model.Layout.Skin(_network.Result(_batchNext - 1));

    /// <summary>The moment that the last frame shows, in samples.</summary>
    public long TimeSamples { get; private set; }

    /// <summary>The moment that the frame after it shows.</summary>
    public long NextTimeSamples { get; private set; }

    /// <summary>Sound before this sample is not read any more.</summary>
    public long OldestSampleNeeded => _timing.Start(_nextFrame + _batchCount - _batchNext);

    /// <summary>Emotions before this sample are not read any more.</summary>
    public long OldestEmotionNeeded => _timing.Target(_nextFrame + _batchCount - _batchNext);

    /// <summary>Makes the next frame; it then stands in the animators.</summary>
    /// <returns>False when sound or emotions for it have not come, or the clip is over.</returns>
    /// <exception cref="Abstractions.ModkitException">MOD10: the network gave something that is no number.</exception>
    public bool TryNextFrame()
    {
        if (_batchNext == _batchCount && !RunBatch()) return false;
        ReadOnlySpan<float> row = _network.Result(_batchNext++);
        TimeSamples = _timing.Target(_nextFrame++);
        NextTimeSamples = _timing.Target(_nextFrame);
        FaceLayout layout = _model.Layout;
        FaceLayout.CheckFinite(row[..layout.Length], TimeSamples);
        if ((_face.Parts & FaceParts.Skin) != 0) _model.Skin.Reconstruct(layout.Skin(row), _skinOffsets);
        if ((_face.Parts & FaceParts.Tongue) != 0) _model.Tongue.Reconstruct(layout.Tongue(row), _tongueOffsets);
        _face.Animate(_skinOffsets, _tongueOffsets, layout.Jaw(row), layout.Eyes(row), DeltaSeconds);
        return true;
    }

    /// <summary>Starts again with the first frame. The accumulators are the caller's to reset.</summary>
    public void Reset() => Seek(0);

    /// <summary>Goes on with any frame, whose sound and emotions must not have been dropped. Smoothing starts afresh there; the eyes do not.</summary>
    /// <param name="frame">Counted from 0.</param>
    /// <returns>That frame.</returns>
    public long Seek(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        _nextFrame = frame;
        _batchCount = 0;
        _batchNext = 0;
        _face.Reset();
        _face.Eyes.SeekSeconds(frame * (double)DeltaSeconds);
        return frame;
    }

    private bool RunBatch()
    {
        _batchNext = 0;
        _batchCount = (int)Math.Clamp(_timing.WindowsWithin(_audio, _emotions) - _nextFrame, 0, _network.Capacity);
        for (int row = 0; row < _batchCount; row++)
        {
            long frame = _nextFrame + row;
            Span<float> emotion = _network.Emotion(row);
            _model.ImplicitEmotion.CopyTo(emotion);
            bool isRead = _audio.TryRead(_timing.Start(frame), InputStrength, _network.Window(row))
                && _emotions.TryRead(_timing.Target(frame), emotion[_model.ImplicitEmotion.Length..]);
            if (!isRead) throw new InvalidOperationException("Sound or emotions that are still needed have been dropped.");
        }
        if (_batchCount > 0) _network.Run(_batchCount);
        return _batchCount > 0;
    }
}
