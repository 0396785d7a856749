using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Emotion;
using Audio2Face.Modkit.Inference.Face;
using Audio2Face.Modkit.Inference.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Engines;

/// <summary>A clip on its way through a blendshape network.</summary>
/// <remarks>
/// Blocks lie on a grid that starts with the clip, whatever the sizes of the pieces pushed, so the frames do not depend on them.
/// </remarks>
internal sealed class BlendshapeStream : FaceStream
{
    private readonly BlendshapeBundle _bundle;
    private readonly BlendshapeNetwork _network;
    private readonly FrameResampler _resampler;
    private readonly FrameQueue _finished;
    private readonly FaceStreamOptions _options;
    private readonly EmotionOffsets? _emotionOffsets;
    private readonly float[] _strengths = new float[EmotionChannels.All.Count];

    // Sound whose emotions are not known yet.
    private readonly AudioAccumulator _waiting = new();
    private readonly float[] _piece = new float[1_600];
    private long _fedSamples;

    private FaceExtras? _extras;
    private ProsodyAnalyzer _prosody = new();
    private long _skippedFrames;

    // A row: the weight of every channel, then arousal.
    private readonly float[] _frame;
    private readonly float[] _finishedRow;
    private readonly int _blockSamples;

    // Sound that a window holds after its block. The last frames of a block lie in its last input multiple, from whose start the look-ahead counts.
    private readonly int _aheadSamples;

    // Positions are samples from the start of the clip; the window begins at _windowStart and is filled up to _windowEnd.
    private long _windowStart;
    private long _windowEnd;
    private long _blockStart;
    private long _frameLimit = long.MaxValue;

    public BlendshapeStream(InferenceSession session, BlendshapeBundle bundle, FaceStreamOptions options, EmotionFeed emotions)
        : base(bundle.Channels, options, emotions)
    {
        _bundle = bundle;
        int multiple = bundle.InputMultipleSamples;
        _blockSamples = Math.Max(1, (int)(options.BlockSeconds * AudioClip.SampleRateHz / multiple)) * multiple;
        _aheadSamples = Math.Max(0, bundle.LookAheadSamples - multiple);
        _network = new BlendshapeNetwork(session, bundle, _blockSamples);
        _resampler = new FrameResampler(bundle.FrameRateHz, options.FrameRateFps, bundle.Channels.Count + 1);
        _finished = new FrameQueue(bundle.Channels.Count + 1);
        _finishedRow = new float[bundle.Channels.Count + 1];
        _options = options;
        _extras = MakeExtras();
        _emotionOffsets = emotions.IsActive ? new EmotionOffsets(bundle.Channels) : null;
        _frame = new float[bundle.Channels.Count + 1];
    }

    public override bool MeasuresArousal => _extras is not null;

    private protected override void Finish()
    {
        FeedWaiting();
        _frameLimit = ClipFrames;
        if (_frameLimit == 0) return;
        // The last frame may lie between two of the network's; the second is needed too, and silence is what follows the clip.
        long lastNetworkFrame = (long)Math.Ceiling((_frameLimit - 1) * _bundle.FrameRateHz / FrameRateFps);
        long needed = RoundUp(Math.Max(PushedSamples, (lastNetworkFrame + 1) * _bundle.HopSamples));
        FeedSilence(needed + _aheadSamples - _windowEnd);
        if (needed > _blockStart) RunBlock((int)(needed - _blockStart));
    }

    private protected override bool TakeFrame(Span<float> weights, out float arousal)
    {
        arousal = 0;
        do
        {
            if (!_finished.TryTake(_finishedRow)) return false;
        }
        while (_skippedFrames-- > 0);
        _skippedFrames = 0;
        _finishedRow.AsSpan(0, Channels.Count).CopyTo(weights);
        arousal = _finishedRow[^1];
        return true;
    }

    private protected override void Restart(long firstFrame)
    {
        // All of the clip is worked on: blinks and expression come out of all that was heard before, and the network costs little.
        _skippedFrames = firstFrame;
        _resampler.Restart(0, 0);
        _finished.Clear();
        _waiting.Reset();
        _prosody = new ProsodyAnalyzer();
        _extras = MakeExtras();
        _fedSamples = _windowStart = _windowEnd = _blockStart = 0;
        _frameLimit = long.MaxValue;
    }

    public override void Dispose()
    {
        _network.Dispose();
        Emotions.Dispose();
    }

