namespace Audio2Face.Modkit.Pipeline;

/// <summary>A recording as a file that can be read; what was made for it is deleted when it is disposed.</summary>
public sealed class SourceFile : IAsyncDisposable
{
    private readonly bool _isTemporary;

    internal SourceFile(string path, bool isTemporary) => (Path, _isTemporary) = (path, isTemporary);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Deletes the file when it was made for this.</summary>
    public ValueTask DisposeAsync()
    {
        if (_isTemporary) Delete(Path);
        return ValueTask.CompletedTask;
    }

    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // A virus scanner may hold it; it lies in a folder that is emptied before the next run.
        }
    }
}
