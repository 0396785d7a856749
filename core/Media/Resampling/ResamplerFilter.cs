using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>The low-pass filter between one sample rate and 16 kHz, cut into phases. Immutable; may be shared.</summary>
/// <remarks>
/// A sinc under a Kaiser window: passes up to 90 % of the lower Nyquist frequency, stops 100 dB from 100 % on (the length and shape follow
/// Kaiser's formulas; Oppenheim and Schafer, Discrete-Time Signal Processing, section 7.5). Symmetric, so every frequency keeps its phase.
/// </remarks>
internal sealed class ResamplerFilter
{
    private const double StopDecibels = 100;
    private const double PassShare = 0.9;

    /// <summary>With more phases than this, neighbours are blended instead: the error is below -110 dB.</summary>
    private const int MostPhases = 1_024;

    private readonly float[] _taps;

    /// <summary>Designs the filter from <paramref name="sourceRateHz"/> to 16 kHz.</summary>
    public ResamplerFilter(int sourceRateHz)
    {
        SourceRateHz = sourceRateHz;
        int divisor = GreatestCommonDivisor(sourceRateHz, AudioClip.SampleRateHz);
        Up = AudioClip.SampleRateHz / divisor;
        Down = sourceRateHz / divisor;
        IsBlended = Up > MostPhases;
        PhaseCount = IsBlended ? MostPhases : Up;

        double ratio = Math.Min(1, (double)AudioClip.SampleRateHz / sourceRateHz);
        double transition = 0.5 * ratio * (1 - PassShare); // cycles per source sample
        double halfWidth = (StopDecibels - 7.95) / (14.36 * transition) / 2;
        HalfTapCount = Up == Down ? 8 : ((int)Math.Ceiling(halfWidth) + 7) / 8 * 8;
        double cutoff = ratio * (1 + PassShare) / 2; // twice the cut-off in cycles per source sample

        int rows = IsBlended ? PhaseCount + 1 : PhaseCount;
        _taps = new float[rows * TapCount];
        double[] row = new double[TapCount];
        for (int phase = 0; phase < rows; phase++)
        {
            double sum = 0;
            for (int tap = 0; tap < TapCount; tap++)
            {
                double distance = tap - HalfTapCount + 1 - ((double)phase / PhaseCount);
                row[tap] = Up == Down ? (distance == 0 ? 1 : 0) : Sinc(cutoff * distance) * Kaiser(distance / halfWidth);
                sum += row[tap];
            }
            // Every phase passes 0 Hz at exactly 1, or a constant offset would come out as a tone.
            for (int tap = 0; tap < TapCount; tap++) _taps[(phase * TapCount) + tap] = (float)(row[tap] / sum);
        }
    }

    /// <summary>The rate the filter was made for.</summary>
    public int SourceRateHz { get; }

    /// <summary>Output samples per <see cref="Down"/> source samples, in lowest terms.</summary>
    public int Up { get; }

    /// <summary>Source samples per <see cref="Up"/> output samples, in lowest terms.</summary>
    public int Down { get; }

    /// <summary>Rows of the table, less the closing one when <see cref="IsBlended"/>.</summary>
    public int PhaseCount { get; }

    /// <summary>Whether a phase may lie between two rows.</summary>
    public bool IsBlended { get; }

    /// <summary>Taps after the source sample at or before the output sample; one less lie before it.</summary>
    public int HalfTapCount { get; }

    /// <summary>Taps of one phase: a multiple of 16.</summary>
    public int TapCount => 2 * HalfTapCount;

    /// <summary>The taps of one phase in source order.</summary>
    public ReadOnlySpan<float> Row(int phase) => _taps.AsSpan(phase * TapCount, TapCount);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Kaiser's window up to a factor, which the rows' sums take out.</summary>
    private static double Kaiser(double x) => Math.Abs(x) >= 1 ? 0 : Bessel(0.1102 * (StopDecibels - 8.7) * Math.Sqrt(1 - (x * x)));

    /// <summary>The modified Bessel function of the first kind and order zero, by its power series.</summary>
    private static double Bessel(double x)
    {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
