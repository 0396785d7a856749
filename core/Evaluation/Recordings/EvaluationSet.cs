using Audio2Face.Modkit.Abstractions;
using Audio2Face.Modkit.Evaluation.Recordings;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Recordings of a folder with the files of their phone times.</summary>
/// <param name="Recordings">Those that have phone times, in the order given.</param>
/// <param name="Issues">Those that have none (EVA01).</param>
public sealed record EvaluationSet(IReadOnlyList<EvaluationRecording> Recordings, IReadOnlyList<Issue> Issues)
{
    private const string AlignmentFolder = "align";

    /// <summary>Looks for the phone times of recordings: beside each, in <c>align/</c> beside it, or in <c>align/</c> beside its folder.</summary>
    /// <param name="folder">Their folder.</param>
    /// <param name="recordings">Their paths.</param>
    /// <exception cref="ModkitException">EVA02: none has any. EVA07: a folder cannot be read.</exception>
    public static EvaluationSet Find(string folder, IReadOnlyList<string> recordings)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(recordings);
        string above = Path.Combine(folder, "..");
        string[] places = [folder, Path.Combine(folder, AlignmentFolder), Path.Combine(above, AlignmentFolder)];
        Dictionary<string, string> alignments;
        Manifest manifest;
        try
        {
            alignments = FindAlignments(places);
            manifest = new Manifest([folder, above]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModkitException(EvaluationIssues.NotReadable(folder, "The folder, or the manifest in it, cannot be opened."), exception);
        }
        List<EvaluationRecording> found = [];
        List<Issue> issues = [];
        foreach (string recording in recordings)
        {
            string name = Path.GetFileNameWithoutExtension(recording);
            if (alignments.TryGetValue(name, out string? alignment)) found.Add(new EvaluationRecording(recording, name, manifest.LanguageOf(name), alignment));
            else issues.Add(EvaluationIssues.NoAlignment(Path.GetFileName(recording)));
        }
        return found.Count > 0 ? new EvaluationSet(found, issues) : throw new ModkitException(EvaluationIssues.NoAlignments(folder));
    }

    /// <summary>Files of phone times by name. Preferred extensions win, then nearer places: a .txt beside a recording may be its transcript.</summary>
    private static Dictionary<string, string> FindAlignments(IEnumerable<string> places)
    {
        string[] files = [.. places.Where(Directory.Exists).SelectMany(Directory.GetFiles)];
        Dictionary<string, string> alignments = new(StringComparer.Ordinal);
        foreach (string extension in AlignmentReader.Extensions)
        {
            foreach (string file in files.Where(file => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
                alignments.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }
        return alignments;
    }
}
