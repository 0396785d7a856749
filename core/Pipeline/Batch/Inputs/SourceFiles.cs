using System.Collections.Concurrent;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Makes the recordings of a batch readable as files. May be used from several threads, which never wait for one another.</summary>
/// <param name="temporaryFolder">Takes what is unpacked; made when it is needed, emptied by its owner before a run.</param>
public sealed class SourceFiles(string temporaryFolder) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<VoiceArchive>> _archives = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unpacked = new(StringComparer.Ordinal);
    private volatile bool _isDisposed;

    /// <summary>The recording as a file: itself, or unpacked; whoever opens it disposes it.</summary>
    /// <exception cref="ModkitException">
    /// Of recordings in archives: INP01, INP05 to INP08 they cannot be unpacked; OUT02 to OUT09 the temporary folder cannot be written.
    /// </exception>
    public async ValueTask<SourceFile> OpenAsync(BatchSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellation.ThrowIfCancellationRequested();
        if (source.Entry is null) return new SourceFile(source.Path, null);
        return await Task.Run(() => Unpack(source, cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>What tells whether a recording has changed, without reading it.</summary>
    /// <exception cref="ModkitException">INP01: it is not there any more; INP05: the archive cannot be read.</exception>
    public SourceStamp Stamp(BatchSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (source.Entry is not null)
        {
            ArchiveEntry entry = EntryOf(source);
            return new SourceStamp(entry.Length, entry.Crc);
        }
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
    public void Dispose()
    {
        _isDisposed = true;
        foreach (string path in _unpacked.Keys) Delete(path);
    }

    /// <summary>Deletes an unpacked recording.</summary>
    internal void Delete(string path)
    {
        try
        {
            File.Delete(path);
            _unpacked.TryRemove(path, out _);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // Another program looks at it, such as a virus scanner; it is tried again in the end.
        }
    }

    private SourceFile Unpack(BatchSource source, CancellationToken cancellation)
    {
        ArchiveEntry entry = EntryOf(source);
        if (entry.Obstacle is not null) throw new ModkitException(entry.Obstacle);
        string path = Path.Combine(temporaryFolder, Path.GetRandomFileName() + Path.GetExtension(entry.Name));
        _unpacked[path] = true;
        SourceFile? unpacked = null;
        try
        {
            CreateFolder();
            ArchiveUnpacker.Unpack(source.Path, entry, path, cancellation);
            return unpacked = new SourceFile(path, this);
        }
        finally
        {
            if (unpacked is null) Delete(path);
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(temporaryFolder);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, temporaryFolder);
        }
    }

    private ArchiveEntry EntryOf(BatchSource source)
    {
        string name = Path.GetFileName(source.Path);
        VoiceArchive archive = _archives.GetOrAdd(source.Path, path => new Lazy<VoiceArchive>(() => VoiceArchive.Read(path, name))).Value;
        return archive.Find(source.Entry!) ?? throw new ModkitException(InputIssues.NotThere($"{name}/{source.Entry}"));
    }
}
