namespace Audio2Face.Modkit.PluginContract.Tests;

/// <summary>Says it is 1 GiB long and fails the test when it is read.</summary>
internal sealed class HugeStream : MemoryStream
{
    public override long Length => 1L << 30;

    public override int Read(Span<byte> buffer) => throw new InvalidOperationException("must not be read");

    public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("must not be read");
}
