namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file a line gave.</summary>
/// <param name="Path">Full path.</param>
/// <param name="LengthBytes">Size in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="Change">Whether it is new.</param>
public sealed record OutputFile(string Path, long LengthBytes, string Sha256, OutputChange Change)
{
    /// <summary>Name without folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);
}
