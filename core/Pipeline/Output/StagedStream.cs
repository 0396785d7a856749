namespace Audio2Face.Modkit.Pipeline;

/// <summary>
/// The stream a format writes to. Its faults leave as issues (a full disk must not look like a broken plugin), and closing it
/// leaves the staged file open, so that only its owner decides what becomes of it.
/// </summary>
internal sealed class StagedStream(FileStream file, string targetPath) : Stream
{
    private bool _isClosed;

    public override bool CanRead => !_isClosed;

    public override bool CanSeek => !_isClosed;

    public override bool CanWrite => !_isClosed;

    public override long Length => Guard(static (file, _) => file.Length, 0);

    public override long Position
    {
        get => Guard(static (file, _) => file.Position, 0);
        set => Guard(static (file, position) => file.Position = position, value);
    }

    public override void Flush() => Guard(static (file, _) => { file.Flush(); return 0; }, 0);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        try
        {
            return file.Read(buffer);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, targetPath);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Guard(static (file, to) => file.Seek(to.offset, to.origin), (offset, origin));

    public override void SetLength(long value) => Guard(static (file, length) => { file.SetLength(length); return 0; }, value);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        try
        {
            file.Write(buffer);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, targetPath);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isClosed)
        {
            // The owner may have thrown the file away already.
            if (file.CanWrite) Flush();
            _isClosed = true;
        }
        base.Dispose(disposing);
    }

    private TResult Guard<TState, TResult>(Func<FileStream, TState, TResult> operation, TState state)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        try
        {
            return operation(file, state);
        }
        catch (Exception exception) when (FileFaults.IsFileFault(exception))
        {
            throw FileFaults.Translate(exception, targetPath);
        }
    }
}
