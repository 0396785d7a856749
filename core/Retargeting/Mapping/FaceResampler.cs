using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads a face track at another frame rate, between two frames on a straight line.</summary>
internal sealed class FaceResampler
{
    /// <summary>Rounding of rates such as 30000/1001 must not add a frame.</summary>
    private const double FrameTolerance = 1e-6;

    private readonly CurveTable _face;
    private readonly double _step;

    public FaceResampler(CurveTable face, double frameRateFps)
    {
        _face = face;
        _step = face.FrameRateFps / frameRateFps;
        FrameCount = (int)Math.Ceiling((face.FrameCount / _step) - FrameTolerance);
    }

    /// <summary>Frames of the result: its length is that of the face track, rounded up to whole frames.</summary>
    public int FrameCount { get; }

    /// <summary>Writes frame <paramref name="frame"/> of the result; beyond the last frame of the track that one is held.</summary>
    public void Read(int frame, Span<float> values)
    {
        double position = Math.Min(frame * _step, _face.FrameCount - 1);
        int before = (int)position;
        float share = (float)(position - before);
        ReadOnlySpan<float> from = _face.Frame(before);
        if (share == 0)
        {
            from.CopyTo(values);
            return;
        }
        ReadOnlySpan<float> to = _face.Frame(before + 1);
        for (int i = 0; i < values.Length; i++) values[i] = from[i] + (share * (to[i] - from[i]));
    }
}
