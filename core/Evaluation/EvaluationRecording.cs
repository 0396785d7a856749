namespace Audio2Face.Modkit.Evaluation;

/// <summary>A recording whose phone times are known.</summary>
/// <param name="Path">The recording; empty where only curves are at hand.</param>
/// <param name="Name">Its name without folder and extension.</param>
/// <param name="Language">Its language, such as <c>en</c>; empty when nobody says.</param>
/// <param name="AlignmentPath">The file with its phone times; empty where only phones are at hand.</param>
public sealed record EvaluationRecording(string Path, string Name, string Language, string AlignmentPath)
{
    /// <summary>Whether its name says that it is a probe: silence or noise in which a face must keep still.</summary>
    public bool IsProbe => Name.StartsWith("probe", StringComparison.OrdinalIgnoreCase);
}
