namespace Audio2Face.Modkit.Retargeting;

/// <summary>A file of a ZIP as its directory tells.</summary>
/// <param name="Name">Its name, by the rules of <see cref="EntryNames"/>.</param>
/// <param name="Method"><see cref="ZipFormat.Stored"/> or <see cref="ZipFormat.Deflated"/>.</param>
/// <param name="Crc">Check sum of the content.</param>
/// <param name="PackedLength">Bytes in the ZIP.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
/// <param name="Flags">General purpose flags.</param>
internal readonly record struct ZipEntry(string Name, ushort Method, uint Crc, int PackedLength, int Length, int HeaderOffset, ushort Flags);
