using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>How often a code was given.</summary>
/// <param name="Example">The first issue of this code, in the order of lines.</param>
/// <param name="LineCount">Lines that have it.</param>
/// <param name="IsGeneral">Whether all lines that have it share it with most lines of their profile, so that it says nothing about a single one.</param>
public sealed record ReportCode(Issue Example, int LineCount, bool IsGeneral);
