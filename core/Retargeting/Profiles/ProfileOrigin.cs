namespace Audio2Face.Modkit.Retargeting;

/// <summary>The profile another one was made from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record ProfileOrigin(string Id, SemanticVersion Version, string Sha256);
