using System.Buffers.Binary;

namespace Audio2Face.Modkit.Plugins.Bethesda;

/// <summary>The beginning of a <c>.lip</c> file: enough to tell the game and the length.</summary>
internal sealed record LipHeader(LipLayout Layout, bool IsCoded, int RowCount, int StartFrame)
{
    /// <summary>A line is never shifted by more than half an hour; a file that says so is none.</summary>
    private const int MostStartFrames = 30 * 60 * LipFile.FrameRateFps;

    public int BodyBytes => Layout.BodyHeadBytes + (RowCount * Layout.RowBytes);

    /// <summary>Reads and checks the header and the first numbers of the body, of a whole file or its first bytes.</summary>
    /// <returns>Null, and what is wrong in which place, when this is no such file.</returns>
    public static LipHeader? TryRead(ReadOnlySpan<byte> file, out string fault)
    {
        if (file.Length < LipFile.HeaderBytes) return Fault(out fault, $"it ends inside its header of 12 bytes");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(file);
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (version != LipFile.Version) return Fault(out fault, $"the version at offset 0 is {version}, not 1");
        if ((flags & LipLayout.BigEndianFlag) != 0) return Fault(out fault, $"the flags at offset 8 are {flags}, which says it is big-endian as on consoles");

        bool isCoded = (flags & LipLayout.CodedFlag) != 0;
        ReadOnlySpan<byte> body = file[LipFile.HeaderBytes..];
        Span<byte> head = stackalloc byte[12];
        int there = isCoded ? ZeroRuns.Expand(body, head) : Copy(body, head);
        uint targetCount = there < head.Length ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        LipLayout? layout = LipLayout.Find(flags, targetCount);
        if (layout is null)
            return Fault(out fault, $"flags {flags} at offset 8 with {targetCount} targets are of no game; they are 1 (Fallout 3), or 13 with 16 (Skyrim) or 43 (Fallout 4)");
        if (there < layout.BodyHeadBytes) return Fault(out fault, $"it ends inside the first numbers of its body at offset 12");

        uint rows = BinaryPrimitives.ReadUInt32LittleEndian(head);
        int startFrame = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
        long bodyBytes = layout.BodyHeadBytes + ((long)rows * layout.RowBytes);
        if (bodyBytes > LipFile.MostBodyBytes) return Fault(out fault, $"the row count at offset 12 is {rows}, more than 64 MiB");
        if (size != bodyBytes + LipFile.SizeFieldExtra)
            return Fault(out fault, $"the size at offset 4 is {size}, but {rows} rows need {bodyBytes + LipFile.SizeFieldExtra}");
        if (startFrame is < -MostStartFrames or > MostStartFrames) return Fault(out fault, $"the first frame, which follows the row count, is {startFrame}");
        fault = "";
        return new LipHeader(layout, isCoded, (int)rows, startFrame);
    }

    private static int Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        int length = Math.Min(from.Length, to.Length);
        from[..length].CopyTo(to);
        return length;
    }

    private static LipHeader? Fault(out string fault, FormattableString text)
    {
        fault = FormattableString.Invariant(text);
        return null;
    }
}
