using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Turns what the operating system says about a file into an issue the user can act on.</summary>
internal static class FileFaults
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int UnixNoSpace = 28;
    private const int LinuxQuotaExceeded = 122;
    private const int UnixReadOnlyFileSystem = 30;

    /// <summary>Whether a file could not be opened because another program has it.</summary>
    public static bool IsHeldByAnother(IOException exception) => exception.HResult is WindowsSharingViolation or WindowsLockViolation or LinuxWouldBlock or MacWouldBlock;

    /// <summary>Whether an issue is the disk's, so that no other file could be written either: it is full.</summary>
    public static bool IsOfTheDisk(Issue issue) => issue.Code == OutputIssues.DiskFull("").Code;

    /// <summary>Whether <see cref="Translate"/> has an answer for this exception.</summary>
    public static bool IsFileFault(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>The issue for a failed operation on <paramref name="path"/>; the message's own text holds full paths, so only its kind is used.</summary>
    public static ModkitException Translate(Exception exception, string path)
    {
        string file = Path.GetFileName(path);
        Issue issue = exception switch
        {
            UnauthorizedAccessException => OutputIssues.NotWritable(file, "access is denied"),
            PathTooLongException => OutputIssues.PathTooLong(file),
            DirectoryNotFoundException or FileNotFoundException => OutputIssues.NotWritable(file, "the folder is not there"),
            IOException { HResult: WindowsDiskFull or WindowsHandleDiskFull or UnixNoSpace or LinuxQuotaExceeded } => OutputIssues.DiskFull(file),
            IOException { HResult: UnixReadOnlyFileSystem } => OutputIssues.NotWritable(file, "the file system is read-only"),
            _ => OutputIssues.Failed(file, $"the system reports error {exception.HResult & 0xFFFF}"),
        };
        return new ModkitException(issue, exception);
    }
}
