namespace Audio2Face.Modkit.Media;

/// <summary>The discrete Fourier transform of a power of two of complex numbers. Immutable; may be shared.</summary>
/// <remarks>Radix 2, decimation in time (Cooley and Tukey, 1965). Not scaled: there and back again multiplies by the length.</remarks>
internal sealed class FourierTransform
{
    private readonly int[] _reversed;
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <summary>Prepares for a length of a power of two.</summary>
    public FourierTransform(int length)
    {
        _reversed = new int[length];
        for (int i = 1; i < length; i++) _reversed[i] = (_reversed[i >> 1] >> 1) | ((i & 1) * (length >> 1));
        _cosines = new double[length / 2];
        _sines = new double[length / 2];
        for (int i = 0; i < length / 2; i++) (_sines[i], _cosines[i]) = Math.SinCos(-2 * Math.PI * i / length);
    }

    /// <summary>Transforms in place. With both parts exchanged it transforms back.</summary>
    public void Transform(Span<double> real, Span<double> imaginary)
    {
        int length = _reversed.Length;
        for (int i = 0; i < length; i++)
        {
            int j = _reversed[i];
            if (j <= i) continue;
            (real[i], real[j]) = (real[j], real[i]);
            (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
        }
        for (int half = 1; half < length; half *= 2)
        {
            int step = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    int a = start + k, b = a + half;
                    double cosine = _cosines[k * step], sine = _sines[k * step];
                    double turnedReal = (real[b] * cosine) - (imaginary[b] * sine), turnedImaginary = (real[b] * sine) + (imaginary[b] * cosine);
                    (real[b], imaginary[b]) = (real[a] - turnedReal, imaginary[a] - turnedImaginary);
                    (real[a], imaginary[a]) = (real[a] + turnedReal, imaginary[a] + turnedImaginary);
                }
            }
        }
    }
}
