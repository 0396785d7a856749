using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>The character file of <c>--mesh</c>.</summary>
public static class MeshFile
{
    /// <summary>Reads a character file that a format is to animate.</summary>
    /// <exception cref="ModkitException">OUT20 the format takes no such file, OUT21 it cannot be read.</exception>
    public static NamedFile Read(string path, FormatDescription format)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        string name = Path.GetFileName(path);
        if (!format.MeshExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            throw new ModkitException(OutputIssues.TakesNoMesh(name, format.Id, format.MeshExtensions));
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > Limits.AnimationFileMebibytes * 1024L * 1024)
                throw new ModkitException(OutputIssues.UnreadableMesh(name, FormattableString.Invariant($"it is larger than {Limits.AnimationFileMebibytes} MiB")));
            return new NamedFile(name, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw new ModkitException(OutputIssues.UnreadableMesh(name, exception is FileNotFoundException or DirectoryNotFoundException ? "it is not there" : exception.Message), exception);
        }
    }
}
