namespace Audio2Face.Modkit.Inference.Emotion;

/// <summary>
/// Emotions over time, given by keys: model contract, section 8.2. Between keys they change linearly; before the first key they are the first,
/// after the last the last, but only when no more keys can come.
/// </summary>
/// <param name="width">Numbers of a key.</param>
/// <param name="keysPerBlock">Keys are kept, and dropped, in blocks of this many.</param>
internal sealed class EmotionTimeline(int width, int keysPerBlock = 300)
{
    private readonly List<long> _times = [];
    private readonly List<float> _values = [];
    private long _firstReadable = long.MinValue;
    private int _lastFound;

    /// <summary>Numbers of a key.</summary>
    public int Width => width;

    /// <summary>Keys that are gone; a whole number of blocks.</summary>
    public long DroppedKeys { get; private set; }

    /// <summary>Whether no more keys can come.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>When the last key stands; null while there is none.</summary>
    public long? LastKeySamples => _times.Count == 0 ? null : _times[^1];

    /// <summary>Adds a key.</summary>
    /// <param name="timeSamples">Later than every key before; may be negative.</param>
    /// <param name="values">Strength of each emotion, nominally 0..1.</param>
    /// <exception cref="InvalidOperationException">No more keys can come.</exception>
    /// <exception cref="Abstractions.ModkitException">MOD17: not later than the key before.</exception>
    public void Add(long timeSamples, ReadOnlySpan<float> values)
    {
        if (IsClosed) throw new InvalidOperationException("The timeline is closed.");
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, width);
        if (_times.Count > 0 && timeSamples <= _times[^1]) throw InferenceIssues.EmotionKeyNotLater(timeSamples, _times[^1]);
        _times.Add(timeSamples);
        _values.AddRange(values);
    }

    /// <summary>Says that no more keys come.</summary>
    /// <exception cref="InvalidOperationException">That had been said, or there is no key.</exception>
    public void Close()
    {
        if (IsClosed || _times.Count == 0) throw new InvalidOperationException(IsClosed ? "The timeline is closed already." : "A timeline has at least one key.");
        IsClosed = true;
    }

    /// <summary>Reads one moment.</summary>
    /// <param name="timeSamples">When.</param>
    /// <param name="values">Receives <see cref="Width"/> numbers.</param>
    /// <returns>False, with nothing written, when the moment has been dropped or its keys have not come yet.</returns>
    public bool TryRead(long timeSamples, Span<float> values)
    {
        if (_times.Count == 0 || timeSamples < _firstReadable || (!IsClosed && timeSamples > _times[^1])) return false;
        int next = FirstAfter(timeSamples);
        if (next == 0 || next == _times.Count)
        {
            Key(Math.Max(0, next - 1)).CopyTo(values);
            return true;
        }
        ReadOnlySpan<float> before = Key(next - 1), after = Key(next);
        float share = (float)(timeSamples - _times[next - 1]) / (_times[next] - _times[next - 1]);
        for (int i = 0; i < width; i++) values[i] = MathF.FusedMultiplyAdd(share, after[i], MathF.FusedMultiplyAdd(-share, before[i], before[i]));
        return true;
    }

    /// <summary>Lets whole blocks of keys go that are not needed from a moment on; earlier moments cannot be read any more.</summary>
    public void DropBefore(long timeSamples)
    {
        _firstReadable = Math.Max(_firstReadable, timeSamples);
        int count = 0;
        while (count + keysPerBlock < _times.Count && _times[count + keysPerBlock] <= timeSamples) count += keysPerBlock;
        if (count == 0) return;
        _times.RemoveRange(0, count);
        _values.RemoveRange(0, count * width);
        _lastFound = 0;
        DroppedKeys += count;
    }

    /// <summary>Empty again, for another clip.</summary>
    public void Reset()
    {
        _times.Clear();
        _values.Clear();
        _firstReadable = long.MinValue;
        _lastFound = 0;
        DroppedKeys = 0;
        IsClosed = false;
    }

    private ReadOnlySpan<float> Key(int index) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_values).Slice(index * width, width);

    /// <summary>Index of the first key after a moment. Moments are mostly read in order: the search starts where the last one ended.</summary>
    private int FirstAfter(long timeSamples)
    {
        if (_lastFound > 0 && _times[_lastFound - 1] > timeSamples) _lastFound = 0;
        while (_lastFound < _times.Count && _times[_lastFound] <= timeSamples) _lastFound++;
        return _lastFound;
    }
}
