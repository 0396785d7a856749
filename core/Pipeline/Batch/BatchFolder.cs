using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// The output folder of a batch while one run has it. In its folder <c>.a2f</c> lie the ledgers, the locks, files that are not whole yet
/// and files of lines that failed later on; all else is the mod.
/// </summary>
/// <remarks>The locks are the operating system's: they end with the process, however that ends.</remarks>
public sealed class BatchFolder : IDisposable
{
    /// <summary>Name of the folder of the program's own.</summary>
    public const string OwnFolder = ".a2f";

    private readonly List<FileStream> _locks = [];

    private BatchFolder(string outputPath, string? shard)
    {
        OutputPath = outputPath;
        string own = Path.Combine(outputPath, OwnFolder);
        LedgerPath = Path.Combine(own, Ledger.FileName(shard));
        TemporaryPath = Path.Combine(own, "tmp", shard ?? "all");
        StalePath = Path.Combine(own, "stale");
    }

    /// <summary>Full path of the output folder.</summary>
    public string OutputPath { get; }

    /// <summary>The ledger this run writes.</summary>
    public string LedgerPath { get; }

    /// <summary>Where this run's files wait until they are whole; empty at its start.</summary>
    public string TemporaryPath { get; }

    /// <summary>Where the files of a line go that can no longer be made.</summary>
    public string StalePath { get; }

    /// <summary>Takes the folder; makes it when it is not there, and clears away what a killed run left unfinished.</summary>
    /// <param name="outputFolder">The output folder.</param>
    /// <param name="shard">The shard's name, such as <c>0-of-4</c>; null for a run of the whole. Shards run side by side, a whole run alone.</param>
    /// <exception cref="ModkitException">BAT01 another run has it; OUT02, OUT03, OUT05 or OUT09 it cannot be written.</exception>
    public static BatchFolder Take(string outputFolder, string? shard)
    {
        ArgumentNullException.ThrowIfNull(outputFolder);
        BatchFolder folder = new(Path.GetFullPath(outputFolder), shard);
        try
        {
            if (File.Exists(folder.OutputPath)) throw new ModkitException(OutputIssues.FileForSeveral(Path.GetFileName(folder.OutputPath)));
            string own = Path.Combine(folder.OutputPath, OwnFolder);
            Directory.CreateDirectory(own);
            folder.Lock(Path.Combine(own, "lock"), isShared: shard is not null);
            if (shard is not null) folder.Lock(Path.Combine(own, "lock." + shard), isShared: false);
            // A whole run is alone here: what other shards left is nobody's either.
            string leftOver = shard is null ? Path.GetDirectoryName(folder.TemporaryPath)! : folder.TemporaryPath;
            if (Directory.Exists(leftOver)) Directory.Delete(leftOver, recursive: true);
            Directory.CreateDirectory(folder.TemporaryPath);
            return folder;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            folder.Dispose();
            throw FileFaults.Translate(exception, folder.OutputPath);
        }
        catch (ModkitException)
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A path as the ledger has it: below the output folder, with '/'.</summary>
    public static string NameOf(string path, string outputPath) => Path.GetRelativePath(outputPath, path).Replace('\\', '/');

    /// <summary>The full path of a name in the ledger.</summary>
    public static string PathOf(string name, string outputPath) => Path.GetFullPath(Path.Combine(outputPath, name));

    /// <summary>Lets the folder go.</summary>
    public void Dispose()
    {
        foreach (FileStream file in _locks) file.Dispose();
        _locks.Clear();
    }

    private void Lock(string path, bool isShared)
    {
        try
        {
            _locks.Add(new FileStream(path, FileMode.OpenOrCreate, isShared ? FileAccess.Read : FileAccess.ReadWrite, isShared ? FileShare.Read : FileShare.None));
        }
        catch (IOException exception) when (FileFaults.IsHeldByAnother(exception))
        {
            throw new ModkitException(BatchIssues.Busy(Path.GetFileName(OutputPath)), exception);
        }
    }
}
