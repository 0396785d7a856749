namespace Audio2Face.Modkit.Inference;

/// <summary>Whether one of ONNX Runtime's execution providers works on this computer.</summary>
/// <param name="Name">The name <c>--device</c> takes.</param>
/// <param name="IsUsable">A network was opened on it.</param>
/// <param name="Reason">Why it is not usable; empty when it is.</param>
public sealed record ExecutionProviderReport(string Name, bool IsUsable, string Reason);
