namespace Audio2Face.Modkit.Inference.Face;

/// <summary>Mean and spread over about the last <paramref name="memory"/> values.</summary>
internal struct RunningStatistics(int memory)
{
    private float _mean, _variance;

    /// <summary>Values taken, at most the memory.</summary>
    public int Count { get; private set; }

    /// <summary>Standard deviation, in the values' unit.</summary>
    public readonly float Spread => MathF.Sqrt(_variance);

    public void Add(float value)
    {
        Count = Math.Min(Count + 1, memory);
        float difference = value - _mean;
        _mean += difference / Count;
        _variance += ((difference * (value - _mean)) - _variance) / Count;
    }

    /// <summary>How many spreads a value lies above the mean; <paramref name="leastSpread"/>, in the values' unit, is added to the spread.</summary>
    public readonly float Score(float value, float leastSpread) => (value - _mean) / (Spread + leastSpread);
}
