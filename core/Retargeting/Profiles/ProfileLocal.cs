namespace Audio2Face.Modkit.Retargeting;

/// <summary>The user's own overrides that a profile was read with.</summary>
/// <param name="FileName">Name of the overrides' file, without folder.</param>
/// <param name="SharedSha256">Hash of the shared profile alone.</param>
/// <param name="SharedText">The shared profile alone in canonical form.</param>
public sealed record ProfileLocal(string FileName, string SharedSha256, string SharedText);
