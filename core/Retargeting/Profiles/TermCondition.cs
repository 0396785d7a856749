namespace Audio2Face.Modkit.Retargeting;

/// <summary>Lets a term through in part: a ramp over another source, 0 at <paramref name="From"/> and 1 at <paramref name="To"/>.</summary>
/// <param name="Source">One of <see cref="FaceSources.All"/>.</param>
/// <param name="From">Where the term is shut; above <paramref name="To"/> for a ramp that falls.</param>
/// <param name="To">Where the term is open. The same as <paramref name="From"/> makes a step: shut below, open from there on.</param>
public readonly record struct TermCondition(string Source, float From, float To);
