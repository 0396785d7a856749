namespace Audio2Face.Modkit.Abstractions;

/// <summary>A whole file in memory.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Bytes">The content.</param>
public sealed record NamedFile(string Name, ReadOnlyMemory<byte> Bytes);
