namespace Audio2Face.Modkit.Inference.Face;

/// <summary>A small generator whose numbers never change with the runtime's version (SplitMix64, Steele, Lea and Flood 2014).</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Evenly spread over 0 (included) to 1 (excluded).</summary>
    public double NextUnit()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Evenly spread over low to high.</summary>
    public double NextBetween(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>Normally distributed with mean 0 (Box and Muller).</summary>
    public double NextNormal(double deviation) =>
        deviation * Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());
}
