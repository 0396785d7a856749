using Audio2Face.Modkit.Inference.Networks;

namespace Audio2Face.Modkit.Inference.Tests.Golden;

/// <summary>
/// Stands for every network kind of the golden executor cases: the k-th run gives the k-th row of a table. Keeps what it was fed.
/// </summary>
internal sealed class TableNetwork(GoldenCase golden, int windowSamples, int emotionLength = 0) : IRegressionNetwork, IDiffusionNetwork, IEmotionNetwork
{
    private readonly float[] _table = golden.Floats("network_output_table");
    private readonly int[] _shape = golden.Shape("network_output_table");
    private readonly float[] _window = new float[windowSamples];
    private readonly float[] _emotion = new float[emotionLength];
    private readonly float[] _identity = new float[3];
    private readonly float[] _latents = golden.Has("network_latents_input") ? new float[golden.Shape("network_latents_input").Skip(1).Aggregate(1, (a, b) => a * b)] : [];
    private readonly float[] _nextLatents = golden.Has("network_latents_input") ? new float[golden.Shape("network_latents_input").Skip(1).Aggregate(1, (a, b) => a * b)] : [];
    private int _runs;

    public List<float[]> Windows { get; } = [];

    public List<float> EmotionsFed { get; } = [];

    public List<float> IdentitiesFed { get; } = [];

    public List<float> LatentsFed { get; } = [];

    public int Capacity => 1;

    Span<float> IDiffusionNetwork.Window => _window;

    Span<float> IEmotionNetwork.Window => _window;

    Span<float> IDiffusionNetwork.Emotion => _emotion;

    public Span<float> Identity => _identity;

    public Span<float> InputLatents => _latents;

    public ReadOnlySpan<float> OutputLatents => _nextLatents;

    public ReadOnlySpan<float> Scores => Row(0);

    public Span<float> Window(int row) => _window;

    public Span<float> Emotion(int row) => _emotion;

    public ReadOnlySpan<float> Result(int row) => Row(0);

    public ReadOnlySpan<float> Prediction(int frame) => Row(frame);

    public void Run(int count) => Run();

    public void Run()
    {
        Windows.Add([.. _window]);
        EmotionsFed.AddRange(_emotion);
        IdentitiesFed.AddRange(_identity);
        LatentsFed.AddRange(_latents);
        for (int i = 0; i < _latents.Length; i++) _nextLatents[i] = (0.5f * _latents[i]) + i + 1;
        _runs++;
    }

    private ReadOnlySpan<float> Row(int inner)
    {
        int width = _shape[^1], rowsPerRun = _shape.Length == 3 ? _shape[1] : 1;
        return _table.AsSpan(((((_runs - 1) % _shape[0]) * rowsPerRun) + inner) * width, width);
    }
}
