namespace Audio2Face.Modkit.Retargeting;

/// <summary>One thing in which two profiles differ.</summary>
/// <param name="Place">Where: keys joined by '.', channels by name, such as <c>channels.Jaw.gain</c>.</param>
/// <param name="Before">The first profile's value in canonical form, or null when it has none.</param>
/// <param name="After">The second profile's value, or null when it has none.</param>
public sealed record ProfileDifference(string Place, string? Before, string? After)
{
    /// <summary>One line: <c>place: before -> after</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, _) => $"+ {Place}: {After}",
        (_, null) => $"- {Place}: {Before}",
        _ => $"  {Place}: {Before} -> {After}",
    };
}
