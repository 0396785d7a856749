using Audio2Face.Modkit.Inference.Bundles.Geometry;
using Audio2Face.Modkit.Inference.Face;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A diffusion network in ONNX Runtime, for one stream: model contract, sections 3.2 and 3.3.</summary>
internal sealed class DiffusionNetwork : IDiffusionNetwork, IDisposable
{
    private readonly float[] _window, _identity, _emotion, _inputLatents, _outputLatents, _prediction;
    private readonly int _frameLength;
    private readonly BoundRun _run;

    /// <param name="session">Shared by all streams of a model; not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="bundle">What is known of it.</param>
    /// <param name="noise">Of <see cref="MakeNoise"/>; only read, so that all streams may share it.</param>
    /// <exception cref="Abstractions.ModkitException">MOD08: the session is of another network.</exception>
    public DiffusionNetwork(InferenceSession session, string place, DiffusionBundle bundle, float[] noise)
    {
        DiffusionModel model = bundle.Model;
        _frameLength = model.Layout.Length;
        _window = new float[model.WindowSamples];
        _identity = new float[bundle.Identities.Count];
        _emotion = new float[model.CenterFrames * bundle.Emotions.Count];
        _inputLatents = new float[bundle.StepCount * bundle.LayerCount * bundle.LatentLength];
        _outputLatents = new float[_inputLatents.Length];
        _prediction = new float[bundle.FrameCount * _frameLength];
        long[] latents = [bundle.StepCount, bundle.LayerCount, 1, bundle.LatentLength];
        NetworkTensor[] inputs =
        [
            new("window", _window, [1, _window.Length]),
            new("identity", _identity, [1, _identity.Length]),
            new("emotion", _emotion, [1, model.CenterFrames, bundle.Emotions.Count]),
            new("input_latents", _inputLatents, latents),
            new("noise", noise, [1, bundle.StepCount + 1, bundle.FrameCount, _frameLength]),
        ];
        NetworkTensor[] outputs = [new("prediction", _prediction, [1, bundle.FrameCount, _frameLength]), new("output_latents", _outputLatents, latents)];
        BoundRun.Check(session, place, inputs, outputs);
        _run = new BoundRun(session, place, inputs, outputs);
    }

    public Span<float> Window => _window;

    public Span<float> Identity => _identity;

    public Span<float> Emotion => _emotion;

    public Span<float> InputLatents => _inputLatents;

    public ReadOnlySpan<float> OutputLatents => _outputLatents;

    public void Run() => _run.Run();

    public ReadOnlySpan<float> Prediction(int frame) => _prediction.AsSpan(frame * _frameLength, _frameLength);

    public void Dispose() => _run.Dispose();

    /// <summary>The noise of every run: the reference too draws it once and keeps it. Its generator is another, so its numbers are others.</summary>
    public static float[] MakeNoise(DiffusionBundle bundle, int seed)
    {
        SeededRandom random = new(unchecked((ulong)seed));
        float[] noise = new float[bundle.NoiseLength];
        for (int i = 0; i < noise.Length; i++) noise[i] = (float)random.NextNormal(1);
        return noise;
    }
}
