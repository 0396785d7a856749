using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What happened to the channels of one line: a face that stays still always has a stated reason.</summary>
public sealed record MappingReport
{
    /// <summary>The reason of columns that a format has and the profile is not about, such as the head angles of a face table.</summary>
    internal const string NotInProfile = "the profile has no such channel";

    /// <summary>Rig channels that nothing drives, and why.</summary>
    public required IReadOnlyList<ChannelNote> UnmappedRigChannels { get; init; }

    /// <summary>Channels of the profile that the format has no column for, and why they are left out.</summary>
    public required IReadOnlyList<ChannelNote> DroppedRigChannels { get; init; }

    /// <summary>Face channels that moved in this line and drive nothing, without those the profile declares unsupported.</summary>
    public required IReadOnlyList<string> UnusedFaceChannels { get; init; }

    /// <summary>Rig channels cut off at an end of their range other than their rest value.</summary>
    public required IReadOnlyList<ChannelSaturation> SaturatedRigChannels { get; init; }

    /// <summary>Rig channels that are driven but kept one value throughout this line, or shapes that were never shown, and why.</summary>
    public required IReadOnlyList<ChannelNote> StillRigChannels { get; init; }

    /// <summary>
    /// What a user should look at, as at most one warning of each kind. Channels that merely rest in this line, and columns of the
    /// format that the profile is not about, are in the report but not worth a warning.
    /// </summary>
    /// <param name="place">What the warnings are about: the line's or the profile's name.</param>
    public IReadOnlyList<Issue> ToIssues(string place)
    {
        List<Issue> issues = [];
        if (DroppedRigChannels.Count > 0) issues.Add(MappingIssues.Dropped(place, DroppedRigChannels));
        List<ChannelNote> unmapped = [.. UnmappedRigChannels.Where(note => note.Reason != NotInProfile)];
        if (unmapped.Count > 0) issues.Add(MappingIssues.Unmapped(place, unmapped));
        if (UnusedFaceChannels.Count > 0) issues.Add(MappingIssues.Unused(place, UnusedFaceChannels));
        if (SaturatedRigChannels.Count > 0) issues.Add(MappingIssues.Saturated(place, SaturatedRigChannels));
        return issues;
    }
}
