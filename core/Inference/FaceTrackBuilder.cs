using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Inference;

/// <summary>Collects a stream's frames into a face track, as they are finished.</summary>
public sealed class FaceTrackBuilder(FaceStream stream)
{
    private float[] _values = new float[stream.Channels.Count * 512];
    private float[] _arousal = new float[512];
    private float[] _emotions = new float[stream.HasEmotions ? EmotionChannels.All.Count * 512 : 0];
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
            if (frame == _arousal.Length)
            {
                Array.Resize(ref _arousal, _arousal.Length * 2);
                Array.Resize(ref _emotions, _emotions.Length * 2);
            }
            _arousal[frame] = arousal;
            if (stream.HasEmotions) stream.ReadEmotions(_emotions.AsSpan(frame * EmotionChannels.All.Count, EmotionChannels.All.Count));
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
        Array.Resize(ref _emotions, stream.HasEmotions ? frameCount * EmotionChannels.All.Count : 0);
        return new FaceTrack
        {
            Weights = new CurveTable(stream.FrameRateFps, stream.StartSeconds, stream.Channels, _values),
            Emotions = stream.HasEmotions ? new CurveTable(stream.FrameRateFps, stream.StartSeconds, EmotionChannels.All, _emotions) : null,
            Arousal = stream.MeasuresArousal ? _arousal : [],
        };
    }
}
