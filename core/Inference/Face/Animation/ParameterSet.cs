namespace Audio2Face.Modkit.Inference.Face.Animation;

/// <summary>The values of one animator's parameters; a value outside its range is refused and the old one stays.</summary>
internal sealed class ParameterSet
{
    private readonly float[] _values;

    /// <param name="ranges">Names, defaults and limits; their order is the order of the values.</param>
    public ParameterSet(IReadOnlyList<ParameterRange> ranges)
    {
        Ranges = ranges;
        _values = new float[ranges.Count];
        for (int i = 0; i < _values.Length; i++) _values[i] = ranges[i].Default;
    }

    /// <summary>What can be set.</summary>
    public IReadOnlyList<ParameterRange> Ranges { get; }

    /// <summary>One value, by its place among <see cref="Ranges"/>.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD15: out of range.</exception>
    public float this[int index]
    {
        get => _values[index];
        set
        {
            Ranges[index].Check(value);
            _values[index] = value;
        }
    }

    /// <summary>Sets all values, or none when one is out of range.</summary>
    /// <param name="values">In the order of <see cref="Ranges"/>.</param>
    /// <exception cref="Abstractions.ModkitException">MOD15: out of range.</exception>
    public void SetAll(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < _values.Length; i++) Ranges[i].Check(values[i]);
        values[.._values.Length].CopyTo(_values);
    }
}
