using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>An edit over time: how much of it there is, and what it shows. Asked for ascending times.</summary>
internal sealed class EditCurve
{
    private readonly IReadOnlyList<CurveKey> _keys;
    private readonly bool _isSmooth;
    private readonly double _fromSeconds, _toSeconds, _fadeSeconds;
    private readonly bool _fadesIn, _fadesOut;
    private int _next;

    /// <param name="edit">The edit.</param>
    /// <param name="lengthSeconds">Length of the line.</param>
    public EditCurve(CurveEdit edit, double lengthSeconds)
    {
        (_keys, _isSmooth, _fromSeconds) = (edit.Keys, edit.IsSmooth, edit.FromSeconds);
        _toSeconds = edit.ToSeconds ?? double.PositiveInfinity;
        _fadeSeconds = Math.Min(edit.FadeSeconds, (Math.Min(_toSeconds, lengthSeconds) - _fromSeconds) / 2);
        _fadesIn = _fadeSeconds > 0 && _fromSeconds > 0;
        _fadesOut = _fadeSeconds > 0 && _toSeconds < lengthSeconds - CurveTable.TimeTolerance;
    }

    /// <summary>How much of the edit a moment has, 0..1.</summary>
    public double ShareAt(double seconds)
    {
        if (seconds < _fromSeconds - CurveTable.TimeTolerance || seconds > _toSeconds + CurveTable.TimeTolerance) return 0;
        double share = 1;
        if (_fadesIn) share = Math.Min(share, (seconds - _fromSeconds) / _fadeSeconds);
        if (_fadesOut) share = Math.Min(share, (_toSeconds - seconds) / _fadeSeconds);
        return Ease(Math.Clamp(share, 0, 1));
    }

    /// <summary>The edit's own curve.</summary>
    public double ValueAt(double seconds)
    {
        while (_next < _keys.Count && _keys[_next].TimeSeconds <= seconds + CurveTable.TimeTolerance) _next++;
        if (_next == 0) return _keys[0].Value;
        CurveKey before = _keys[_next - 1];
        if (_next == _keys.Count) return before.Value;
        CurveKey after = _keys[_next];
        double way = Math.Clamp((seconds - before.TimeSeconds) / (after.TimeSeconds - before.TimeSeconds), 0, 1);
        return before.Value + ((_isSmooth ? Ease(way) : way) * (after.Value - (double)before.Value));
    }

    /// <summary>From 0 to 1 without a bend at either end: 3x² - 2x³.</summary>
    private static double Ease(double way) => way * way * (3 - (2 * way));
}
