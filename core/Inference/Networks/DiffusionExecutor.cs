using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face.Animation;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// One stream through a diffusion network: every run gives a block of frames and a memory for the next run. Model contract, sections 2.4 and 3.2.
/// Frames before the clip are not animated at all, so that smoothing starts with the first that is; their runs still fill the memory.
/// </summary>
internal sealed class DiffusionExecutor : IFaceExecutor
{
    private const int RememberedRuns = 4;

    private readonly IDiffusionNetwork _network;
    private readonly DiffusionModel _model;
    private readonly FaceAnimator _face;
    private readonly AudioAccumulator _audio;
    private readonly EmotionTimeline _emotions;
    private readonly WindowTiming _timing;
    private readonly int _identity;
    private readonly float[] _skinOffsets;
    private long _windowCount;
    private long _nextFrame;
    private bool _isFresh = true;

    /// <param name="network">The stream's own.</param>
    /// <param name="model">What is known of the network; shared.</param>
    /// <param name="identity">Whose face, counted from 0.</param>
    /// <param name="face">The stream's own animators, of that identity.</param>
    /// <param name="audio">The stream's sound.</param>
    /// <param name="emotions">The stream's emotions.</param>
    public DiffusionExecutor(IDiffusionNetwork network, DiffusionModel model, int identity, FaceAnimator face, AudioAccumulator audio, EmotionTimeline emotions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)identity, (uint)network.Identity.Length);
        _network = network;
        _model = model;
        _face = face;
        _audio = audio;
        _emotions = emotions;
        _identity = identity;
        _skinOffsets = new float[face.Skin.Mesh.Vertices is null ? 0 : face.Skin.Length];
        _timing = WindowTiming.Diffusion(model.WindowSamples, model.PaddingLeft, model.LeftFrames, model.CenterFrames, model.RightFrames);
    }

    /// <summary>What sound is multiplied with before the network hears it.</summary>
    public float InputStrength { get; set; } = 1;

    /// <summary>The run, counted from 0, that the last frame came from.</summary>
    public long Window => _windowCount - 1;

    /// <summary>The moment that the last frame shows, in samples.</summary>
    public long TimeSamples { get; private set; }

    /// <summary>The moment that the frame after it shows.</summary>
    public long NextTimeSamples { get; private set; }

    /// <summary>Sound before this sample is not read any more.</summary>
    public long OldestSampleNeeded => _timing.Start(_windowCount);

    /// <summary>Emotions before this sample are not read any more.</summary>
    public long OldestEmotionNeeded => _timing.Target(_windowCount * _timing.FramesPerWindow);

    /// <summary>Makes the next frame; it then stands in the animators.</summary>
    /// <returns>False when sound or emotions for it have not come, or the clip is over.</returns>
    /// <exception cref="Abstractions.ModkitException">MOD10: the network gave something that is no number.</exception>
    public bool TryNextFrame()
    {
        while (true)
        {
            if (_nextFrame == _windowCount * _timing.FramesPerWindow && !RunWindow()) return false;
            long time = _timing.Target(_nextFrame);
            if (_audio.IsClosed && time >= _audio.Length) return false;
            int frame = (int)(_nextFrame++ % _timing.FramesPerWindow);
            if (time < 0) continue;

            ReadOnlySpan<float> row = _network.Prediction(_model.LeftFrames + frame);
            TimeSamples = time;
            NextTimeSamples = _timing.Target(_nextFrame);
            FaceLayout layout = _model.Layout;
            FaceLayout.CheckFinite(row[..layout.Length], time);
            _face.Animate(Wanted(layout.Skin(row)), layout.Tongue(row), layout.Jaw(row), layout.Eyes(row), _model.DeltaSeconds);
            return true;
        }
    }

    /// <summary>Starts again with the first frame. The accumulators are the caller's to reset.</summary>
    public void Reset() => Seek(0);

    /// <inheritdoc />
    /// <remarks>The memory begins empty <see cref="RememberedRuns"/> runs before the frame's own, where there are as many.</remarks>
    public long Seek(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        _windowCount = Math.Max(0, ((frame + _timing.FramesBeforeAudio) / _timing.FramesPerWindow) - RememberedRuns);
        _nextFrame = _windowCount * _timing.FramesPerWindow;
        _isFresh = true;
        long first = Math.Max(0, _nextFrame - _timing.FramesBeforeAudio);
        _face.Reset();
        _face.Eyes.SeekSeconds(first * (double)_model.DeltaSeconds);
        return first;
    }

    /// <summary>The offsets of the vertices that are animated.</summary>
    private ReadOnlySpan<float> Wanted(ReadOnlySpan<float> skinOffsets)
    {
        int[]? vertices = _face.Skin.Mesh.Vertices;
        if (vertices is null) return skinOffsets;
        for (int i = 0; i < vertices.Length; i++) skinOffsets.Slice(3 * vertices[i], 3).CopyTo(_skinOffsets.AsSpan(3 * i));
        return _skinOffsets;
    }

    private bool RunWindow()
    {
        if (_timing.WindowsWithin(_audio, _emotions) <= _windowCount) return false;
        bool isRead = _audio.TryRead(_timing.Start(_windowCount), InputStrength, _network.Window);
        for (int f = 0; f < _timing.FramesPerWindow; f++)
            isRead &= _emotions.TryRead(_timing.Target(_nextFrame + f), _network.Emotion.Slice(f * _emotions.Width, _emotions.Width));
        if (!isRead) throw new InvalidOperationException("Sound or emotions that are still needed have been dropped.");
        _network.Identity.Clear();
        _network.Identity[_identity] = 1;
        if (_isFresh) _network.InputLatents.Clear();
        else _network.OutputLatents.CopyTo(_network.InputLatents);
        _network.Run();
        _isFresh = false;
        _windowCount++;
        return true;
    }
}
