namespace Audio2Face.Modkit.Retargeting;

/// <summary>A share of one source in a rig channel.</summary>
/// <param name="Source">One of <see cref="FaceSources.All"/>.</param>
/// <param name="Weight">Factor; may be negative.</param>
public sealed record ProfileTerm(string Source, float Weight)
{
    /// <summary>What the term depends on; their ramps multiply it.</summary>
    public IReadOnlyList<TermCondition> Conditions { get; init; } = [];
}
