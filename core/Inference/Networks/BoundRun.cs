using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Audio2Face.Modkit.Inference.Networks;

/// <summary>A network with its buffers bound once: on the processor, running it again allocates nothing.</summary>
internal sealed class BoundRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _place;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly NetworkTensor[] _inputs;
    private readonly OrtValue[] _inputValues;
    private readonly OrtValue[] _outputValues;
    private readonly bool _isOnProcessor;

    /// <param name="session">Shared; not disposed here.</param>
    /// <param name="place">What to call the network in messages.</param>
    /// <param name="inputs">All of them.</param>
    /// <param name="outputs">Those that are wanted.</param>
    public BoundRun(InferenceSession session, string place, NetworkTensor[] inputs, NetworkTensor[] outputs)
    {
        _session = session;
        _place = place;
        _inputs = inputs;
        _inputValues = [.. inputs.Select(Wrap)];
        _outputValues = [.. outputs.Select(Wrap)];
        _isOnProcessor = IsOnProcessor(session);
        _binding = session.CreateIoBinding();
        BindInputs();
        for (int i = 0; i < outputs.Length; i++) _binding.BindOutput(outputs[i].Name, _outputValues[i]);
    }

    /// <summary>Whether a network takes its inputs from the memory that we write them to.</summary>
    public static bool IsOnProcessor(InferenceSession session)
    {
        using IDisposableReadOnlyCollection<OrtMemoryInfo> places = session.GetMemoryInfosForInputs();
        return places.All(place => place.Name == OrtMemoryInfo.DefaultInstance.Name);
    }

    /// <exception cref="Abstractions.ModkitException">MOD08: the network does not do with these inputs what it should.</exception>
    public void Run()
    {
        try
        {
            // A device of its own gets a copy of an input when that is bound.
            if (!_isOnProcessor) BindInputs();
            _session.RunWithBinding(_options, _binding);
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
        _binding.Dispose();
        foreach (OrtValue value in _inputValues) value.Dispose();
        foreach (OrtValue value in _outputValues) value.Dispose();
        _options.Dispose();
    }

    private void BindInputs()
    {
        for (int i = 0; i < _inputs.Length; i++) _binding.BindInput(_inputs[i].Name, _inputValues[i]);
    }

    private static OrtValue Wrap(NetworkTensor tensor) => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensor.Values, tensor.Shape);

    private static void Check(IReadOnlyDictionary<string, NodeMetadata> all, string direction, string place, NetworkTensor tensor)
    {
        if (!all.TryGetValue(tensor.Name, out NodeMetadata? found)) throw InferenceIssues.NetworkMismatch(place, $"it has no {direction} '{tensor.Name}'");
        bool fits = found.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR && found.ElementDataType == TensorElementType.Float && found.Dimensions.Length == tensor.Shape.Length;
        for (int i = 0; fits && i < tensor.Shape.Length; i++) fits = found.Dimensions[i] < 0 || found.Dimensions[i] == tensor.Shape[i];
        if (!fits) throw InferenceIssues.NetworkMismatch(place, $"{direction} '{tensor.Name}' must be float [{string.Join(", ", tensor.Shape)}]");
    }
}
