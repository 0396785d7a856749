using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Inference.Bundles;
using Audio2Face.Modkit.Inference.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Audio2Face.Modkit.Inference;

/// <summary>The devices ONNX Runtime can use: which work here, and how a session is opened on one.</summary>
public static class ExecutionProviders
{
    /// <summary>Names that <c>--device</c> takes, fastest first; <c>cpu</c> always works.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tensorrt", "cuda", "directml", "coreml", "webgpu", "cpu"];

    /// <summary>ONNX Runtime's version.</summary>
    /// <exception cref="ModkitException">Its native library does not load.</exception>
    public static string RuntimeVersion => OrtLibrary.Environment.GetVersionString();

    /// <summary>Opens the built-in network on every provider in turn.</summary>
    /// <remarks>What a build lists as available says only what was compiled in; opening a network shows what works.</remarks>
    public static IReadOnlyList<ExecutionProviderReport> Probe()
    {
        byte[] network = BundleIndex.Read(BundleFiles.Find(null)).ReadNetwork();
        List<ExecutionProviderReport> reports = [];
        foreach (string name in Names)
        {
            try
            {
                using InferenceSession session = Open(network, name, 1);
                reports.Add(new ExecutionProviderReport(name, true, ""));
            }
            catch (Exception e) when (IsProviderFailure(e))
            {
                reports.Add(new ExecutionProviderReport(name, false, Reason(e)));
            }
        }
        return reports;
    }

    /// <summary>Opens a session on the wanted device.</summary>
    /// <param name="network">The ONNX file's bytes.</param>
    /// <param name="place">The network's file name, for messages.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="autoDevices">What <c>auto</c> tries before the CPU, best first.</param>
    /// <param name="device">The device taken.</param>
    /// <param name="notes">One line for each device that was tried in vain.</param>
    internal static InferenceSession OpenSession(byte[] network, string place, FaceModelOptions options, IEnumerable<string> autoDevices,
        out string device, out IReadOnlyList<string> notes)
    {
        List<string> tried = [];
        notes = tried;
        bool isAuto = string.Equals(options.Device, "auto", StringComparison.OrdinalIgnoreCase);
        foreach (string name in isAuto ? autoDevices.Append("cpu") : [options.Device])
        {
            string? known = Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                throw InferenceIssues.DeviceUnusable(name, $"the devices are auto, {string.Join(", ", Names)}.");
            try
            {
                device = known;
                return Open(network, known, options.ThreadCount);
            }
            catch (Exception e) when (IsProviderFailure(e))
            {
                if (known == "cpu") throw InferenceIssues.BrokenNetwork(place, Reason(e), e);
                if (!isAuto) throw InferenceIssues.DeviceUnusable(known, Reason(e));
                tried.Add($"{known} is not used: {Reason(e)}");
            }
        }
        throw new InvalidOperationException("The CPU is always tried last.");
    }

    private static InferenceSession Open(byte[] network, string device, int threadCount)
    {
        _ = OrtLibrary.Environment;
        using SessionOptions options = new()
        {
            // Spinning threads waste the cores that other streams need.
            IntraOpNumThreads = threadCount,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        switch (device)
        {
            // The options objects and the names give a readable reason when a library is missing; the overloads with a device number do not.
            case "tensorrt":
                using (OrtTensorRTProviderOptions tensorrt = new()) options.AppendExecutionProvider_Tensorrt(tensorrt);
                break;
            case "cuda":
                using (OrtCUDAProviderOptions cuda = new()) options.AppendExecutionProvider_CUDA(cuda);
                break;
            case "directml":
                options.AppendExecutionProvider("DML", []);
                break;
            case "coreml":
                options.AppendExecutionProvider("CoreML", []);
                break;
            case "webgpu":
                options.AppendExecutionProvider("WebGPU", []);
                break;
        }
        return new InferenceSession(network, options);
    }

    private static bool IsProviderFailure(Exception e) =>
        e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException;

    /// <summary>The part of ONNX Runtime's message that means something to a user: without error code, source file and checked condition.</summary>
    private static string Reason(Exception e)
    {
        string line = e.Message.Split('\n')[0].Trim();
        int codeEnd = line.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? line.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        const string Condition = " was false. ";
        int conditionEnd = line.IndexOf(Condition, StringComparison.Ordinal);
        string reason = line[(conditionEnd < 0 ? codeEnd : conditionEnd + Condition.Length)..].Trim();
        return reason.EndsWith('.') ? reason : reason + ".";
    }
}
