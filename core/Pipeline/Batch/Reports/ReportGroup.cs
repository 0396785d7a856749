namespace Audio2Face.Modkit.Pipeline;

/// <summary>The lines of one profile or speaker.</summary>
/// <param name="Name">The profile's id or the speaker's name; empty when none was given.</param>
/// <param name="LineCount">How many there are.</param>
/// <param name="FailedCount">Those without files.</param>
/// <param name="ConcernCount">Those with files that should be looked at all the same.</param>
/// <param name="DurationSeconds">Sound of those that were made.</param>
public sealed record ReportGroup(string Name, int LineCount, int FailedCount, int ConcernCount, double DurationSeconds);
