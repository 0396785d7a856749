using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>What reading a profile gave: a profile, or null and at least one error.</summary>
/// <param name="Profile">The profile, or null when there is an error.</param>
/// <param name="Issues">Everything found wrong, in the order of the text.</param>
public sealed record ProfileReadResult(Profile? Profile, IReadOnlyList<Issue> Issues);
