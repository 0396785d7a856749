using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>An audio-to-emotion network in ONNX Runtime: model contract, section 3.4.</summary>
internal sealed class EmotionNetwork : IEmotionNetwork, IDisposable
{
    private readonly float[] _window, _scores;
    private readonly BoundRun _run;

    /// <param name="session">Not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="windowSamples">Sound that it hears; NVIDIA advises 5,000 to 60,000 samples.</param>
    /// <param name="classCount">What it tells apart.</param>
    /// <exception cref="Abstractions.ModkitException">MOD08: the session is of another network.</exception>
    public EmotionNetwork(InferenceSession session, string place, int windowSamples, int classCount)
    {
        _window = new float[windowSamples];
        _scores = new float[classCount];
        NetworkTensor[] inputs = [new("input_values", _window, [1, windowSamples])], outputs = [new("output", _scores, [1, classCount])];
        BoundRun.Check(session, place, inputs, outputs);
        _run = new BoundRun(session, place, inputs, outputs);
    }

    public Span<float> Window => _window;

    public ReadOnlySpan<float> Scores => _scores;

    public void Run() => _run.Run();

    public void Dispose() => _run.Dispose();
}
