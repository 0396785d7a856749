using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A line's curves before and after its hand edits.</summary>
/// <param name="Mapped">As the mapping gave them.</param>
internal sealed record EditedTrack(RigTrack Mapped)
{
    /// <summary>As they are written.</summary>
    public RigTrack Track { get; init; } = Mapped;

    /// <summary>The edits, or null when the line has none.</summary>
    public LineEdits? Edits { get; init; }

    /// <summary>How many of them <see cref="Track"/> has.</summary>
    public int AppliedCount { get; init; }

    /// <summary>Warnings EDT02 to EDT04: what is to be looked at.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
}
