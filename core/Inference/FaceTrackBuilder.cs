using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>Collects a stream's frames into a face track, as they are finished.</summary>
public sealed class FaceTrackBuilder(FaceStream stream, FaceStreamOptions options)
{
    private float[] _values = new float[stream.Channels.Count * 512];
    private float[] _arousal = new float[512];
    private int _length;

    /// <summary>Takes every frame the stream has finished so far.</summary>
    public void TakeFinishedFrames()
    {
        int width = stream.Channels.Count;
        while (true)
        {
            if (_length + width > _values.Length) Array.Resize(ref _values, _values.Length * 2);
            if (!stream.TryReadFrame(_values.AsSpan(_length, width), out float arousal)) return;
            int frame = _length / width;
            if (frame == _arousal.Length) Array.Resize(ref _arousal, _arousal.Length * 2);
            _arousal[frame] = arousal;
            _length += width;
        }
    }

    /// <summary>The track of all frames taken; nothing can be taken afterwards.</summary>
    public FaceTrack Build()
    {
        // Lets go of the spare half of the buffer: an hour's track is tens of megabytes.
        Array.Resize(ref _values, _length);
        int frameCount = _length / stream.Channels.Count;
        Array.Resize(ref _arousal, frameCount);
        float[] emotions = options.EmotionVector();
        return new FaceTrack
        {
            Weights = new CurveTable(stream.FrameRateFps, 0, stream.Channels, _values),
            Emotions = emotions.AsSpan().IndexOfAnyExcept(0f) < 0 ? null
                : new CurveTable(stream.FrameRateFps, 0, EmotionChannels.All, [.. Enumerable.Repeat(emotions, frameCount).SelectMany(row => row)]),
            Arousal = stream.MeasuresArousal ? _arousal : [],
        };
    }
}
