using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Audio2Face.Modkit.Media;

/// <summary>
/// Predicts what each frequency still holds of its own past (an echo, a held note) and takes it away, spectrum by spectrum. Speech changes faster than
/// it can be predicted over <see cref="Delay"/> spectra, so it stays.
/// </summary>
/// <remarks>
/// Weighted prediction error (Nakatani and others, IEEE Transactions on Audio, Speech, and Language Processing 18(7), 2010), solved by recursive least
/// squares with a forgetting factor (Yoshioka and Nakatani, the same, 20(10), 2012; Haykin, Adaptive Filter Theory). The inverse correlation is Hermitian:
/// its upper half is kept. Four frequencies are worked on side by side; no processor's fused arithmetic changes a bit.
/// </remarks>
internal sealed class EchoPredictor
{
    private const int Taps = 10, Pairs = Taps * (Taps + 1) / 2;

    /// <summary>Spectra between the present one and the newest that it is predicted from.</summary>
    private const int Delay = 2;

    /// <summary>Weight of a spectrum against the one after it.</summary>
    private const double Memory = 0.99;

    /// <summary>Nothing is lowered by more than 12 dB.</summary>
    private const double LeastGain = 0.25118864315095801;

    /// <summary>Holds the inverse correlation's mean diagonal down, which grows without end in silence.</summary>
    private const double LargestInverse = 1e3;

    private readonly int _count;
    private readonly Complexes[] _past = new Complexes[Taps + Delay - 1]; // the newest first
    private readonly Complexes[] _weights = new Complexes[Taps];
    private readonly Complexes[] _inverse = new Complexes[Pairs]; // row by row, from the diagonal on
    private readonly Complexes _estimate;
    private readonly double[] _power;
    private readonly double[] _variance;
    private bool _hasStarted;

    /// <summary>Starts with silence behind it.</summary>
    /// <param name="count">Frequencies of a spectrum.</param>
    public EchoPredictor(int count)
    {
        _count = count;
        int width = (count + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        for (int i = 0; i < _past.Length; i++) _past[i] = new Complexes(width);
        for (int i = 0; i < Taps; i++) _weights[i] = new Complexes(width);
        for (int i = 0; i < Pairs; i++) _inverse[i] = new Complexes(width);
        for (int i = 0, row = Taps; row > 0; i += row--) Array.Fill(_inverse[i].Real, 1);
        _estimate = new Complexes(width);
        _power = new double[width];
        _variance = new double[width];
    }

    /// <summary>Takes the predictable part out of the next spectrum.</summary>
    public void Process(Span<double> real, Span<double> imaginary)
    {
        Complexes present = _past[^1]; // the oldest one's place
        Span<double> presentReal = present.Real, presentImaginary = present.Imaginary;
        Predict(real, imaginary);
        MeasureVariance(real, imaginary);
        for (int at = 0; at < _variance.Length; at += Vector256<double>.Count) Learn(at);
        real[.._count].CopyTo(presentReal);
        imaginary[.._count].CopyTo(presentImaginary);
        for (int i = _past.Length - 1; i > 0; i--) _past[i] = _past[i - 1];
        _past[0] = present;
        for (int i = 0; i < _count; i++)
        {
            double heard = Math.Max(Math.Sqrt((real[i] * real[i]) + (imaginary[i] * imaginary[i])), 1e-9);
            double share = Math.Max(Math.Sqrt((_estimate.Real[i] * _estimate.Real[i]) + (_estimate.Imaginary[i] * _estimate.Imaginary[i])) / heard, 1e-9);
            double gain = Math.Clamp(share, LeastGain, 1) / share;
            (real[i], imaginary[i]) = (gain * _estimate.Real[i], gain * _estimate.Imaginary[i]);
        }
    }

    /// <summary>The estimate of what is new: what is heard less the weighted past.</summary>
    private void Predict(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        real[.._count].CopyTo(_estimate.Real);
        imaginary[.._count].CopyTo(_estimate.Imaginary);
        for (int tap = 0; tap < Taps; tap++)
        {
            Complexes weight = _weights[tap], past = _past[Delay - 1 + tap];
            for (int at = 0; at < _variance.Length; at += Vector256<double>.Count)
            {
                (Vector256<double> weightReal, Vector256<double> weightImaginary) = weight.Load(at);
                (Vector256<double> pastReal, Vector256<double> pastImaginary) = past.Load(at);
                (Vector256<double> estimateReal, Vector256<double> estimateImaginary) = _estimate.Load(at);
                _estimate.Store(at, estimateReal - ((weightReal * pastReal) + (weightImaginary * pastImaginary)),
                    estimateImaginary - ((weightReal * pastImaginary) - (weightImaginary * pastReal)));
            }
        }
    }

    /// <summary>How loud each frequency's new part is, smoothed over its neighbours and the spectrum before.</summary>
    private void MeasureVariance(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += (real[i] * real[i]) + (imaginary[i] * imaginary[i]);
            _power[i] = (_estimate.Real[i] * _estimate.Real[i]) + (_estimate.Imaginary[i] * _estimate.Imaginary[i]);
        }
        double least = (1e-3 * sum / _count) + 1e-9;
        for (int i = 0; i < _variance.Length; i++)
        {
            double before = _power[Math.Clamp(i - 1, 0, _count - 1)], here = _power[Math.Min(i, _count - 1)], after = _power[Math.Min(i + 1, _count - 1)];
            double power = Math.Max((0.25 * before) + (0.5 * here) + (0.25 * after), least);
            _variance[i] = _hasStarted ? 0.5 * (_variance[i] + power) : power;
        }
        _hasStarted = true;
    }

