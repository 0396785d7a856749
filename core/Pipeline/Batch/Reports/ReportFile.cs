using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Writes reports: a page (.html), a table (.csv) or data (.json), by the file's extension.</summary>
public static class ReportFile
{
    /// <summary>Checks a name before the work begins.</summary>
    /// <exception cref="ModkitException">BAT13: reports are not written as that.</exception>
    public static void CheckName(string path) => WriterFor(path);

    /// <summary>Writes a report; the file appears whole or not at all. The same report gives the same bytes.</summary>
    /// <exception cref="ModkitException">BAT13 as above; OUT02 to OUT05 or OUT09: the file cannot be written.</exception>
    public static void Write(BatchReport report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        Action<BatchReport, Stream> write = WriterFor(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, path);
        }
        using AtomicFile file = AtomicFile.Begin(path);
        write(report, file.Stream);
        file.Commit();
    }

    private static Action<BatchReport, Stream> WriterFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".HTML" or ".HTM" => PageReport.Write,
            ".CSV" => TableReport.Write,
            ".JSON" => DataReport.Write,
            _ => throw new ModkitException(ReportIssues.UnknownKind(Path.GetFileName(path))),
        };
    }
}
