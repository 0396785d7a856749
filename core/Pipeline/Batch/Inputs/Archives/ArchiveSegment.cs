using Microsoft.Win32.SafeHandles;

namespace Audio2Face.Modkit.Pipeline;

/// <summary>Bytes in the middle of a file, as a stream to be read once.</summary>
/// <param name="file">The file; it stays open.</param>
/// <param name="offset">Where the bytes begin.</param>
/// <param name="length">How many there are.</param>
internal sealed class ArchiveSegment(SafeFileHandle file, long offset, long length) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int count = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, length - _at)], offset + _at);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
