using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Evaluation;

/// <summary>Animation files named after recordings.</summary>
/// <param name="folder">Where they are.</param>
public sealed class AnimationFolder(string folder)
{
    private const string ProvenanceExtension = ".provenance.json";

    private readonly ILookup<string, string> _filesByStem = Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(ProvenanceExtension, StringComparison.OrdinalIgnoreCase))
        .ToLookup(path => Path.GetFileName(path).Split('.')[0], StringComparer.Ordinal);

    /// <summary>The animation of a recording.</summary>
    /// <param name="recording">The recording; a file is its animation when it has its name with any extension.</param>
    /// <param name="isAnimation">Whether a file is of a format that can be read.</param>
    /// <exception cref="ModkitException">EVA08: there is none, or more than one.</exception>
    public string Find(EvaluationRecording recording, Func<string, bool> isAnimation)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(isAnimation);
        // A name may have dots itself, and an extension two parts.
        string[] found = [.. _filesByStem[recording.Name.Split('.')[0]].Where(path => Path.GetFileName(path).StartsWith(recording.Name + ".", StringComparison.Ordinal) && isAnimation(path))];
        return found.Length == 1 ? found[0] : throw new ModkitException(EvaluationIssues.NoAnimation(Path.GetFileName(recording.Path), Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), found.Length));
    }
}
