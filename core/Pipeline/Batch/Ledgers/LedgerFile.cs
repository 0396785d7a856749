namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file a line gave, as a ledger remembers it.</summary>
/// <param name="Name">Path below the batch's folder, with '/'.</param>
/// <param name="LengthBytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="ModifiedTicks">When it was written last, in ticks of UTC as the file system tells; with the size it shows cheaply that nobody changed the file.</param>
public sealed record LedgerFile(string Name, long LengthBytes, string Sha256, long ModifiedTicks);
