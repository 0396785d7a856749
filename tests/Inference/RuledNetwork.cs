using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>A network by rule: every number it gives depends on the sound, the emotions and, for diffusion, on what it remembers.</summary>
internal sealed class RuledNetwork(int capacity, int windowSamples, int emotionLength, int rowLength, int frameCount = 1) : IRegressionNetwork, IDiffusionNetwork
{
    private readonly float[] _windows = new float[capacity * windowSamples];
    private readonly float[] _emotions = new float[capacity * emotionLength];
    private readonly float[] _rows = new float[capacity * frameCount * rowLength];
    private readonly float[] _identity = new float[2];
    private readonly float[] _latents = new float[3];
    private readonly float[] _nextLatents = new float[3];

    public int Capacity => capacity;

    Span<float> IDiffusionNetwork.Window => _windows;

    Span<float> IDiffusionNetwork.Emotion => _emotions;

    public Span<float> Identity => _identity;

    public Span<float> InputLatents => _latents;

    public ReadOnlySpan<float> OutputLatents => _nextLatents;

    public Span<float> Window(int row) => _windows.AsSpan(row * windowSamples, windowSamples);

    public Span<float> Emotion(int row) => _emotions.AsSpan(row * emotionLength, emotionLength);

    public ReadOnlySpan<float> Result(int row) => _rows.AsSpan(row * rowLength, rowLength);

    public ReadOnlySpan<float> Prediction(int frame) => _rows.AsSpan(frame * rowLength, rowLength);

    public void Run() => Run(1);

    public void Run(int count)
    {
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> window = Window(row), emotion = Emotion(row);
            for (int i = 0; i < frameCount * rowLength; i++)
            {
                float sum = emotion[i % emotionLength] + _identity[i % 2] + (0.1f * _latents[i % 3]);
                for (int k = 0; k < 7; k++) sum += window[((i * 131) + (k * 977)) % windowSamples];
                _rows[(row * frameCount * rowLength) + i] = sum;
            }
        }
        for (int i = 0; i < 3; i++) _nextLatents[i] = (0.5f * _latents[i]) + _windows[i * 100];
    }
}
