namespace Audio2Face.Modkit.Retargeting;

/// <summary>The game a profile is for.</summary>
/// <param name="Id">Short lower-case name.</param>
/// <param name="Edition">Which edition, or empty.</param>
/// <param name="Versions">Which versions, in words, or empty.</param>
public sealed record ProfileGame(string Id, string Edition, string Versions);
