namespace Audio2Face.Modkit.Pipeline;

/// <summary>A line in its place in a report.</summary>
/// <param name="Line">The line.</param>
/// <param name="Concern">What puts it there.</param>
/// <param name="Reason">The same in one phrase; empty when nothing is known against it.</param>
public sealed record ReportRow(ReportLine Line, ReportConcern Concern, string Reason);
