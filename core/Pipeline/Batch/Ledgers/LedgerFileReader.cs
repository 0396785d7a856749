using System.Text.Json;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Reads the rows of a ledger's file, in a buffer that holds few of them.</summary>
internal static class LedgerFileReader
{
    private const int BufferBytes = 1 << 20;

    /// <summary>No row of ours is this long; what is, is somebody else's file.</summary>
    private const int MostRowBytes = 16 << 20;

    /// <summary>Reads every row that is one; a last row without an end was cut short and is left out without a word.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Read(string path, bool withFigures, ICollection<Issue>? issues, Action<LedgerEntry> take)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        LedgerRow row = new(withFigures);
        byte[] buffer = new byte[BufferBytes];
        (int begin, int end, int number) = (0, 0, 0);
        while (true)
        {
            int length = buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n');
            if (length >= 0)
            {
                number++;
                ReadRow(row, buffer.AsSpan(begin, length), path, number, issues, take);
                begin += length + 1;
                continue;
            }
            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            if (end == buffer.Length)
            {
                if (end >= MostRowBytes) throw new IOException("A row of the ledger is too long.");
                Array.Resize(ref buffer, 2 * end);
            }
            int count = file.Read(buffer, end, buffer.Length - end);
            if (count == 0) return;
            end += count;
        }
    }

    private static void ReadRow(LedgerRow row, ReadOnlySpan<byte> text, string path, int number, ICollection<Issue>? issues, Action<LedgerEntry> take)
    {
        if (text.Trim((byte)' ').IsEmpty) return;
        try
        {
            take(row.Read(text));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            issues?.Add(BatchIssues.DamagedLedger(Path.GetFileName(path), number));
        }
    }
}
