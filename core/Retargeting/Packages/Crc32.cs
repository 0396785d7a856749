namespace Audio2Face.Modkit.Retargeting;

/// <summary>The check sum of ZIP entries: polynomial 0x04C11DB7, reflected, start and end inverted (ISO 3309).</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(TableEntry)];

    /// <summary>The check sum of all bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The check sum of bytes that follow others.</summary>
    /// <param name="before">Check sum of those others; 0 of none.</param>
    /// <param name="bytes">What follows.</param>
    public static uint Append(uint before, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~before;
        foreach (byte value in bytes) crc = _table[(byte)crc ^ value] ^ (crc >> 8);
        return ~crc;
    }

    private static uint TableEntry(int index)
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
        return value;
    }
}
