using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Meshes;

/// <summary>The folder of a mesh file: the only place other files are read from, and only up to the limit together.</summary>
/// <param name="path">The folder's path.</param>
internal sealed class MeshFolder(string path)
{
    private readonly string _path = Path.GetFullPath(path);
    private long _bytesLeft = MeshLimits.FileBytes;

    /// <summary>Reads a file named by a mesh file.</summary>
    /// <param name="reference">A relative, per cent encoded path below the folder.</param>
    /// <param name="place">Where it is named.</param>
    public byte[] Read(string reference, string place)
    {
        string name = Uri.UnescapeDataString(reference);
        // A drive, a scheme, a stream of NTFS or a device: all have one of these, file names beside a mesh have none.
        if (name.Length == 0 || name.AsSpan().ContainsAny(":\\\0") || Path.IsPathRooted(name) || name.Split('/').Contains("..")) throw new ModkitException(MeshIssues.Outside(place));
        string full = Path.GetFullPath(Path.Combine(_path, name));
        for (string? part = full; part is not null && part.Length > _path.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null) throw new ModkitException(MeshIssues.Outside(place));
        }
        byte[] bytes = ReadFile(full, place, _bytesLeft);
        _bytesLeft -= bytes.Length;
        return bytes;
    }

    /// <summary>Reads a regular file whole; pipes and devices are never opened, as they may block for ever.</summary>
    public static byte[] ReadFile(string path, string place, long mostBytes = MeshLimits.FileBytes)
    {
        try
        {
            FileInfo link = new(path);
            FileInfo file = link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? link;
            if (!file.Exists) throw new ModkitException(MeshIssues.Unreadable(place, $"There is no file '{file.Name}'."));
            // Pipes and devices have no length.
            if ((file.Attributes & FileAttributes.Device) != 0 || file.Length == 0) throw new ModkitException(MeshIssues.Unreadable(place, $"'{file.Name}' is empty, a pipe or a device."));
            if (file.Length > mostBytes) throw new ModkitException(MeshIssues.TooLarge(place, "bytes", file.Length, mostBytes));
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] bytes = new byte[file.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ModkitException(MeshIssues.Unreadable(place, $"'{Path.GetFileName(path)}' cannot be opened: {exception.GetType().Name}."), exception);
        }
    }
}
