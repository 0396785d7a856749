using System.Security.Cryptography;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>SHA-256 of files, read in pieces.</summary>
public static class FileHash
{
    /// <summary>Length in bytes and SHA-256 in lower-case hexadecimal.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (long LengthBytes, string Sha256) Compute(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] hash = SHA256.HashData(stream);
        return (stream.Length, Convert.ToHexStringLower(hash));
    }
}
