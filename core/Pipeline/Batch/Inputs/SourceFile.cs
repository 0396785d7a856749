namespace Audio2Face.Modkit.Pipeline;

/// <summary>A recording as a file that can be read; when it was unpacked, it is deleted on disposal.</summary>
public sealed class SourceFile : IAsyncDisposable
{
    private readonly SourceFiles? _owner;

    internal SourceFile(string path, SourceFiles? owner) => (Path, _owner) = (path, owner);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Deletes the file when it was unpacked.</summary>
    public ValueTask DisposeAsync()
    {
        _owner?.Delete(Path);
        return ValueTask.CompletedTask;
    }
}
