namespace Audio2Face.Modkit.Inference.Reference;

/// <summary>
/// Sound at another rate, sample for sample as NVIDIA's training framework makes it, so that its results can be compared with ours on recordings
/// that are not at 16 kHz. Not for animating: most of its ratios are not quite right (44.1 kHz comes out at 15,992 Hz), and the Media room
/// resamples better.
/// </summary>
/// <remarks>
/// Source: ../shared/golden/GOLDEN.md, audio_resample. The rate of change is up/down with up at most 1000; the filter is a windowed sinc (Kaiser,
/// beta 5) over ten periods of the lower rate to each side, scaled to 1 at 0 Hz; before and after the sound is silence.
/// </remarks>
internal sealed class ReferenceResampler
{
    private const double KaiserBeta = 5;
    private const int PeriodsEachSide = 10;

    private readonly int _reducedUp;
    private readonly int _reducedDown;
    private readonly float[] _filter;

    /// <param name="sourceRateHz">Of the sound.</param>
    /// <param name="targetRateHz">What it should become.</param>
    public ReferenceResampler(int sourceRateHz, int targetRateHz)
    {
        double ratio = (double)targetRateHz / sourceRateHz;
        Up = Math.Max((int)Math.Round(Math.Min(ratio, 1) * 1000, MidpointRounding.ToEven), 1);
        Down = Math.Max((int)Math.Round(Up / ratio, MidpointRounding.ToEven), 1);
        IsSameRate = sourceRateHz == targetRateHz;
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(Up, Down);
        _reducedUp = Up / divisor;
        _reducedDown = Down / divisor;
        _filter = Filter(_reducedUp, Math.Max(_reducedUp, _reducedDown));
    }

    /// <summary>Samples that come out for each <see cref="Down"/> that go in.</summary>
    public int Up { get; }

    /// <summary>Samples that go in for each <see cref="Up"/> that come out.</summary>
    public int Down { get; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsSameRate { get; }

    /// <summary>Resamples a whole recording.</summary>
    /// <param name="sound">Mono samples.</param>
    /// <returns>ceil(length x up / down) samples.</returns>
    public float[] Resample(ReadOnlySpan<float> sound)
    {
        if (IsSameRate || _reducedUp == _reducedDown) return sound.ToArray();
        float[] result = new float[(((long)sound.Length * _reducedUp) + _reducedDown - 1) / _reducedDown];
        int half = _filter.Length / 2;
        for (int k = 0; k < result.Length; k++)
        {
            // On the grid that both rates share, sample n of the source lies at n x up and this one at k x down.
            long centre = (long)k * _reducedDown;
            long first = Math.Max(0, (centre - half + _reducedUp - 1) / _reducedUp), last = Math.Min(sound.Length - 1, (centre + half) / _reducedUp);
            double sum = 0;
            for (long n = first; n <= last; n++) sum += (double)sound[(int)n] * _filter[centre - (n * _reducedUp) + half];
            result[k] = (float)sum;
        }
        return result;
    }

    private static float[] Filter(int up, int slower)
    {
        int half = PeriodsEachSide * slower;
        double[] taps = new double[(2 * half) + 1];
        double sum = 0;
        for (int i = 0; i < taps.Length; i++)
        {
            double position = (i - half) / (double)slower, edge = (i - half) / (double)half;
            double sinc = i == half ? 1 : Math.Sin(Math.PI * position) / (Math.PI * position);
            taps[i] = sinc * BesselI0(KaiserBeta * Math.Sqrt(Math.Max(0, 1 - (edge * edge))));
            sum += taps[i];
        }
        return Array.ConvertAll(taps, tap => (float)(tap / sum) * up);
    }

    /// <summary>The modified Bessel function of order 0, by its series.</summary>
    private static double BesselI0(double x)
    {
        double term = 1, sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
