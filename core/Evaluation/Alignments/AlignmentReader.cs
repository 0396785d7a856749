using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Reads files of phone times: tables of start, end and phone, Audacity's labels, Praat's TextGrids.</summary>
public static class AlignmentReader
{
    /// <summary>Alignments may go on this much longer than the recording: aligners count whole frames.</summary>
    private const double ToleranceSeconds = 0.25;

    /// <summary>Extensions of such files, the preferred first.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".tsv", ".TextGrid", ".txt"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModkitException">EVA03, EVA04, EVA05, EVA07: everything wrong with it, with lines.</exception>
    public static IReadOnlyList<Phone> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > Limits.AlignmentFileMebibytes * 1024L * 1024)
                throw new ModkitException(EvaluationIssues.NotReadable(name, FormattableString.Invariant($"The file is larger than {Limits.AlignmentFileMebibytes} MiB.")));
            return Parse(File.ReadAllText(path), name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(EvaluationIssues.NotReadable(name, "The file cannot be opened."), exception);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <returns>Phones in order, at least one.</returns>
    /// <exception cref="ModkitException">As of <see cref="Read"/>.</exception>
    public static IReadOnlyList<Phone> Parse(string text, string fileName)
    {
        ArgumentNullException.ThrowIfNull(text);
        Alignments.AlignmentRows rows = new(fileName);
        if (Alignments.TextGrid.IsTextGrid(text)) Alignments.TextGrid.Read(text, fileName, rows);
        else Alignments.LabelTable.Read(text, rows);
        return rows.Finish();
    }

    /// <summary>Refuses phones that belong to a longer recording.</summary>
    /// <exception cref="ModkitException">EVA06.</exception>
    public static void RequireFit(IReadOnlyList<Phone> phones, string fileName, double durationSeconds)
    {
        ArgumentNullException.ThrowIfNull(phones);
        if (phones[^1].EndSeconds > durationSeconds + ToleranceSeconds)
            throw new ModkitException(EvaluationIssues.Longer(fileName, phones[^1].EndSeconds, durationSeconds));
    }
}
