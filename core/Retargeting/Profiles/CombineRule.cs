namespace Audio2Face.Modkit.Retargeting;

/// <summary>A rule between channels.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Channels">Indices in <see cref="Profile.Channels"/> of the channels that are changed: one for reduce and fade, else a group.</param>
/// <param name="Amount">Strength, largest sum, share left to the others, or largest factor; 0 or more.</param>
public sealed record CombineRule(CombineOperation Operation, IReadOnlyList<int> Channels, float Amount)
{
    /// <summary>For reduce and fade: index of the channel that the first gives way to; else -1.</summary>
    public int By { get; init; } = -1;

    /// <summary>For match: one of <see cref="FaceSources.All"/>; else empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>For match: by channel of the group, how much of the source it shows at full deflection, above 0; else empty.</summary>
    public IReadOnlyList<float> Numbers { get; init; } = [];
}
