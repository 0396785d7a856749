using Audio2Face.Modkit.Inference.Emotion;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// One stream through an audio-to-emotion network: scores of a window become the emotions of one or several frames. Model contract, sections 2.5
/// and 7.1.
/// </summary>
internal sealed class EmotionExecutor
{
    private readonly IEmotionNetwork _network;
    private readonly EmotionPostProcessor _processor;
    private readonly AudioAccumulator _audio;
    private readonly EmotionTimeline? _preferredTrack;
    private readonly WindowTiming _timing;
    private readonly float[] _preferred;
    private readonly float[] _emotions;
    private long _windowCount;
    private long _nextFrame;

    /// <param name="network">Not shared with another stream while this one runs.</param>
    /// <param name="processor">The stream's own.</param>
    /// <param name="options">How scores become emotions; the time between frames is that of <paramref name="rate"/> whatever they say.</param>
    /// <param name="audio">The stream's sound.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="skippedFrames">Frames after each run that take over its scores.</param>
    /// <param name="preferred">The preferred emotion where there is no <paramref name="preferredTrack"/>.</param>
    /// <param name="preferredTrack">The preferred emotion over time, or null.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15: so many frames are skipped that sound would go unheard.</exception>
    public EmotionExecutor(
        IEmotionNetwork network, EmotionPostProcessor processor, EmotionPostProcessorOptions options, AudioAccumulator audio, FrameRate rate, int skippedFrames,
        ReadOnlySpan<float> preferred, EmotionTimeline? preferredTrack)
    {
        _network = network;
        _processor = processor;
        _processor.Options = options with { DeltaSeconds = rate.DeltaSeconds };
        _audio = audio;
        _preferredTrack = options.IsPreferredEnabled ? preferredTrack : null;
        _timing = WindowTiming.Classifier(network.Window.Length, Abstractions.AudioClip.SampleRateHz, rate, skippedFrames);
        _preferred = new float[processor.EmotionCount];
        preferred.CopyTo(_preferred);
        _emotions = new float[processor.EmotionCount];
    }

    /// <summary>What sound is multiplied with before the network hears it.</summary>
    public float InputStrength { get; set; } = 1;

    /// <summary>The emotions of the last frame.</summary>
    public ReadOnlySpan<float> Emotions => _emotions;

    /// <summary>The run, counted from 0, that the last frame came from.</summary>
    public long Window => _windowCount - 1;

    /// <summary>The moment that the last frame shows, in samples.</summary>
    public long TimeSamples { get; private set; }

    /// <summary>The moment that the frame after it shows.</summary>
    public long NextTimeSamples { get; private set; }

    /// <summary>Sound before this sample is not read any more.</summary>
    public long OldestSampleNeeded => _timing.Start(_windowCount);

    /// <summary>Works out the next frame.</summary>
    /// <returns>False when sound or the preferred emotion for it have not come, or the clip is over.</returns>
    public bool TryNextFrame()
    {
        if (_nextFrame == _windowCount * _timing.FramesPerWindow && !RunWindow()) return false;
        long time = _timing.Target(_nextFrame);
        if (_audio.IsClosed && time >= _audio.Length) return false;
        if (_preferredTrack is not null && !_preferredTrack.TryRead(time, _preferred))
            throw new InvalidOperationException("Preferred emotions that are still needed have been dropped.");
        _nextFrame++;
        TimeSamples = time;
        NextTimeSamples = _timing.Target(_nextFrame);
        _processor.Process(_network.Scores, _preferred, _emotions);
        return true;
    }

    /// <summary>Starts again with the first frame. The accumulators are the caller's to reset.</summary>
    public void Reset()
    {
        _windowCount = 0;
        _nextFrame = 0;
        _processor.Reset();
    }

    private bool RunWindow()
    {
        if (_timing.WindowsWithin(_audio, _preferredTrack) <= _windowCount) return false;
        if (!_audio.TryRead(_timing.Start(_windowCount), InputStrength, _network.Window))
            throw new InvalidOperationException("Sound that is still needed has been dropped.");
        _network.Run();
        _windowCount++;
        return true;
    }
}
