using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>A recording in a zip archive as its directory tells.</summary>
/// <param name="Name">Its name with '/'.</param>
/// <param name="IsDeflated">Whether it is packed.</param>
/// <param name="Crc">CRC-32 of the recording.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes of the recording.</param>
/// <param name="HeaderOffset">Where its local header begins in the file.</param>
/// <param name="DataEnd">Where its bytes end at the latest.</param>
/// <param name="Obstacle">Why it cannot be used, or null.</param>
internal sealed record ArchiveEntry(string Name, bool IsDeflated, uint Crc, long PackedLength, long Length, long HeaderOffset, long DataEnd, Issue? Obstacle);
