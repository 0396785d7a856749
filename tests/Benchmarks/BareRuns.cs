using Audio2Face.Modkit.Abstractions;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Benchmarks;

/// <summary>A network alone: ONNX Runtime's session, buffers bound once, over the windows of a clip. What a pipeline cannot do without.</summary>
internal sealed class BareRuns : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly Dictionary<string, float[]> _buffers = [];
    private readonly float[][] _windows;
    private readonly string _input;

    /// <param name="network">The ONNX file. A batch axis counts as 1.</param>
    /// <param name="input">The input that takes the sound; the others stay as they are.</param>
    /// <param name="windows">What it hears, run after run.</param>
    public BareRuns(string network, string input, float[][] windows)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(network, options);
        _binding = _session.CreateIoBinding();
        _windows = windows;
        _input = input;
        foreach ((string name, NodeMetadata node) in _session.InputMetadata) _binding.BindInput(name, Buffer(name, node));
        foreach ((string name, NodeMetadata node) in _session.OutputMetadata) _binding.BindOutput(name, Buffer(name, node));
    }

    /// <summary>Runs once for every window; what a diffusion network remembers goes into its next run.</summary>
    public void Run()
    {
        foreach (float[] window in _windows) Run(window);
    }

    /// <summary>Runs once.</summary>
    public void Run(float[] window)
    {
        window.CopyTo(_buffers[_input], 0);
        if (_buffers.TryGetValue("output_latents", out float[]? latents)) latents.CopyTo(_buffers["input_latents"], 0);
        _session.RunWithBinding(_options, _binding);
    }

    /// <summary>The windows of a regression network.</summary>
    /// <param name="clip">Mono at 16 kHz.</param>
    /// <param name="framesPerSecond">Frames, and windows, per second.</param>
    public static float[][] RegressionWindows(float[] clip, int framesPerSecond) =>
        [.. Enumerable.Range(0, clip.Length * framesPerSecond / AudioClip.SampleRateHz).Select(i => Cut(clip, (i * AudioClip.SampleRateHz / framesPerSecond) - 4_160, 8_320))];

    /// <summary>The windows of a diffusion network: as long as the first frame of one lies in the clip.</summary>
    public static float[][] DiffusionWindows(float[] clip) =>
        [.. Enumerable.Range(0, int.MaxValue).TakeWhile(w => (8_000 * w) - 12_000 < clip.Length).Select(w => Cut(clip, (8_000 * w) - 16_000, 16_000))];

    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static float[] Cut(float[] clip, int start, int length)
    {
        float[] window = new float[length];
        int first = Math.Max(0, start), end = Math.Min(clip.Length, start + length);
        if (end > first) clip.AsSpan(first..end).CopyTo(window.AsSpan(first - start));
        return window;
    }

    private OrtValue Buffer(string name, NodeMetadata node)
    {
        long[] shape = [.. node.Dimensions.Select(length => (long)Math.Max(1, length))];
        float[] buffer = new float[shape.Aggregate(1L, (all, length) => all * length)];
        Random random = new(name.Length);
        if (name is "noise" or "emotion") for (int i = 0; i < buffer.Length; i++) buffer[i] = (2 * random.NextSingle()) - 1;
        _buffers[name] = buffer;
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, buffer.AsMemory(), shape);
    }
}
