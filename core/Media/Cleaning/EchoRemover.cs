namespace Audio2Face.Modkit.Media;

/// <summary>Takes echo and held tones out of 16 kHz sound, <see cref="HopSamples"/> at a time and as many late.</summary>
/// <remarks>Spectra of 512 samples (32 ms) under the root of a Hann window, every 256, worked on by <see cref="EchoPredictor"/> and added up again.</remarks>
internal sealed class EchoRemover
{
    /// <summary>Samples taken and given at once.</summary>
    public const int HopSamples = 256;

    private const int WindowSamples = 2 * HopSamples, Bins = HopSamples + 1;

    private readonly double[] _window = [.. Enumerable.Range(0, WindowSamples).Select(i => Math.Sin(Math.PI * i / WindowSamples))];

    private readonly FourierTransform _transform = new(WindowSamples);
    private readonly EchoPredictor _predictor = new(Bins);
    private readonly float[] _before = new float[HopSamples];
    private readonly double[] _overlap = new double[HopSamples];
    private readonly double[] _real = new double[WindowSamples];
    private readonly double[] _imaginary = new double[WindowSamples];

    /// <summary>Takes the next samples and gives the cleaned ones before them, silence at first.</summary>
    /// <param name="samples"><see cref="HopSamples"/> amplitudes.</param>
    /// <param name="cleaned">Takes as many.</param>
    public void Process(ReadOnlySpan<float> samples, Span<float> cleaned)
    {
        for (int i = 0; i < HopSamples; i++)
        {
            _real[i] = _before[i] * _window[i];
            _real[HopSamples + i] = samples[i] * _window[HopSamples + i];
        }
        Array.Clear(_imaginary);
        samples.CopyTo(_before);
        _transform.Transform(_real, _imaginary);
        _predictor.Process(_real, _imaginary);
        // The spectrum of real samples: its other half mirrors this one.
        for (int i = 1; i < HopSamples; i++) (_real[WindowSamples - i], _imaginary[WindowSamples - i]) = (_real[i], -_imaginary[i]);
        _transform.Transform(_imaginary, _real);
        for (int i = 0; i < HopSamples; i++)
        {
            cleaned[i] = (float)(_overlap[i] + (_real[i] * _window[i] / WindowSamples));
            _overlap[i] = _real[HopSamples + i] * _window[HopSamples + i] / WindowSamples;
        }
    }
}
