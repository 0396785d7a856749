namespace Audio2Face.Modkit.Abstractions;

/// <summary>A format whose files can be read back.</summary>
public interface IReadableFormat : IRigFormat
{
    /// <summary>Whether a file looks like this format.</summary>
    /// <param name="head">The file's first bytes, at most 4096.</param>
    /// <param name="fileName">The file's name without folder.</param>
    bool CanRead(ReadOnlySpan<byte> head, string fileName);

    /// <summary>Reads a whole file.</summary>
    /// <param name="stream">A seekable stream at its start; the caller disposes it.</param>
    /// <param name="fileName">The file's name without folder, for messages.</param>
    /// <exception cref="ModkitException">The file is broken or of another format: what, where (offset or line) and how to mend it.</exception>
    RigTrack Read(Stream stream, string fileName);
}
