using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>Chooses one shape at a time from curves that say how much speaks for each: steady, but without losing a closure.</summary>
internal sealed class ShapeChooser
{
    private const double RestScoreSilent = 0.35, RestScoreVoiced = 0.12;

    /// <summary>Another shape has to be better by this, unless the shown one has faded.</summary>
    private const double Advantage = 0.10, FadedScore = 0.15;

    /// <summary>Without any score as high as this for so long, nobody speaks.</summary>
    private const float QuietScore = 0.3f;
    private const double SilenceSeconds = 0.2;

    /// <summary>The median spans three frames at this rate.</summary>
    private const double MedianRateFps = 30;

    private readonly CurveTable _scores;
    private readonly int _rest;
    private readonly IReadOnlyList<int> _ranks;
    private readonly int _holdFrames;
    private readonly int _medianRadius;
    private readonly float[] _window;
    private readonly double[] _current;
    private readonly List<(int Frame, int Shape)> _keys = [];

    /// <param name="scores">What speaks for each shape, frames x shapes.</param>
    /// <param name="rest">Column of the rest shape; its own scores do not count.</param>
    /// <param name="ranks">By column 2 for closed lips, 1 for a lip at the teeth, 0 for all others. A higher rank interrupts a lower one.</param>
    /// <param name="holdSeconds">Shortest time a shape is shown.</param>
    public ShapeChooser(CurveTable scores, int rest, IReadOnlyList<int> ranks, double holdSeconds)
    {
        (_scores, _rest, _ranks) = (scores, rest, ranks);
        _holdFrames = CurveTable.FramesIn(holdSeconds, scores.FrameRateFps);
        _medianRadius = (int)Math.Round(scores.FrameRateFps / MedianRateFps);
        _window = new float[(2 * _medianRadius) + 1];
        _current = new double[scores.Channels.Count];
    }

    /// <summary>The shapes over time; the last key is the rest shape, at the track's end if not before.</summary>
    public IReadOnlyList<ShapeKey> Choose()
    {
        int silentUntil = 0, loudUntil = 0;
        for (int frame = 0; frame < _scores.FrameCount; frame++)
        {
            if (frame >= silentUntil && frame >= loudUntil)
            {
                int quietEnd = QuietEnd(frame);
                if (quietEnd - frame >= SilenceSeconds * _scores.FrameRateFps) silentUntil = quietEnd;
                else loudUntil = Math.Max(quietEnd, frame + 1);
            }
            Score(frame, isSilent: frame < silentUntil);
            Show(frame, Wanted(frame));
        }
        Show(_scores.FrameCount, _rest);
        return [.. _keys.Select(key => new ShapeKey(key.Frame / _scores.FrameRateFps, key.Shape))];
    }

    /// <summary>The first frame from here on in which some shape speaks up.</summary>
    private int QuietEnd(int frame)
    {
        while (frame < _scores.FrameCount && _scores[frame, Loudest(frame)] < QuietScore) frame++;
        return frame;
    }

    /// <summary>The shape with the highest score of a frame as it came.</summary>
    private int Loudest(int frame)
    {
        ReadOnlySpan<float> scores = _scores.Frame(frame);
        int best = _rest == 0 && scores.Length > 1 ? 1 : 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (i != _rest && scores[i] > scores[best]) best = i;
        }
        return best;
    }

    /// <summary>Fills the scores of a frame: medians, but what closes, and every frame in which it leads, is taken as it came.</summary>
    private void Score(int frame, bool isSilent)
    {
        bool isClosure = _ranks[Loudest(frame)] > 0;
        for (int i = 0; i < _current.Length; i++) _current[i] = isClosure || _ranks[i] > 0 ? _scores[frame, i] : Median(frame, i);
        _current[_rest] = isSilent ? RestScoreSilent : RestScoreVoiced;
    }

    private float Median(int frame, int shape)
    {
        for (int i = 0; i < _window.Length; i++) _window[i] = _scores[Math.Clamp(frame + i - _medianRadius, 0, _scores.FrameCount - 1), shape];
        Array.Sort(_window);
        return _window[_medianRadius];
    }

    private int Wanted(int frame)
    {
        int shown = _keys.Count > 0 ? _keys[^1].Shape : _rest;
        int best = shown;
        for (int i = 0; i < _current.Length; i++)
        {
            if (_current[i] > _current[best]) best = i;
        }
        bool isClosure = _ranks[best] > _ranks[shown] && _current[best] >= FadedScore;
        bool changes = isClosure || frame == 0 || _current[shown] < FadedScore || _current[best] >= _current[shown] + Advantage;
        return changes ? best : shown;
    }

    /// <summary>Lets a shape begin, unless the one before has not been shown long enough and is not outranked.</summary>
    private void Show(int frame, int shape)
    {
        if (_keys.Count == 0)
        {
            _keys.Add((0, shape));
            return;
        }
        (int since, int shown) = _keys[^1];
        if (shape == shown) return;
        bool isEnd = frame == _scores.FrameCount;
        if (frame - since < _holdFrames && !(isEnd && _ranks[shown] > 0))
        {
            if (_ranks[shape] <= _ranks[shown] && !isEnd) return;
            // What was interrupted too early was never shown: the shape before it goes on, but rest is reached sooner.
            _keys.RemoveAt(_keys.Count - 1);
            if (_keys.Count == 0 || isEnd) frame = since;
            if (_keys.Count > 0 && _keys[^1].Shape == shape) return;
        }
        _keys.Add((frame, shape));
    }
}
