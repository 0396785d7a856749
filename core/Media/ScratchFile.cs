namespace Audio2Face.Modkit.Media;

/// <summary>A file of a <see cref="ScratchFolder"/>, which goes when it is disposed; the last one takes the folder along.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly ScratchFolder _folder;
    private bool _isDisposed;

    /// <summary>Takes over a file of the folder.</summary>
    public ScratchFile(string path, ScratchFolder folder)
    {
        Path = path;
        _folder = folder;
        folder.Share();
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Opens it; others may delete it meanwhile.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>Deletes it; may be called again.</summary>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It goes with its folder.
        }
        _folder.Dispose();
    }
}
