using System.Buffers;
using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// What a batch remembers: an append-only file of JSON lines, one row for what became of a line (see <see cref="LedgerEntry"/>). A row is with the
/// operating system before <see cref="Append"/> returns, so a killed program loses none; a row that was cut short is ignored.
/// </summary>
/// <remarks>May be used from several threads.</remarks>
public sealed class Ledger : IDisposable
{
    private const string Prefix = "ledger", Suffix = ".jsonl";

    /// <summary>How long rows may wait to reach the disk itself: a power failure costs that much work.</summary>
    private static readonly TimeSpan _flushAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _row = new(2048);
    private long _flushedAt = Environment.TickCount64;

    private Ledger(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Name of the ledger of a whole run, or of a shard's.</summary>
    /// <param name="shard">The shard's name, or null.</param>
    public static string FileName(string? shard) => shard is null ? Prefix + Suffix : $"{Prefix}.{shard}{Suffix}";

    /// <summary>Opens a ledger to go on writing. The caller has the folder (see <see cref="BatchFolder"/>).</summary>
    /// <exception cref="ModkitException">OUT02, OUT03 or OUT09: it cannot be written.</exception>
    public static Ledger Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            RemoveTornRow(file);
            return new Ledger(path, file);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            file?.Dispose();
            throw FileFaults.Translate(exception, path);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ModkitException">OUT02, OUT03 or OUT09: it cannot be written.</exception>
    public void Append(LedgerEntry entry)
    {
        lock (_gate)
        {
            _row.ResetWrittenCount();
            LedgerRow.Write(entry, _row);
            try
            {
                _file.Write(_row.WrittenSpan);
                if (Environment.TickCount64 - _flushedAt < _flushAfter.TotalMilliseconds) return;
                _file.Flush(flushToDisk: true);
                _flushedAt = Environment.TickCount64;
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                throw FileFaults.Translate(exception, _path);
            }
        }
    }

    /// <summary>Puts what is left on the disk and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            _file.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            // Append told already that the disk takes no more.
        }
        _file.Dispose();
    }

    /// <summary>The last row of every line, over all ledgers of an output folder.</summary>
    /// <param name="outputFolder">The output folder; without ledgers the answer is empty.</param>
    /// <param name="withFigures">Whether <see cref="LedgerEntry.Figures"/> and <see cref="LedgerEntry.Text"/> are wanted; without them less memory is held.</param>
    /// <param name="issues">Takes what is wrong with the ledgers, as warnings (BAT02); or null.</param>
    /// <exception cref="ModkitException">OUT09: a ledger cannot be read.</exception>
    public static IReadOnlyDictionary<string, LedgerEntry> ReadFolder(string outputFolder, bool withFigures = true, ICollection<Issue>? issues = null)
    {
        ArgumentNullException.ThrowIfNull(outputFolder);
        Dictionary<string, LedgerEntry> last = new(StringComparer.Ordinal);
        foreach (string path in FindAll(outputFolder))
        {
            try
            {
                LedgerFileReader.Read(path, withFigures, issues, entry =>
                {
                    // Within a file the order counts, between files the time does.
                    if (!last.TryGetValue(entry.Line, out LedgerEntry? other) || entry.TimeUtc >= other.TimeUtc) last[entry.Line] = entry;
                });
            }
            catch (Exception exception) when (FileFaults.IsFileFault(exception))
            {
                throw FileFaults.Translate(exception, path);
            }
        }
        return last;
    }

    /// <summary>Full paths of the ledgers of an output folder, in order of their names.</summary>
    public static IReadOnlyList<string> FindAll(string outputFolder)
    {
        string folder = Path.Combine(outputFolder, BatchFolder.OwnFolder);
        if (!Directory.Exists(folder)) return [];
        string[] paths = Directory.GetFiles(folder, Prefix + "*" + Suffix);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    /// <summary>Takes away the piece of a row that a killed run left at the end.</summary>
    private static void RemoveTornRow(FileStream file)
    {
        byte[] piece = new byte[4096];
        for (long end = file.Length; end > 0; end -= Math.Min(end, piece.Length))
        {
            int count = (int)Math.Min(end, piece.Length);
            file.Position = end - count;
            file.ReadExactly(piece, 0, count);
            int newLine = piece.AsSpan(0, count).LastIndexOf((byte)'\n');
            if (newLine < 0) continue;
            file.SetLength(end - count + newLine + 1);
            file.Position = file.Length;
            return;
        }
        file.SetLength(0);
    }
}
