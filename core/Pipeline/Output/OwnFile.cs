namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file this program made: as long as its content is the same it may be replaced without being asked for, and needs no backup.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record OwnFile(string Path, string Sha256);
