namespace Audio2Face.Modkit.Retargeting;

/// <summary>The rig a profile was made on.</summary>
/// <param name="Name">Mesh or skeleton.</param>
/// <param name="Units">What the channels' numbers are, in words, or empty.</param>
/// <param name="MeshSha256">SHA-256 of the source mesh's file, or empty.</param>
/// <param name="Channels">Every channel the rig has; empty when the profile does not say.</param>
public sealed record ProfileRig(string Name, string Units, string MeshSha256, IReadOnlyList<string> Channels);
