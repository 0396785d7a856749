namespace Audio2Face.Modkit.Retargeting;

/// <summary>The check sum of ZIP entries: polynomial 0x04C11DB7, reflected, start and end inverted (ISO 3309).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(TableEntry)];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
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
