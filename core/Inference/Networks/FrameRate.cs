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

    /// <summary>The fraction nearest to a rate: whole numbers, film and television's thousand-and-firsts exactly, others to a millionth.</summary>
    /// <param name="framesPerSecond">At least 0.001, at most 2,000.</param>
    public static FrameRate Of(double framesPerSecond)
    {
        double television = framesPerSecond * 1.001;
        if (Math.Abs(framesPerSecond - Math.Round(framesPerSecond)) > 1e-9 && Math.Abs(television - Math.Round(television)) < 1e-4)
            return new FrameRate((int)Math.Round(television) * 1_000, 1_001);
        int numerator = (int)Math.Round(framesPerSecond * 1_000_000);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(numerator, 1_000_000);
        return new FrameRate(numerator / divisor, 1_000_000 / divisor);
    }

    public int Numerator { get; }

    public int Denominator { get; }

    /// <summary>Time from one frame to the next.</summary>
    public float DeltaSeconds => (float)Denominator / Numerator;
}
