using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Reads a face track at another frame rate, between two frames on a straight line; the mouth by a clock of its own.</summary>
internal sealed class FaceResampler
{
    /// <summary>Rounding of rates such as 30000/1001 must not add a frame.</summary>
    private const double FrameTolerance = 1e-6;

    private readonly CurveTable _face;
    private readonly double _step;
    private readonly int[] _mouthColumns;

    /// <param name="face">The face.</param>
    /// <param name="frameRateFps">Rate of the result.</param>
    /// <param name="timing">What the profile asks for.</param>
    public FaceResampler(CurveTable face, double frameRateFps, ProfileTiming timing)
    {
        _face = face;
        _step = face.FrameRateFps / frameRateFps;
        FrameCount = (int)Math.Ceiling((face.FrameCount / _step) - FrameTolerance);
        _mouthColumns = [.. Enumerable.Range(0, face.Channels.Count).Where(column => MouthRegion.Has(face.Channels[column]))];
        Mouth = MouthClock.For(face, frameRateFps, FrameCount, timing);
    }

    /// <summary>Frames of the result: its length is that of the face track, rounded up to whole frames.</summary>
    public int FrameCount { get; }

    /// <summary>When the mouth is read, or null when it is read as everything else.</summary>
    public MouthClock? Mouth { get; }

    /// <summary>Writes frame <paramref name="frame"/> of the result; beyond the ends of the track its first and last frame are held.</summary>
    public void Read(int frame, Span<float> values)
    {
        double plain = frame * _step;
        ReadOnlySpan<float> from = Frames(plain, out ReadOnlySpan<float> to, out float share);
        if (share == 0) from.CopyTo(values);
        else for (int i = 0; i < values.Length; i++) values[i] = from[i] + (share * (to[i] - from[i]));

        if (Mouth is null || Mouth[frame] == plain) return;
        from = Frames(Mouth[frame], out to, out share);
        foreach (int i in _mouthColumns) values[i] = share == 0 ? from[i] : from[i] + (share * (to[i] - from[i]));
    }

    /// <summary>The frames before and after a moment, and how far the moment is on its way from one to the other.</summary>
    private ReadOnlySpan<float> Frames(double position, out ReadOnlySpan<float> after, out float share)
    {
        position = Math.Clamp(position, 0, _face.FrameCount - 1);
        int before = (int)position;
        share = (float)(position - before);
        after = share == 0 ? default : _face.Frame(before + 1);
        return _face.Frame(before);
    }
}
