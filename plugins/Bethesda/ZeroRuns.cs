using System.Buffers.Binary;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>The coding of <c>.lip</c> bodies: every longest run of zero bytes becomes a zero byte and the run's length as u16.</summary>
/// <remarks>Runs do not care where numbers begin or end, and a run of one zero is coded too: <c>00 01 00</c>.</remarks>
internal static class ZeroRuns
{
    private const int RunBytes = 3;

    /// <summary>Most bytes that coding can make of each byte: a lone zero becomes three, but never two lone zeros in a row.</summary>
    public const int MostGrowth = 2;

    public static byte[] Encode(ReadOnlySpan<byte> plain)
    {
        List<byte> coded = new(plain.Length / 2);
        Span<byte> run = stackalloc byte[RunBytes];
        run[0] = 0;
        while (plain.Length > 0)
        {
            int zeros = plain.IndexOfAnyExcept((byte)0);
            if (zeros < 0) zeros = plain.Length;
            zeros = Math.Min(zeros, ushort.MaxValue);
            if (zeros == 0)
            {
                coded.Add(plain[0]);
                plain = plain[1..];
                continue;
            }
            BinaryPrimitives.WriteUInt16LittleEndian(run[1..], (ushort)zeros);
            coded.AddRange(run);
            plain = plain[zeros..];
        }
        return [.. coded];
    }

    /// <summary>Expanded length of coded bytes.</summary>
    /// <param name="coded">The coded bytes.</param>
    /// <param name="faultOffset">Where a run has no length or the length 0; -1 when none has.</param>
    public static long Measure(ReadOnlySpan<byte> coded, out int faultOffset)
    {
        long length = 0;
        faultOffset = -1;
        for (int at = 0; at < coded.Length; at++, length++)
        {
            if (coded[at] != 0) continue;
            int run = RunAt(coded, at);
            if (run == 0)
            {
                faultOffset = at;
                return length;
            }
            length += run - 1;
            at += RunBytes - 1;
        }
        return length;
    }

    /// <summary>Expands until one of the two is used up or a run is broken, and says how many bytes there are.</summary>
    public static int Expand(ReadOnlySpan<byte> coded, Span<byte> plain)
    {
        int length = 0;
        for (int at = 0; at < coded.Length && length < plain.Length; at++)
        {
            if (coded[at] != 0)
            {
                plain[length++] = coded[at];
                continue;
            }
            int run = Math.Min(RunAt(coded, at), plain.Length - length);
            if (run == 0) break;
            plain.Slice(length, run).Clear();
            length += run;
            at += RunBytes - 1;
        }
        return length;
    }

    /// <summary>Length of the run that begins here; 0 when it is broken.</summary>
    private static int RunAt(ReadOnlySpan<byte> coded, int at) =>
        coded.Length - at < RunBytes ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(coded[(at + 1)..]);
}
