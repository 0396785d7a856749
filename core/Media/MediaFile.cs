using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A path that was found to lead to a file with content.</summary>
/// <param name="FullPath">Absolute path.</param>
/// <param name="Name">File name without folder, fit for a message.</param>
internal sealed record MediaFile(string FullPath, string Name)
{
    /// <summary>Where the sound starts when it lies inside another file.</summary>
    public long StartByte { get; init; }

    /// <summary>FFmpeg's name of the container at <see cref="StartByte"/>; FFmpeg looks for it by itself only at a file's start.</summary>
    public string Demuxer { get; init; } = "";

    /// <summary>Looks at a path without opening it: opening a pipe or a device may block or never end.</summary>
    /// <exception cref="ModkitException">Nothing is there, or it is not a file with content.</exception>
    public static MediaFile Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = DisplayText.Clean(Path.GetFileName(path.TrimEnd('/', Path.DirectorySeparatorChar)));
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) throw new ModkitException(MediaIssues.NotFound(name));
        try
        {
            FileInfo file = new(path);
            FileAttributes attributes = file.Attributes;
            if ((int)attributes == -1) throw new ModkitException(MediaIssues.NotFound(name));
            if ((attributes & (FileAttributes.Directory | FileAttributes.Device)) != 0) throw new ModkitException(MediaIssues.NotAFile(name));
            // Follows links. Pipes, sockets and devices have no length either, so none of them is ever opened.
            if ((file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is not FileInfo { Exists: true } target) throw new ModkitException(MediaIssues.NotFound(name));
            if (target.Length == 0) throw new ModkitException(MediaIssues.Empty(name));
            return new MediaFile(file.FullName, name);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ModkitException(MediaIssues.CannotOpen(name), e);
        }
        catch (IOException e)
        {
            throw new ModkitException(MediaIssues.NotFound(name), e);
        }
    }

    /// <summary>Opens the sound for reading, as if it were the whole file.</summary>
    public Stream OpenSound() => StartByte == 0 ? Open() : new TailStream(Open(), StartByte) { Position = 0 };

    /// <summary>Opens the file for reading, while others may still write to it.</summary>
    public FileStream Open()
    {
        try
        {
            return new FileStream(FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModkitException(MediaIssues.NotFound(Name), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ModkitException(MediaIssues.CannotOpen(Name), e);
        }
    }
}
