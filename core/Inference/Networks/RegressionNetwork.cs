using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A regression network in ONNX Runtime: model contract, section 3.1.</summary>
internal sealed class RegressionNetwork : IRegressionNetwork, IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _place;
    private readonly float[] _windows, _emotions, _results;
    private readonly int _windowSamples, _emotionLength, _resultLength;
    private readonly BoundRun?[] _runs;

    /// <param name="session">Shared by all streams of a model; not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="model">What is known of it.</param>
    /// <param name="explicitCount">Emotions after the implicit ones.</param>
    /// <param name="mostWindows">Windows that may run together, unless the graph is made for one.</param>
    /// <exception cref="Abstractions.ModkitException">MOD08: the session is of another network.</exception>
    public RegressionNetwork(InferenceSession session, string place, RegressionModel model, int explicitCount, int mostWindows)
    {
        _session = session;
        _place = place;
        _windowSamples = model.WindowSamples;
        _emotionLength = model.ImplicitEmotion.Length + explicitCount;
        _resultLength = model.Layout.Length;
        // Some graphs are exported for one window only.
        bool isSingle = session.InputMetadata.TryGetValue("input", out NodeMetadata? input) && input.Dimensions.Length > 0 && input.Dimensions[0] == 1;
        Capacity = isSingle ? 1 : mostWindows;
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