    private protected override void Feed(ReadOnlySpan<float> samples)
    {
        if (Emotions.KnownSamples == long.MaxValue)
        {
            FeedKnown(samples);
            return;
        }
        _waiting.Add(samples);
        FeedWaiting();
    }

    private void FeedWaiting()
    {
        while (Math.Min(Emotions.KnownSamples, _waiting.Length) - _fedSamples is > 0 and long count)
        {
            Span<float> piece = _piece.AsSpan(0, (int)Math.Min(count, _piece.Length));
            if (!_waiting.TryRead(_fedSamples, 1, piece)) throw new InvalidOperationException("Sound that is still needed has been dropped.");
            _fedSamples += piece.Length;
            FeedKnown(piece);
            _waiting.DropBefore(_fedSamples);
        }
    }

    private void FeedKnown(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            Span<float> room = Room();
            int count = Math.Min(room.Length, samples.Length);
            samples[..count].CopyTo(room);
            samples = samples[count..];
            Grow(count);
        }
    }

    private void FeedSilence(long count)
    {
        while (count > 0)
        {
            Span<float> room = Room();
            int piece = (int)Math.Min(room.Length, count);
            room[..piece].Clear();
            count -= piece;
            Grow(piece);
        }
    }

    /// <summary>The part of the window that the current block still lacks.</summary>
    private Span<float> Room() =>
        _network.Window[(int)(_windowEnd - _windowStart)..(int)(_blockStart + _blockSamples + _aheadSamples - _windowStart)];

    private void Grow(int count)
    {
        _windowEnd += count;
        if (_windowEnd == _blockStart + _blockSamples + _aheadSamples) RunBlock(_blockSamples);
    }

    private void RunBlock(int samples)
    {
        int windowSamples = (int)(_blockStart + samples + _aheadSamples - _windowStart);
        _network.Run(windowSamples);
        int first = (int)(_blockStart - _windowStart) / _bundle.HopSamples;
        for (int i = 0; i < samples / _bundle.HopSamples; i++) FinishFrame(first + i, windowSamples);

        // Keep the left context of the next block.
        _blockStart += samples;
        long start = Math.Max(0, _blockStart - _bundle.LeftContextSamples);
        _network.Window[(int)(start - _windowStart)..windowSamples].CopyTo(_network.Window);
        _windowStart = start;
    }

    private void FinishFrame(int windowFrame, int windowSamples)
    {
        Span<float> weights = _frame.AsSpan(0, Channels.Count);
        _network.CopyFrame(windowFrame, weights);
        ReadOnlySpan<float> offsets = _emotionOffsets is null ? [] : EmotionsAt(_windowStart + ((long)windowFrame * _bundle.HopSamples), _emotionOffsets);
        for (int c = 0; c < weights.Length; c++)
        {
            float weight = weights[c];
            if (!float.IsFinite(weight))
                throw InferenceIssues.NotFinite(((double)_windowStart / AudioClip.SampleRateHz) + ((double)windowFrame / _bundle.FrameRateHz));
            weights[c] = Math.Clamp(weight + (offsets.IsEmpty ? 0 : offsets[c]), 0, 1);
        }
        if (_extras is not null)
        {
            // As early as every window allows: what is heard there is known already, also for the last frame of a block.
            int lead = Math.Max(0, _aheadSamples + _bundle.HopSamples - ProsodyAnalyzer.ReachSamples) / _bundle.HopSamples;
            Prosody ahead = _prosody.Analyze(_network.Window[..windowSamples], (windowFrame + lead) * _bundle.HopSamples);
            _extras.Apply(weights, ahead);
            _frame[^1] = _extras.Arousal;
        }
        _resampler.Push(_frame, _frameLimit, _finished);
    }

    private FaceExtras? MakeExtras() => _options.FaceExtras ? new FaceExtras(_options.Seed, _options.Expressiveness, _bundle.Channels) : null;

    private ReadOnlySpan<float> EmotionsAt(long timeSamples, EmotionOffsets offsets)
    {
        if (!Emotions.Shown.TryRead(timeSamples, _strengths)) throw new InvalidOperationException("Emotions that are still needed have been dropped.");
        return offsets.Mix(_strengths);
    }

    private long RoundUp(long samples)
    {
        int multiple = _bundle.InputMultipleSamples;
        return (samples + multiple - 1) / multiple * multiple;
    }
}
