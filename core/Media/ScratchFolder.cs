using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Media;

/// <summary>A folder of temporary files that goes when the last of its users has let go of it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string _path;
    private int _users = 1;
    private int _count;

    private ScratchFolder(string path) => _path = path;

    /// <summary>Makes a new folder.</summary>
    /// <param name="parent">Where, or null for the system's place.</param>
    /// <exception cref="ModkitException">MED21.</exception>
    public static ScratchFolder Create(string? parent)
    {
        try
        {
            if (parent is null) return new ScratchFolder(Directory.CreateTempSubdirectory("a2f-sound-").FullName);
            return new ScratchFolder(Directory.CreateDirectory(Path.Combine(Path.GetFullPath(parent), "sound-" + Path.GetRandomFileName())).FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(MediaIssues.NoScratch(parent ?? Path.GetTempPath()), e);
        }
    }

    /// <summary>The path of a file that is not there yet.</summary>
    public string NewPath() => Path.Combine(_path, FormattableString.Invariant($"{_count++}.raw"));

    /// <summary>Another user, who calls <see cref="Dispose"/> once.</summary>
    public void Share() => Interlocked.Increment(ref _users);

    /// <summary>Lets go of the folder; the last one deletes it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Temporary files that another program looks into: the system clears them away.
        }
    }
}
