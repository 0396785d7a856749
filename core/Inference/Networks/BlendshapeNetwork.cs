using Audio2Face.Modkit.Inference.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>
/// Runs a blendshape network over a growing clip in blocks: [left context | block | look-ahead] goes in, the block's frames come
/// out. The network keeps no state between runs, so the frames are those of one run over the whole clip.
/// </summary>
internal sealed class BlendshapeNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly BlendshapeBundle _bundle;
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs = new OrtValue[1];
    private readonly OrtValue[] _outputs;
    private readonly float[] _input;
    private readonly float[][] _results;
    private int _boundSamples;

    /// <param name="session">Shared by all streams of a model; not disposed here.</param>
    /// <param name="bundle">How to feed the network.</param>
    /// <param name="blockSamples">Samples per block, a multiple of the bundle's input multiple.</param>
    public BlendshapeNetwork(InferenceSession session, BlendshapeBundle bundle, int blockSamples)
    {
        _session = session;
        _bundle = bundle;
        _inputNames = [bundle.InputName];
        _outputNames = [.. bundle.Outputs.Select(output => output.Name)];
        _outputs = new OrtValue[_outputNames.Length];
        _input = new float[bundle.LeftContextSamples + blockSamples + bundle.LookAheadSamples];
        _results = [.. bundle.Outputs.Select(output => new float[_input.Length / bundle.HopSamples * output.ChannelCount])];
    }

    /// <summary>The window to fill before <see cref="Run"/>; long enough for the longest one.</summary>
    public Span<float> Window => _input;

    /// <summary>Runs over the window's first samples; the frames can then be copied out.</summary>
    /// <param name="samples">How much of the window is filled, a multiple of the bundle's input multiple.</param>
    public void Run(int samples)
    {
        if (samples != _boundSamples) Bind(samples);
        try
        {
            _session.Run(_runOptions, _inputNames, _inputs, _outputNames, _outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw InferenceIssues.NetworkMismatch(_bundle.Name, $"it fails on {samples} samples ({e.Message.Split('\n')[0]})");
        }
    }

    /// <summary>Copies a frame of the last run, one per hop of the window.</summary>
    /// <param name="frame">Counted from the window's start.</param>
    /// <param name="row">Receives all of the bundle's channels.</param>
    public void CopyFrame(int frame, Span<float> row)
    {
        for (int i = 0; i < _results.Length; i++)
        {
            int width = _bundle.Outputs[i].ChannelCount;
            _results[i].AsSpan(frame * width, width).CopyTo(row);
            row = row[width..];
        }
    }

    /// <summary>All blocks of a clip but the first and last have one length, so this happens a few times per clip.</summary>
    private void Bind(int samples)
    {
        Unbind();
        int frames = samples / _bundle.HopSamples;
        _inputs[0] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _input.AsMemory(0, samples), [1, samples]);
        for (int i = 0; i < _outputs.Length; i++)
        {
            int width = _bundle.Outputs[i].ChannelCount;
            _outputs[i] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _results[i].AsMemory(0, frames * width), [1, frames, width]);
        }
        _boundSamples = samples;
    }

    private void Unbind()
    {
        if (_boundSamples == 0) return;
        _inputs[0].Dispose();
        foreach (OrtValue output in _outputs) output.Dispose();
        _boundSamples = 0;
    }

    public void Dispose()
    {
        Unbind();
        _runOptions.Dispose();
    }

    /// <summary>Checks the session's inputs and outputs against the bundle's description.</summary>
    public static void Check(InferenceSession session, BlendshapeBundle bundle, string place)
    {
        if (session.InputMetadata.Count != 1 || !session.InputMetadata.TryGetValue(bundle.InputName, out NodeMetadata? input))
            throw InferenceIssues.NetworkMismatch(place, $"it must have one input, '{bundle.InputName}'");
        if (input.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float || input.Dimensions.Length != 2)
            throw InferenceIssues.NetworkMismatch(place, $"input '{bundle.InputName}' must be float [batch, samples]");
        foreach ((string name, int channelCount) in bundle.Outputs)
        {
            if (!session.OutputMetadata.TryGetValue(name, out NodeMetadata? output)) throw InferenceIssues.NetworkMismatch(place, $"it has no output '{name}'");
            if (output.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float || output.Dimensions.Length != 3
                || (output.Dimensions[2] >= 0 && output.Dimensions[2] != channelCount))
                throw InferenceIssues.NetworkMismatch(place, $"output '{name}' must be float [batch, frames, {channelCount}]");
        }
    }
}
