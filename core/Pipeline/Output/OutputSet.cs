using System.Text;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>All files of one line: staged while the format writes, then put in place together.</summary>
/// <remarks>
/// A file with the same bytes is left alone. A file with other bytes is replaced only with <c>overwrite</c>, and its first version is
/// kept as <c>.bak</c>. When one file cannot be put in place, those already placed are taken back.
/// </remarks>
public sealed class OutputSet : IFormatOutput, IDisposable
{
    private const int LongestExtension = 40;
    private const int LongestNameBytes = 255;

    private readonly OutputTarget _target;
    private readonly bool _overwrite;
    private readonly string? _inputPath;
    private readonly IReadOnlyList<OwnFile> _ownFiles;
    private readonly List<AtomicFile> _files = [];
    private readonly Dictionary<AtomicFile, (long LengthBytes, string Sha256)> _contents = [];

    /// <summary>Starts an empty set; makes the folder.</summary>
    /// <param name="target">Folder and names.</param>
    /// <param name="overwrite">Whether files with other content may be replaced.</param>
    /// <param name="inputPath">The recording, which no output may replace.</param>
    /// <param name="ownFiles">Files that may be replaced whatever <paramref name="overwrite"/> says (see <see cref="Line.OwnFiles"/>).</param>
    /// <exception cref="ModkitException">OUT02, OUT04, OUT05 or OUT09: the folder cannot be made.</exception>
    public OutputSet(OutputTarget target, bool overwrite, string? inputPath = null, IReadOnlyList<OwnFile>? ownFiles = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        _overwrite = overwrite;
        _inputPath = inputPath is null ? null : Path.GetFullPath(inputPath);
        _ownFiles = ownFiles ?? [];
        try
        {
            RefuseLinks(target);
            Directory.CreateDirectory(target.Folder);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, Path.GetFullPath(target.Folder));
        }
    }

    /// <inheritdoc/>
    public Stream Create(string extension)
    {
        if (FindFault(extension) is { } fault) throw new ModkitException(OutputIssues.BadExtension(extension ?? "", fault));
        return Begin(_target.PathOf(extension));
    }

    /// <summary>Opens a file at a place of its own, which is staged and placed like every other; makes its folder.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="ModkitException">OUT02, OUT04, OUT05 or OUT09: the folder cannot be made. OUT25: the set has a file there already.</exception>
    internal Stream CreateAt(string path)
    {
        if (_files.Exists(file => string.Equals(file.TargetPath, path, StringComparison.OrdinalIgnoreCase))) throw new ModkitException(OutputIssues.SameFile(Path.GetFileName(path)));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, Path.GetDirectoryName(path)!);
        }
        return Begin(path);
    }

    /// <summary>Opens the provenance record, which is staged and placed like every other file.</summary>
    internal Stream CreateProvenance() => Begin(_target.ProvenancePath);

    /// <summary>Ends writing and tells every file's size and hash, in the order of creation.</summary>
    internal IReadOnlyList<(string Name, long LengthBytes, string Sha256)> Seal()
    {
        List<(string, long, string)> sealedFiles = [];
        foreach (AtomicFile file in _files)
        {
            file.Seal();
            try
            {
                // What is sealed changes no more: the provenance record and the placing ask for the same hash.
                if (!_contents.TryGetValue(file, out (long LengthBytes, string Sha256) content)) content = _contents[file] = FileHash.Compute(file.StagedPath);
                sealedFiles.Add((Path.GetFileName(file.TargetPath), content.LengthBytes, content.Sha256));
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                // Somebody removed the folder meanwhile, or its disk.
                throw FileFaults.Translate(exception, file.TargetPath);
            }
        }
        return sealedFiles;
    }

    /// <summary>Puts every file in place, or none.</summary>
    /// <param name="placing">Told what is about to be placed, before anything is; or null. It throws to prevent that.</param>
    /// <exception cref="ModkitException">OUT01..OUT10; what was there before is there still.</exception>
    public IReadOnlyList<OutputFile> Commit(Action<IReadOnlyList<OutputFile>>? placing = null)
    {
        IReadOnlyList<(string Name, long LengthBytes, string Sha256)> contents = Seal();
        OutputChange[] changes = new OutputChange[_files.Count];
        List<Issue> issues = [];
        for (int i = 0; i < _files.Count; i++)
        {
            if (FindObstacle(_files[i], contents[i].LengthBytes, contents[i].Sha256, out changes[i]) is { } issue) issues.Add(issue);
        }
        if (issues.Count > 0) throw new ModkitException(issues);

        OutputFile[] outputs = [.. contents.Select((content, i) => new OutputFile(_files[i].TargetPath, content.LengthBytes, content.Sha256, changes[i]))];
        placing?.Invoke(outputs);
        using Undo undo = new(_target.StagingFolder);
        for (int i = 0; i < _files.Count; i++)
        {
            AtomicFile file = _files[i];
            if (changes[i] == OutputChange.Replaced)
            {
                if (!IsOwn(file.TargetPath)) Backup.KeepFirst(file.TargetPath, _target.StagingFolder);
                undo.RememberContent(file.TargetPath);
            }
            if (changes[i] != OutputChange.Unchanged) file.Commit();
            if (changes[i] == OutputChange.Created) undo.RememberNew(file.TargetPath);
        }
        undo.Forget();
        return outputs;
    }

    /// <summary>Removes whatever was staged and not placed.</summary>
    public void Dispose()
    {
        foreach (AtomicFile file in _files) file.Dispose();
    }

    /// <summary>A link below the mod's folder would take the files elsewhere.</summary>
    private static void RefuseLinks(OutputTarget target)
    {
        if (target.Root is null) return;
        string root = Path.GetFullPath(target.Root);
        for (string folder = Path.GetFullPath(target.Folder); folder.Length > root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (new DirectoryInfo(folder).LinkTarget is not null) throw new ModkitException(OutputIssues.IsLink(Path.GetFileName(folder)));
        }
    }

    private Stream Begin(string path)
    {
        string name = Path.GetFileName(path);
        if (Encoding.UTF8.GetByteCount(name) > LongestNameBytes) throw new ModkitException(OutputIssues.PathTooLong(name));
        AtomicFile file = AtomicFile.Begin(path, _target.StagingFolder);
        _files.Add(file);
        return file.Stream;
    }

    /// <summary>Why an extension cannot be used, or null.</summary>
    private string? FindFault(string? extension)
    {
        if (string.IsNullOrEmpty(extension) || extension[0] != '.') return "does not start with a dot";
        if (extension.Length > LongestExtension) return $"is longer than {LongestExtension} characters";
        foreach (char c in extension)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) return "holds more than letters, digits, '.', '-' and '_'";
        }
        if (extension[^1] == '.' || extension.Contains("..", StringComparison.Ordinal)) return "has an empty part";
        if (extension.EndsWith(Backup.Suffix, StringComparison.OrdinalIgnoreCase)
            || extension.EndsWith(ProvenanceRecord.FileSuffix, StringComparison.OrdinalIgnoreCase)
            || extension.EndsWith(LineEdits.FileSuffix, StringComparison.OrdinalIgnoreCase)) return "is kept for the program itself";
        string path = _target.PathOf(extension);
        bool isTaken = _files.Exists(file => string.Equals(file.TargetPath, path, StringComparison.OrdinalIgnoreCase));
        return isTaken ? "is there twice" : null;
    }

    /// <summary>Why a file may not be put in place, or null and what putting it there means.</summary>
    private Issue? FindObstacle(AtomicFile file, long lengthBytes, string sha256, out OutputChange change)
    {
        change = OutputChange.Created;
        string path = file.TargetPath;
        string name = Path.GetFileName(path);
        FileInfo existing = new(path);
        if (existing.LinkTarget is not null) return OutputIssues.IsLink(name);
        if (Directory.Exists(path)) return OutputIssues.IsFolder(name);
        if (!existing.Exists) return null;
        if (string.Equals(path, _inputPath, StringComparison.Ordinal)) return OutputIssues.WouldReplaceInput(name);
        try
        {
            if (existing.Length == lengthBytes && FileHash.Compute(path).Sha256 == sha256)
            {
                change = OutputChange.Unchanged;
                return null;
            }
            change = OutputChange.Replaced;
            return _overwrite || IsOwn(path) ? null : OutputIssues.Exists(name);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            return FileFaults.Translate(exception, path).Issues[0];
        }
    }

    /// <summary>Whether a file is the program's own: a provenance record, which follows the files it describes, or one that is known and unchanged.</summary>
    private bool IsOwn(string path) =>
        (string.Equals(path, _target.ProvenancePath, StringComparison.Ordinal) && ProvenanceRecord.IsRecord(path))
        || (_ownFiles.Any(own => own.Path == path) && FileHash.Compute(path).Sha256 is var sha256 && _ownFiles.Contains(new OwnFile(path, sha256)));
}
