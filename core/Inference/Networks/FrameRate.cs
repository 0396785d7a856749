namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>Frames per second as a fraction, such as 30 or 30000/1001.</summary>
internal readonly record struct FrameRate
{
    /// <param name="numerator">At least 1.</param>
    /// <param name="denominator">At least 1.</param>
    public FrameRate(int numerator, int denominator = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        Numerator = numerator;
        Denominator = denominator;
    }

    public int Numerator { get; }

    public int Denominator { get; }

    /// <summary>Time from one frame to the next.</summary>
    public float DeltaSeconds => (float)Denominator / Numerator;
}
