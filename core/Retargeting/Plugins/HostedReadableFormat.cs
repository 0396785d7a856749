using Audio2Face.Modkit.Abstractions;

namespace Audio2Face.Modkit.Retargeting;

/// <summary>A plugin's format that can also read, held to its limits.</summary>
internal sealed class HostedReadableFormat(PluginSession session, int index, FormatDescription description, TimeSpan limit)
    : HostedFormat(session, index, description, limit), IReadableFormat
{
    /// <inheritdoc/>
    public bool CanRead(ReadOnlySpan<byte> head, string fileName)
    {
        IReadableFormat own = (IReadableFormat)Own;
        byte[] copy = head.ToArray();
        return GuardedCall.Run(Session.Identity, "while it looked at a file", Limit, () => own.CanRead(copy, fileName));
    }

    /// <inheritdoc/>
    public RigTrack Read(Stream stream, string fileName)
    {
        IReadableFormat own = (IReadableFormat)Own;
        return GuardedCall.Run(Session.Identity, $"while it read '{Description.Id}'", Limit, () => own.Read(stream, fileName));
    }
}
