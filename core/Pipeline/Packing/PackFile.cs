namespace Audio2Face.Modkit.Pipeline;

/// <summary>A file of a mod.</summary>
/// <param name="Name">Its path below the folder, with '/'.</param>
/// <param name="Path">Full path.</param>
public sealed record PackFile(string Name, string Path)
{
    /// <summary>Its path in the archive, with '/'.</summary>
    public string ArchiveName { get; init; } = Name;

    /// <summary>Size in bytes.</summary>
    public long LengthBytes { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
}
