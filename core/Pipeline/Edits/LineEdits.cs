using System.Security.Cryptography;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The hand edits of one line, kept in a file beside its main file. A run reads them and never changes them.</summary>
public sealed class LineEdits
{
    /// <summary>Added to the main output file's name.</summary>
    public const string FileSuffix = ".edits.json";

    private LineEdits(string path, string sha256, IReadOnlyList<CurveEdit> edits) => (Path, Sha256, Edits) = (path, sha256, edits);

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The edits in the order in which they are applied; a person counts them from 1.</summary>
    public IReadOnlyList<CurveEdit> Edits { get; }

    /// <summary>The edits of a line, or null when it has none.</summary>
    /// <exception cref="ModkitException">EDT01: the file cannot be read or is broken.</exception>
    public static LineEdits? Find(OutputTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Find(target.EditsPath);
    }

    /// <summary>The edits in a file, or null when there is no such file.</summary>
    /// <exception cref="ModkitException">EDT01: the file cannot be read or is broken.</exception>
    public static LineEdits? Find(string path)
    {
        if (Load(path) is not { } bytes) return null;
        return new LineEdits(path, Convert.ToHexStringLower(SHA256.HashData(bytes)), EditFile.Read(bytes, System.IO.Path.GetFileName(path)));
    }

    /// <summary>
    /// SHA-256 of a line's file of edits, or null when it has none. Cheap where there is none, and does not mind what the file holds: what
    /// is made of a line depends on a broken file too.
    /// </summary>
    public static string? HashOf(OutputTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        try
        {
            return Load(target.EditsPath) is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
        }
        catch (ModkitException)
        {
            // The line itself will say what is wrong.
            return "unreadable";
        }
    }

    /// <summary>Writes a line's edits whole or not at all; without edits the file goes.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="edits">The edits.</param>
    /// <exception cref="ModkitException">OUT02, OUT03, OUT05 or OUT09: what was there before is there still.</exception>
    public static void Save(string path, IReadOnlyList<CurveEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (edits.Count > 0)
        {
            using AtomicFile file = AtomicFile.Begin(path);
            file.Stream.Write(EditFile.Write(edits));
            file.Commit();
            return;
        }
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, path);
        }
    }

    private static byte[]? Load(string path)
    {
        // Most lines have no edits, and an exception would cost more than everything else here.
        if (!File.Exists(path)) return null;
        string name = System.IO.Path.GetFileName(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > Limits.EditFileMebibytes * 1024L * 1024)
                throw new ModkitException(EditIssues.Broken(name, FormattableString.Invariant($"it has more than {Limits.EditFileMebibytes} MiB")));
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(EditIssues.Broken(name, $"the file does not open ({exception.GetType().Name})"), exception);
        }
    }
}
