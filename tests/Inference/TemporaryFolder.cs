namespace Audio2Face.Modkit.Inference.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("a2f-inference-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
