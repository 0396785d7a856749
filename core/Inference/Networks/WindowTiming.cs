using Audio2Face.Modkit.Inference.Emotion;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// Which stretch of sound each run of a network hears and which moments its frames show, in whole samples: model contract, sections 2.2 to 2.5.
/// Window i starts at floor(i x stride) + offset; a run's frames divide its stride evenly. All positions come from i, so nothing adds up.
/// </summary>
internal readonly record struct WindowTiming
{
    private readonly long _strideNumerator;
    private readonly long _strideDenominator;

    /// <param name="windowSamples">Length of a window.</param>
    /// <param name="startOffset">Where window 0 starts; negative: before the clip.</param>
    /// <param name="targetOffset">From a window's start to the moment that its first frame shows.</param>
    /// <param name="strideNumerator">Samples from one window to the next, as a fraction.</param>
    /// <param name="strideDenominator">The fraction's lower part.</param>
    /// <param name="framesPerWindow">Frames that one run gives.</param>
    public WindowTiming(int windowSamples, int startOffset, int targetOffset, long strideNumerator, long strideDenominator, int framesPerWindow)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowSamples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strideNumerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strideDenominator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerWindow);
        WindowSamples = windowSamples;
        StartOffset = startOffset;
        TargetOffset = targetOffset;
        FramesPerWindow = framesPerWindow;
        _strideNumerator = strideNumerator;
        _strideDenominator = strideDenominator;
    }

    public int WindowSamples { get; }

    public int StartOffset { get; }

    public int TargetOffset { get; }

    public int FramesPerWindow { get; }

    /// <summary>Frames that show moments before the clip and are not reported.</summary>
    public long FramesBeforeAudio => FramesUntil(0);

    /// <summary>A regression network: one frame a window, at any rate.</summary>
    /// <param name="windowSamples">The network's <c>buffer_len</c>.</param>
    /// <param name="targetOffset">The network's <c>buffer_ofs</c>.</param>
    /// <param name="sampleRateHz">Of the sound.</param>
    /// <param name="rate">Frames per second.</param>
    public static WindowTiming Regression(int windowSamples, int targetOffset, int sampleRateHz, FrameRate rate) =>
        new(windowSamples, -targetOffset, targetOffset, sampleRateHz * (long)rate.Denominator, rate.Numerator, 1);

    /// <summary>A diffusion network: a block of frames a window, at the network's own rate.</summary>
    /// <param name="windowSamples">The network's <c>buffer_len</c>.</param>
    /// <param name="paddingLeft">Silence before the clip.</param>
    /// <param name="left">Frames of a window before the block.</param>
    /// <param name="center">Frames of the block.</param>
    /// <param name="right">Frames of a window after the block.</param>
    public static WindowTiming Diffusion(int windowSamples, int paddingLeft, int left, int center, int right)
    {
        int all = left + center + right;
        return new(windowSamples, -paddingLeft, (int)((long)windowSamples * left / all), (long)windowSamples * center, all, center);
    }

    /// <summary>An audio-to-emotion network: one run for several frames, its window centred on the first of them.</summary>
    /// <param name="windowSamples">Sound that the network hears.</param>
    /// <param name="sampleRateHz">Of the sound.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="skippedFrames">Frames after each run that take over its result.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15: so many frames are skipped that sound would go unheard.</exception>
    public static WindowTiming Classifier(int windowSamples, int sampleRateHz, FrameRate rate, int skippedFrames)
    {
        long strideNumerator = (long)sampleRateHz * rate.Denominator * (skippedFrames + 1L);
        long mostSkipped = ((long)windowSamples * rate.Numerator / ((long)sampleRateHz * rate.Denominator)) - 1;
        if (skippedFrames < 0 || skippedFrames > mostSkipped) throw InferenceIssues.OutOfRange("inferencesToSkip", skippedFrames, 0, mostSkipped);
        return new(windowSamples, -(windowSamples / 2), windowSamples / 2, strideNumerator, rate.Numerator, skippedFrames + 1);
    }

    /// <summary>First sample of a window.</summary>
    public long Start(long window) => StartOffset + Floor(window * _strideNumerator, _strideDenominator);

    /// <summary>The moment that a frame shows, in samples; frames are counted through all windows.</summary>
    public long Target(long frame) => StartOffset + TargetOffset + Floor(frame * _strideNumerator, _strideDenominator * FramesPerWindow);

    /// <summary>How many frames show moments before a sample.</summary>
    public long FramesUntil(long sample) => CountBefore(sample, StartOffset + TargetOffset, _strideDenominator * FramesPerWindow);

    /// <summary>How many windows can be run, from the first one.</summary>
    /// <param name="samples">Length of the clip so far.</param>
    /// <param name="isClosed">Whether the clip ends there: then windows may reach past its end.</param>
    public long WindowsWithin(long samples, bool isClosed) => isClosed
        ? CountBefore(samples, StartOffset + TargetOffset, _strideDenominator)
        : CountBefore(samples + 1, StartOffset + (long)WindowSamples, _strideDenominator);

    /// <summary>How many windows can be run, from the first one, with the sound and the emotions that have come.</summary>
    /// <param name="audio">The sound.</param>
    /// <param name="emotions">Read for every frame; null: not needed. While it is open, only frames up to its last key can be made.</param>
    public long WindowsWithin(AudioAccumulator audio, EmotionTimeline? emotions)
    {
        long windows = WindowsWithin(audio.Length, audio.IsClosed);
        if (emotions is null || emotions.IsClosed) return windows;
        return emotions.LastKeySamples is long last ? Math.Min(windows, FramesUntil(last + 1) / FramesPerWindow) : 0;
    }

    /// <summary>How many i >= 0 have offset + floor(i x stride) below a limit.</summary>
    private long CountBefore(long limit, long offset, long denominator)
    {
        // floor(i s / d) < n is the same as i s < n d for a whole n.
        long room = limit - offset;
        return room <= 0 ? 0 : ((room * denominator) + _strideNumerator - 1) / _strideNumerator;
    }

    private static long Floor(long value, long divisor) => value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
