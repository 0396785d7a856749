using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file that appears whole or not at all: written beside its target or in a folder meant for it, flushed to disk, then renamed over it.</summary>
/// <remarks>Used by one thread at a time. Without <see cref="Commit"/> the target never changes; disposal removes what was staged.</remarks>
public sealed class AtomicFile : IDisposable
{
    private const string TemporaryPrefix = ".a2f-";
    private const string TemporarySuffix = ".tmp";

    /// <summary>A staged file this old belongs to no running program: clips end within minutes.</summary>
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromHours(1);

    private readonly string _temporaryPath;
    private readonly FileStream _file;
    private bool _isSealed;
    private bool _isCommitted;

    private AtomicFile(string path, string temporaryPath, FileStream file)
    {
        TargetPath = path;
        _temporaryPath = temporaryPath;
        _file = file;
        Stream = new StagedStream(file, path);
    }

    /// <summary>Where the file appears.</summary>
    public string TargetPath { get; }

    /// <summary>Takes the content; seekable and readable. Closing it does not end the staging.</summary>
    public Stream Stream { get; }

    /// <summary>Opens the staging file. The folder must exist.</summary>
    /// <param name="path">The target.</param>
    /// <param name="stagingFolder">Where the content waits, on the disk of the target; null: beside it, under a hidden name.</param>
    /// <exception cref="ModkitException">OUT02, OUT03, OUT04 or OUT09: the folder does not take files.</exception>
    public static AtomicFile Begin(string path, string? stagingFolder = null)
    {
        string fullPath = Path.GetFullPath(path);
        string temporaryPath = Path.Combine(stagingFolder ?? Path.GetDirectoryName(fullPath)!, TemporaryPrefix + Path.GetRandomFileName() + TemporarySuffix);
        try
        {
            FileStream file = new(temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            if (OperatingSystem.IsWindows()) File.SetAttributes(temporaryPath, FileAttributes.Hidden);
            return new AtomicFile(fullPath, temporaryPath, file);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, fullPath);
        }
    }

    /// <summary>Stages a copy of one file under the name of another (or its own).</summary>
    internal static AtomicFile StageCopy(string from, string to, string? stagingFolder)
    {
        AtomicFile copy = Begin(to, stagingFolder);
        try
        {
            using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            source.CopyTo(copy.Stream);
            copy.Seal();
            return copy;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception) || exception is ModkitException)
        {
            copy.Dispose();
            throw exception as ModkitException ?? FileFaults.Translate(exception, from);
        }
    }

    /// <summary>Removes staged files that a killed program left in a folder more than an hour ago.</summary>
    public static void RemoveAbandoned(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (string path in Directory.EnumerateFiles(folder, TemporaryPrefix + "*" + TemporarySuffix))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > _abandonedAfter) File.Delete(path);
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                // Somebody else's, or already gone: tidying up is a courtesy and never stops the work.
            }
        }
    }

    /// <summary>Where the content waits; readable after <see cref="Seal"/>.</summary>
    internal string StagedPath => _temporaryPath;

    /// <summary>Ends writing: everything is on the disk, still under the hidden name.</summary>
    /// <exception cref="ModkitException">OUT03 or OUT09.</exception>
    internal void Seal()
    {
        if (_isSealed) return;
        try
        {
            _file.Flush(flushToDisk: true);
            _file.Dispose();
            _isSealed = true;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, TargetPath);
        }
    }

    /// <summary>Flushes to disk and replaces the target in one step.</summary>
    /// <exception cref="ModkitException">OUT02, OUT03, OUT05 or OUT09; the target is as it was.</exception>
    public void Commit()
    {
        Seal();
        if (Directory.Exists(TargetPath)) throw new ModkitException(OutputIssues.IsFolder(Path.GetFileName(TargetPath)));
        try
        {
            if (OperatingSystem.IsWindows()) File.SetAttributes(_temporaryPath, FileAttributes.Normal);
            File.Move(_temporaryPath, TargetPath, overwrite: true);
            _isCommitted = true;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, TargetPath);
        }
    }

    /// <summary>Removes the staged file unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // The last buffer did not fit on the disk; the file is thrown away in the next line.
        }
        if (_isCommitted) return;
        try
        {
            File.Delete(_temporaryPath);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // RemoveAbandoned finds it later.
        }
    }
}
