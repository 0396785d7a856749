using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Plugins.Classic2D;

/// <summary>Gathers the cues of a file that is read and makes a track of them.</summary>
/// <param name="fileName">For messages.</param>
/// <param name="rest">The shape at rest; the first of <paramref name="shapes"/> or among them.</param>
/// <param name="shapes">The shapes there can be.</param>
/// <param name="isOpen">Whether other shapes than these may be met.</param>
internal sealed class CueReading(string fileName, string rest, IReadOnlyList<string> shapes, bool isOpen)
{
    /// <summary>Two hours; a line is seconds long.</summary>
    private const double LongestSeconds = 7_200;

    private const int MostShapes = 256, LongestName = 64, MostValues = 8 << 20;

    private readonly List<string> _shapes = [.. shapes];
    private readonly List<ShapeKey> _keys = [];
    private double _lastSeconds;

    /// <exception cref="ModkitException">CUE04 to CUE06.</exception>
    public void Add(double seconds, string shape, string place)
    {
        if (!(seconds >= _lastSeconds)) throw CueIssues.TimesGoBack(place);
        RequireLength(seconds, place);
        _lastSeconds = seconds;
        int column = Column(shape, place);
        // Two cues at one moment: the later one counts.
        if (_keys.Count > 0 && _keys[^1].TimeSeconds == seconds) _keys.RemoveAt(_keys.Count - 1);
        AddKey(seconds, column);
    }

    /// <param name="endSeconds">Where the mouth comes to rest at the latest.</param>
    /// <param name="frameRateFps">Rate of the curves.</param>
    public RigTrack ToTrack(double endSeconds, double frameRateFps)
    {
        RequireLength(endSeconds, fileName);
        double length = Math.Max(endSeconds, _lastSeconds);
        if (length * frameRateFps * _shapes.Count > MostValues) throw CueIssues.TooLong(fileName, "it has too many shapes over too long a time");
        int restColumn = _shapes.IndexOf(rest);
        if (_keys.Count == 0 || _keys[0].TimeSeconds > 0)
        {
            if (_keys.Count > 0 && _keys[0].Shape == restColumn) _keys.RemoveAt(0);
            _keys.Insert(0, new ShapeKey(0, restColumn));
        }
        AddKey(length, restColumn);
        return RigTrack.FromShapeKeys(_shapes, _keys, frameRateFps, length);
    }

    private void AddKey(double seconds, int column)
    {
        if (_keys.Count == 0 || _keys[^1].Shape != column) _keys.Add(new ShapeKey(seconds, column));
    }

    private int Column(string shape, string place)
    {
        int column = _shapes.IndexOf(shape);
        if (column >= 0) return column;
        if (!isOpen || shape.Length is 0 or > LongestName) throw CueIssues.UnknownShape(place, shape, shapes);
        if (_shapes.Count == MostShapes) throw CueIssues.TooLong(place, FormattableString.Invariant($"it has more than {MostShapes} shapes"));
        _shapes.Add(shape);
        return _shapes.Count - 1;
    }

    private static void RequireLength(double seconds, string place)
    {
        if (!(seconds <= LongestSeconds)) throw CueIssues.TooLong(place, "it lasts more than two hours");
    }
}
