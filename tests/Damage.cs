using System.Buffers.Binary;
using System.Globalization;

namespace Audio2Face.Modkit.Tests;

/// <summary>Broken copies of a sound file, as bad disks, cut downloads and attackers make them.</summary>
internal static class Damage
{
    // What overflows, turns negative or asks for all memory when a length or a count says it.
    private static readonly long[] _extremes = [0, -1, 1, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, short.MaxValue, short.MinValue, 1 << 24, 1L << 40];

    /// <summary>How many copies a test tries: its usual number, or what the variable <c>MODKIT_MUTATIONS</c> says.</summary>
    public static int Count(int usual) =>
        Environment.GetEnvironmentVariable("MODKIT_MUTATIONS") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : usual;

    /// <summary>A copy with one to four faults.</summary>
    public static byte[] Of(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        int faults = random.Next(1, 5);
        for (int i = 0; i < faults && file.Count > 0; i++)
        {
            int at = random.Next(file.Count);
            switch (random.Next(8))
            {
                case 0: file[at] = (byte)random.Next(256); break;
                case 1: file[at] = seed[random.Next(seed.Length)]; break;
                case 2: file[at] ^= (byte)(1 << random.Next(8)); break;
                case 3: file.Insert(at, (byte)"0123456789.,:-eE[]{}\"\n"[random.Next(22)]); break;
                case 4: file.RemoveRange(at, Math.Min(random.Next(1, 30), file.Count - at)); break;
                case 5 when random.Next(6) == 0: file.RemoveRange(at, file.Count - at); break;
                case 6: Number(file, at, random); break;
                default:
                    int from = random.Next(seed.Length);
                    file.InsertRange(at, seed[from..Math.Min(seed.Length, from + random.Next(1, 60))]);
                    break;
            }
        }
        return [.. file];
    }

    /// <summary>Puts an extreme number of 2, 4 or 8 bytes in either order at a place, most often one where numbers stand.</summary>
    private static void Number(List<byte> file, int at, Random random)
    {
        int length = 2 << random.Next(3);
        if (random.Next(4) > 0) at -= at % length;
        Span<byte> bytes = stackalloc byte[8];
        long number = _extremes[random.Next(_extremes.Length)];
        if (random.Next(4) > 0) BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        else BinaryPrimitives.WriteInt64BigEndian(bytes, number << (8 * (8 - length)));
        for (int i = 0; i < length && at + i < file.Count; i++) file[at + i] = bytes[i];
    }
}
