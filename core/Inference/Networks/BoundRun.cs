using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A network with its buffers bound once: running it again allocates nothing of ours.</summary>
internal sealed class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _place;
    private readonly RunOptions _options = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;

    /// <param name="session">Shared; not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="inputs">All of them.</param>
    /// <param name="outputs">Those that are wanted.</param>
    public BoundRun(InferenceSession session, string place, NetworkTensor[] inputs, NetworkTensor[] outputs)
    {
        _session = session;
        _place = place;
        _inputNames = [.. inputs.Select(tensor => tensor.Name)];
        _outputNames = [.. outputs.Select(tensor => tensor.Name)];
        _inputs = [.. inputs.Select(Bind)];
        _outputs = [.. outputs.Select(Bind)];
    }

    /// <exception cref="Abstractions.ModkitException">MOD08: the network does not do with these inputs what it should.</exception>
    public void Run()
    {
        try
        {
            _session.Run(_options, _inputNames, _inputs, _outputNames, _outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw InferenceIssues.NetworkMismatch(_place, $"it cannot be run as described ({e.Message.Split('\n')[0]})");
        }
    }

    /// <summary>Checks a session against what will be bound: names, types, ranks, and the sizes that the graph fixes.</summary>
    /// <exception cref="Abstractions.ModkitException">MOD08.</exception>
    public static void Check(InferenceSession session, string place, NetworkTensor[] inputs, NetworkTensor[] outputs)
    {
        if (session.InputMetadata.Count != inputs.Length)
            throw InferenceIssues.NetworkMismatch(place, $"it has {session.InputMetadata.Count} inputs instead of {string.Join(", ", inputs.Select(tensor => tensor.Name))}");
        foreach (NetworkTensor tensor in inputs) Check(session.InputMetadata, "input", place, tensor);
        foreach (NetworkTensor tensor in outputs) Check(session.OutputMetadata, "output", place, tensor);
    }

    public void Dispose()
    {
        foreach (OrtValue value in _inputs) value.Dispose();
        foreach (OrtValue value in _outputs) value.Dispose();
        _options.Dispose();
    }

    private static OrtValue Bind(NetworkTensor tensor) => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensor.Values, tensor.Shape);

    private static void Check(IReadOnlyDictionary<string, NodeMetadata> all, string direction, string place, NetworkTensor tensor)
    {
        if (!all.TryGetValue(tensor.Name, out NodeMetadata? found)) throw InferenceIssues.NetworkMismatch(place, $"it has no {direction} '{tensor.Name}'");
        bool fits = found.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR && found.ElementDataType == TensorElementType.Float && found.Dimensions.Length == tensor.Shape.Length;
        for (int i = 0; fits && i < tensor.Shape.Length; i++) fits = found.Dimensions[i] < 0 || found.Dimensions[i] == tensor.Shape[i];
        if (!fits) throw InferenceIssues.NetworkMismatch(place, $"{direction} '{tensor.Name}' must be float [{string.Join(", ", tensor.Shape)}]");
    }
}
