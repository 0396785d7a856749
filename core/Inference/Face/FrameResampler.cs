namespace Audio2Face.Modkit.Inference.Face;

/// <summary>
/// Turns frames at the network's rate into frames at the asked-for rate by linear interpolation at t = k / rate. Frames are never
/// just dropped: a closure of the lips lasts only five to eight frames of 10 ms.
/// </summary>
internal sealed class FrameResampler(double sourceRateHz, double targetRateFps, int channelCount)
{
    private readonly float[] _previous = new float[channelCount];
    private long _sourceFrame = -1;
    private long _targetFrame;

    /// <summary>Frames made so far.</summary>
    public long TargetFrames => _targetFrame;

    /// <summary>Begins anew.</summary>
    /// <param name="sourceFrame">Which source frame comes next; at or before the moment of the target frame.</param>
    /// <param name="targetFrame">The first frame to make.</param>
    public void Restart(long sourceFrame, long targetFrame)
    {
        _sourceFrame = sourceFrame - 1;
        _targetFrame = targetFrame;
    }

    /// <summary>Takes the next source frame and appends every target frame that is known now.</summary>
    /// <param name="frame">One value per channel.</param>
    /// <param name="targetFrameLimit">Frames from this one on are not made.</param>
    /// <param name="output">Receives whole rows.</param>
    public void Push(ReadOnlySpan<float> frame, long targetFrameLimit, FrameQueue output)
    {
        _sourceFrame++;
        while (_targetFrame < targetFrameLimit)
        {
            double position = _targetFrame * sourceRateHz / targetRateFps;
            double fraction = position - (_sourceFrame - 1);
            if (fraction > 1) break;
            float weight = (float)fraction;
            Span<float> row = output.Append();
            for (int c = 0; c < row.Length; c++) row[c] = ((1 - weight) * _previous[c]) + (weight * frame[c]);
            _targetFrame++;
        }
        frame.CopyTo(_previous);
    }
}