    /// <summary>One step of recursive least squares for four frequencies.</summary>
    private void Learn(int at)
    {
        Span<Vector256<double>> pastReal = stackalloc Vector256<double>[Taps], pastImaginary = stackalloc Vector256<double>[Taps];
        Span<Vector256<double>> gainReal = stackalloc Vector256<double>[Taps], gainImaginary = stackalloc Vector256<double>[Taps];
        for (int i = 0; i < Taps; i++) (pastReal[i], pastImaginary[i]) = _past[Delay - 1 + i].Load(at);
        gainReal.Clear();
        gainImaginary.Clear();
        for (int i = 0, pair = 0; i < Taps; i++)
        {
            Vector256<double> diagonal = _inverse[pair++].Load(at).Real;
            gainReal[i] += diagonal * pastReal[i];
            gainImaginary[i] += diagonal * pastImaginary[i];
            for (int j = i + 1; j < Taps; j++, pair++)
            {
                (Vector256<double> real, Vector256<double> imaginary) = _inverse[pair].Load(at);
                gainReal[i] += (real * pastReal[j]) - (imaginary * pastImaginary[j]);
                gainImaginary[i] += (real * pastImaginary[j]) + (imaginary * pastReal[j]);
                gainReal[j] += (real * pastReal[i]) + (imaginary * pastImaginary[i]);
                gainImaginary[j] += (real * pastImaginary[i]) - (imaginary * pastReal[i]);
            }
        }
        Vector256<double> denominator = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_variance), (nuint)at) * Memory;
        for (int i = 0; i < Taps; i++) denominator += (pastReal[i] * gainReal[i]) + (pastImaginary[i] * gainImaginary[i]);
        Vector256<double> factor = Vector256<double>.One / denominator;

        Vector256<double> trace = Vector256<double>.Zero;
        for (int i = 0, pair = 0; i < Taps; pair += Taps - i++)
            trace += _inverse[pair].Load(at).Real - (((gainReal[i] * gainReal[i]) + (gainImaginary[i] * gainImaginary[i])) * factor);
        Vector256<double> meanDiagonal = Vector256.Max(trace / (Taps * Memory), Vector256.Create(1e-9));
        Vector256<double> scale = Vector256.Min(Vector256<double>.One, Vector256.Create(LargestInverse) / meanDiagonal) / Memory;
        for (int i = 0, pair = 0; i < Taps; i++)
        {
            for (int j = i; j < Taps; j++, pair++)
            {
                (Vector256<double> real, Vector256<double> imaginary) = _inverse[pair].Load(at);
                _inverse[pair].Store(at, (real - (((gainReal[i] * gainReal[j]) + (gainImaginary[i] * gainImaginary[j])) * factor)) * scale,
                    (imaginary - (((gainImaginary[i] * gainReal[j]) - (gainReal[i] * gainImaginary[j])) * factor)) * scale);
            }
        }

        (Vector256<double> newReal, Vector256<double> newImaginary) = _estimate.Load(at);
        (newReal, newImaginary) = (newReal * factor, newImaginary * factor);
        for (int i = 0; i < Taps; i++)
        {
            (Vector256<double> real, Vector256<double> imaginary) = _weights[i].Load(at);
            _weights[i].Store(at, real + ((gainReal[i] * newReal) + (gainImaginary[i] * newImaginary)), imaginary + ((gainImaginary[i] * newReal) - (gainReal[i] * newImaginary)));
        }
    }

    /// <summary>A complex number for every frequency, padded with zeros.</summary>
    private readonly struct Complexes(int width)
    {
        public double[] Real { get; } = new double[width];

        public double[] Imaginary { get; } = new double[width];

        public (Vector256<double> Real, Vector256<double> Imaginary) Load(int at) =>
            (Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Real), (nuint)at), Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Imaginary), (nuint)at));

        public void Store(int at, Vector256<double> real, Vector256<double> imaginary)
        {
            real.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(Real), (nuint)at);
            imaginary.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(Imaginary), (nuint)at);
        }
    }
}
