using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A regression network in ONNX Runtime: model contract, section 3.1.</summary>
internal sealed class RegressionNetwork : IRegressionNetwork, IDisposable
{
    /// <summary>
    /// Windows of a run on a graphics card; more make it no faster. A processor takes as long for each of several as for one alone, and one by one
    /// they give the same bits whatever comes together.
    /// </summary>
    private const int MostWindows = 16;

    private readonly InferenceSession _session;
    private readonly string _place;
    private readonly float[] _windows, _emotions, _results;
    private readonly int _windowSamples, _emotionLength, _resultLength;
    private readonly BoundRun?[] _runs;

    /// <param name="session">Shared by all streams of a model; not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="model">What is known of it.</param>
    /// <param name="explicitCount">Emotions after the implicit ones.</param>
    /// <exception cref="Abstractions.ModkitException">MOD08: the session is of another network.</exception>
    public RegressionNetwork(InferenceSession session, string place, RegressionModel model, int explicitCount)
    {
        _session = session;
        _place = place;
        _windowSamples = model.WindowSamples;
        _emotionLength = model.ImplicitEmotion.Length + explicitCount;
        _resultLength = model.Layout.Length;
        // Some graphs are exported for one window only.
        bool isSingle = session.InputMetadata.TryGetValue("input", out NodeMetadata? input) && input.Dimensions.Length > 0 && input.Dimensions[0] == 1;
        Capacity = isSingle || BoundRun.IsOnProcessor(session) ? 1 : MostWindows;
        _windows = new float[Capacity * _windowSamples];
        _emotions = new float[Capacity * _emotionLength];
        _results = new float[Capacity * _resultLength];
        _runs = new BoundRun?[Capacity];
        BoundRun.Check(session, place, Inputs(1), Outputs(1));
    }

    public int Capacity { get; }

    public Span<float> Window(int row) => _windows.AsSpan(row * _windowSamples, _windowSamples);

    public Span<float> Emotion(int row) => _emotions.AsSpan(row * _emotionLength, _emotionLength);

    public void Run(int count) => (_runs[count - 1] ??= new BoundRun(_session, _place, Inputs(count), Outputs(count))).Run();

    public ReadOnlySpan<float> Result(int row) => _results.AsSpan(row * _resultLength, _resultLength);

    public void Dispose()
    {
        foreach (BoundRun? run in _runs) run?.Dispose();
    }

    private NetworkTensor[] Inputs(int count) =>
    [
        new("input", _windows.AsMemory(0, count * _windowSamples), [count, 1, _windowSamples]),
        new("emotion", _emotions.AsMemory(0, count * _emotionLength), [count, 1, _emotionLength]),
    ];

    private NetworkTensor[] Outputs(int count) => [new("result", _results.AsMemory(0, count * _resultLength), [count, 1, _resultLength])];
}
