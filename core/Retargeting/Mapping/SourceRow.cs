namespace Audio2Face.Modkit.Retargeting;

/// <summary>One frame of everything a profile's sources can be, by slot: the face's columns, the mouth, and a 0 for what the face does not give.</summary>
internal sealed class SourceRow
{
    private readonly float[] _values;
    private readonly IReadOnlyList<string> _faceChannels;
    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool[] _isUsed;
    private readonly MouthMeter _meter;
    private bool _usesMouth;

    /// <param name="faceChannels">The columns of the frames that will come.</param>
    public SourceRow(IReadOnlyList<string> faceChannels)
    {
        _faceChannels = faceChannels;
        _meter = new MouthMeter(faceChannels);
        for (int i = 0; i < faceChannels.Count; i++) _slots.TryAdd(faceChannels[i], i);
        for (int i = 0; i < MouthSources.Count; i++) _slots[MouthSources.All[i]] = _meter.IsGiven(i) ? faceChannels.Count + i : Nothing;
        _values = new float[Nothing + 1];
        _isUsed = new bool[_values.Length];
    }

    /// <summary>The slot that is always 0.</summary>
    public int Nothing => _faceChannels.Count + MouthSources.Count;

    /// <summary>Where one frame of the face goes before <see cref="Complete"/>.</summary>
    public Span<float> Face => _values.AsSpan(0, _faceChannels.Count);

    /// <summary>The value of every slot.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The slot of a source a profile uses; <see cref="Nothing"/> when the face does not give it.</summary>
    public int Use(string source)
    {
        int slot = _slots.GetValueOrDefault(source, Nothing);
        _isUsed[slot] = true;
        _usesMouth |= slot >= _faceChannels.Count && slot < Nothing;
        return slot;
    }

    /// <summary>Whether a source in use shows what a face column does.</summary>
    public bool Shows(int column)
    {
        if (_isUsed[column]) return true;
        for (int i = 0; i < MouthSources.Count; i++)
        {
            if (_isUsed[_faceChannels.Count + i] && _meter.Shows(i, column)) return true;
        }
        return false;
    }

    /// <summary>Measures the mouth of the frame in <see cref="Face"/>, if anything asks for it.</summary>
    public void Complete()
    {
        if (_usesMouth) _meter.Measure(Face, _values.AsSpan(_faceChannels.Count, MouthSources.Count));
    }
}
