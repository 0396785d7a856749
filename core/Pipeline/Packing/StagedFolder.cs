using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A folder that appears whole or not at all: filled beside its target under a hidden name, then renamed.</summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string _targetPath;
    private readonly string _temporaryPath;
    private bool _isCommitted;

    private StagedFolder(string targetPath, string temporaryPath) => (_targetPath, _temporaryPath) = (targetPath, temporaryPath);

    /// <summary>Starts an empty one.</summary>
    /// <param name="path">Where it appears.</param>
    /// <param name="overwrite">Whether a mod that this program packed may be replaced.</param>
    /// <exception cref="ModkitException">PCK05 something else stands there, OUT02 or OUT09 the folder around it does not take it.</exception>
    public static StagedFolder Begin(string path, bool overwrite)
    {
        string name = Path.GetFileName(path);
        if (File.Exists(path)) throw new ModkitException(PackIssues.FolderTaken(name, "a file of this name is there"));
        if (new DirectoryInfo(path).LinkTarget is not null) throw new ModkitException(PackIssues.IsLink(name));
        try
        {
            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                if (!overwrite) throw new ModkitException(PackIssues.FolderTaken(name, "it is there already and not empty"));
                // What else a person keeps in a folder must not go with it.
                if (!Directory.EnumerateFiles(path, PackFolder.ProvenancePrefix + "*.json").Any()) throw new ModkitException(PackIssues.FolderTaken(name, "it is no mod that 'a2f pack' made"));
            }
            string temporaryPath = Path.Combine(Path.GetDirectoryName(path)!, ".a2f-" + Path.GetRandomFileName());
            Directory.CreateDirectory(temporaryPath);
            return new StagedFolder(path, temporaryPath);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, path);
        }
    }

    /// <summary>Adds a file.</summary>
    /// <param name="name">Its path below the folder, with '/'.</param>
    /// <param name="content">Its content.</param>
    public void Add(string name, Stream content)
    {
        string path = Path.Combine(_temporaryPath, name.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            content.CopyTo(file);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, Path.Combine(_targetPath, name));
        }
    }

    /// <summary>Puts it in place. What was there before goes last.</summary>
    public OutputChange Commit()
    {
        string old = _temporaryPath + ".old";
        try
        {
            bool wasThere = Directory.Exists(_targetPath);
            if (wasThere) Directory.Move(_targetPath, old);
            try
            {
                Directory.Move(_temporaryPath, _targetPath);
            }
            catch (Exception exception) when (wasThere && FileFaults.IsFileFault(exception))
            {
                Directory.Move(old, _targetPath);
                throw;
            }
            _isCommitted = true;
            if (wasThere) Directory.Delete(old, recursive: true);
            return wasThere ? OutputChange.Replaced : OutputChange.Created;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, _targetPath);
        }
    }

    /// <summary>Removes what was staged and not put in place.</summary>
    public void Dispose()
    {
        if (_isCommitted) return;
        try
        {
            Directory.Delete(_temporaryPath, recursive: true);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // A courtesy; its name says that it is nobody's.
        }
    }
}
