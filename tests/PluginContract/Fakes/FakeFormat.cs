using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.PluginContract.Tests.Fakes;

/// <summary>A format that does what a test wants of it. The test assembly itself is the plugin: it is loaded a second time, from memory.</summary>
public sealed class FakeFormat(string id, Func<IFormatOutput, CancellationToken, ValueTask> write, RigChannel? channel = null) : IReadableFormat
{
    public FormatDescription Description { get; } = new()
    {
        Id = id,
        Name = id,
        Summary = "For tests.",
        Extension = ".fake",
        FixedChannels = channel is { } only ? [only] : null,
    };

    public ValueTask WriteAsync(RigTrack track, LineInfo line, IFormatOutput output, CancellationToken cancellation) => write(output, cancellation);

    public bool CanRead(ReadOnlySpan<byte> head, string fileName) => fileName == id ? true : throw new InvalidOperationException("looked at");

    public RigTrack Read(Stream stream, string fileName) => throw new FormatException("read,\nand failed");

    /// <summary>Writes one byte to one file.</summary>
    public static ValueTask WriteOneFile(IFormatOutput output, CancellationToken cancellation)
    {
        using Stream stream = output.Create(".fake");
        stream.WriteByte(1);
        return ValueTask.CompletedTask;
    }
}
