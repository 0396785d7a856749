using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>One profile file as a library lists it.</summary>
/// <param name="Name">The file's name without folder and extension; what <c>--profile</c> takes.</param>
/// <param name="Path">Where the file is.</param>
/// <param name="Profile">The profile, or null when it cannot be read.</param>
/// <param name="Issues">What is wrong with it.</param>
public sealed record ProfileEntry(string Name, string Path, Profile? Profile, IReadOnlyList<Issue> Issues);
